#include "tests/testing/office/stuck_money.h"

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/id.h"

namespace notary::testing {
namespace {

constexpr pg::Statement kReport{"test_quarantined_report", R"sql(
  INSERT INTO payment.quarantine (office_id, id, reason, merchant, number, transaction_id,
                                  total_fen, currency, create_time)
  VALUES ('xuhui', $1::uuid, 'REFUND_UNKNOWN', '1', $1, '', 100, 'CNY', $2))sql"};

constexpr pg::Statement kRefund{"test_abnormal_refund", R"sql(
  INSERT INTO payment.refund (office_id, id, fee_note_id, order_id, number, cause, unexplained,
                              office_fen, third_party_fen, from_state, state, attempts, create_time)
  SELECT office_id, $1::uuid, fee_note_id, id, $1, 'REVOKED', false, 1, 0, 'SENT', 'ABNORMAL', 1, $2
  FROM payment.payment_order WHERE office_id = 'xuhui' AND state = 'PAID' LIMIT 1)sql"};

// The id of the new row.
std::string Insert(OfficeWorld& world, const pg::Statement& statement) {
  std::string id = NewId(world.Now());
  NOTARY_CHECK(world.owner()
                   .Transact("xuhui",
                             [&](pg::Tx& tx) -> absl::Status {
                               return tx.Exec(statement, id, world.Now()).status();
                             })
                   .ok());
  return id;
}

}  // namespace

std::string QuarantinedReport(OfficeWorld& world) {
  return absl::StrCat("offices/xuhui/quarantinedReports/", Insert(world, kReport));
}

void AbnormalRefund(OfficeWorld& world) { Insert(world, kRefund); }

}  // namespace notary::testing
