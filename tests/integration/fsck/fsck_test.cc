// A checker that finds nothing proves nothing: each row breaks the data as a superuser could, and
// the checker must name what was broken.
#include "cmd/fsck/fsck.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cmd/notaryd/modules.h"
#include "tests/testing/test_database.h"

namespace notary::fsck {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kClaims[] = "claims: one office for a party's matter, and none outlives its case";
constexpr char kOwnLists[] = "own lists: each case stands in those of its persons";

// An accepted case whose history, register and series agree.
constexpr char kSound[] = R"sql(
INSERT INTO application.application (
  office_id, id, applicant, matter, capacity, visit_mode, handover_mode, original_lost,
  commitment_signed, state, revision, acceptance_number, accept_time, due_date_provisional, taker,
  handler, handler_name, approver, producer, payment_state, fee_note, fee_fen, refund_fen,
  identity_state, originals_state, visit_count, completion_rounds, ground, fault, shipment, waybill,
  retention, create_time, update_time)
VALUES (
  'xuhui', '0190aaaa-0000-7000-8000-000000000001', 'persons/a', 'NAME', 'SELF', 'BEFORE_ISSUE',
  'COUNTER', false, false, 'DRAFT', 2, '1', '2026-11-23 09:00+08', false, 's', '', '', '', '',
  'NONE', '', 0, 0, 'UNCHECKED', 'UNSEEN', 0, 0, '', '', '', '', '', now(), now());
INSERT INTO application.history
SELECT 'xuhui', '0190aaaa-0000-7000-8000-000000000001', revision, from_state, event, 'DRAFT', '',
       '', '', '', now()
FROM (VALUES (1, 'NEW', 'START'), (2, 'DRAFT', 'PAYMENT')) AS line(revision, from_state, event);
INSERT INTO application.register_entry
VALUES ('xuhui', 2026, 1, '0190aaaa-0000-7000-8000-000000000001', 'NAME', '2026-11-23', '', NULL);
INSERT INTO application.own_case
VALUES ('persons/a', '0190aaaa-0000-7000-8000-000000000001', 'xuhui');
)sql";

// A paid order, and a refund of all of it that waits for a decision.
constexpr char kRefundOf100[] = R"sql(
    INSERT INTO payment.fee_note (office_id, id, application, payer, office_fen, third_party_fen,
      from_state, state, refunded_office_fen, refunded_third_party_fen, create_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000002', 'a', 'persons/a', 100, 0, 'NEW',
            'CREATED', 0, 0, now());
    INSERT INTO payment.payment_order (office_id, id, fee_note_id, number, merchant, total_fen,
      from_state, state, code_url, transaction_id, create_time, expire_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000003',
            '0190aaaa-0000-7000-8000-000000000002', 'n', 'm', 100, 'PENDING', 'PAID', '', '',
            now(), now());
    INSERT INTO payment.refund (office_id, id, fee_note_id, order_id, number, cause, unexplained,
      office_fen, third_party_fen, from_state, state, attempts, create_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000004',
            '0190aaaa-0000-7000-8000-000000000002', '0190aaaa-0000-7000-8000-000000000003', 'r',
            'REVOKED', false, 100, 0, 'NEW', 'PROPOSED', 0, now()))sql";

class FsckTest : public ::testing::Test {
 protected:
  FsckTest() { Tamper(kSound); }

  void Tamper(const std::string& sql) {
    const absl::Status status =
        owner_->Transact(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Script(sql); });
    ASSERT_TRUE(status.ok()) << status;
  }

  std::vector<std::string> Broken() {
    std::vector<std::string> names;
    const absl::StatusOr<std::vector<Finding>> findings = Check(*owner_);
    EXPECT_TRUE(findings.ok()) << findings.status();
    for (const Finding& finding : *findings) {
      if (!finding.ok) names.push_back(finding.name);
    }
    return names;
  }

  const testing::TestDatabase database_{AllMigrations()};
  const std::unique_ptr<pg::Database> owner_ = database_.AsOwner();
};

TEST_F(FsckTest, ASoundDatabaseHasNoFindings) { EXPECT_THAT(Broken(), IsEmpty()); }

TEST_F(FsckTest, ARemovedRegisterLineIsFound) {
  Tamper("DELETE FROM application.register_entry");
  EXPECT_THAT(Broken(), Contains("9 every accepted case stands in the register"));
}

TEST_F(FsckTest, AGapInTheRegisterIsFound) {
  Tamper("UPDATE application.register_entry SET serial = 2");
  EXPECT_THAT(Broken(), Contains("3 numbers run from 1 without gap or repeat"));
}

TEST_F(FsckTest, AStateChangedPastTheHistoryIsFound) {
  Tamper("UPDATE application.application SET state = 'REVIEWING'");
  EXPECT_THAT(Broken(), Contains("10 every state is the sum of its history"));
}

TEST_F(FsckTest, ARemovedHistoryLineIsFound) {
  Tamper("DELETE FROM application.history WHERE revision = 1");
  EXPECT_THAT(Broken(), Contains("10 every state is the sum of its history"));
}

TEST_F(FsckTest, APauseWithoutNoticeIsFound) {
  Tamper(R"sql(INSERT INTO application.pause
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000001', now(), 'VERIFY', '', NULL))sql");
  EXPECT_THAT(Broken(), Contains("6 every pause has its notice"));
  EXPECT_THAT(Broken(), Contains("5 no pause outlives its case"));
}

TEST_F(FsckTest, ARecusalThatTheCaseDoesNotKnowOfIsFound) {
  Tamper(R"sql(INSERT INTO application.recusal
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000001', 1, 'staff/n', 'persons/a', 'SELF',
            '', now(), 'UPHELD', 'staff/h', '', now()))sql");
  EXPECT_THAT(Broken(), Contains("recusals: the case knows of each"));
  Tamper("UPDATE application.application SET recused = '{staff/n}'");
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(FsckTest, AParcelWhoseEndNobodyWasToldOfIsFound) {
  Tamper(R"sql(UPDATE application.application SET state = 'IN_TRANSIT', approver = 'p',
    identity_state = 'IN_PERSON', originals_state = 'PASSED', handover_mode = 'COURIER', shipment =
    'offices/xuhui/shipments/0190aaaa-0000-7000-8000-000000000009')sql");
  Tamper(R"sql(INSERT INTO delivery.shipment (office_id, id, application, recipient,
      recipient_name, recipient_mobile, province, city, district, address, certificate_numbers,
      order_number, waybill, state, failed_attempts, create_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000009',
      'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001', 'persons/a', '', '', '',
      '', '', '', '{1}', 'xuhui-9', 'SF1', 'IN_TRANSIT', 0, now()))sql");
  const auto told = Not(Contains("parcels: what has come to its end is known to its case"));
  EXPECT_THAT(Broken(), told);
  Tamper("UPDATE delivery.shipment SET state = 'SIGNED'");
  EXPECT_THAT(Broken(), Not(told));
}

TEST_F(FsckTest, ASecondVisitWithoutReasonIsFound) {
  Tamper("UPDATE application.application SET visit_count = 1");
  EXPECT_THAT(Broken(), IsEmpty());
  Tamper("UPDATE application.application SET visit_count = 2");
  EXPECT_THAT(Broken(), Contains("visits: each after the first has its reason"));
}

TEST_F(FsckTest, AVisitInAClosureIsFound) {
  Tamper(R"sql(INSERT INTO appointment.visit (office_id, id, application, visitor, counter,
      start_time, end_time, state, create_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000003',
      'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001', 'persons/a', 1,
      '2026-11-25 09:00+08', '2026-11-25 09:15+08', 'BOOKED', now()))sql");
  Tamper(R"sql(INSERT INTO appointment.opening_change (office_id, id, kind, start_time, end_time,
      reason_zh, reason_en, state, author, revision, create_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000004', 'CLOSED', '2026-11-25 09:15+08',
      '2026-11-26 00:00+08', 'a', 'a', 'IN_FORCE', 'staff/h', 1, now()))sql");
  EXPECT_THAT(Broken(), IsEmpty());
  Tamper("UPDATE appointment.opening_change SET start_time = '2026-11-25 09:00+08'");
  EXPECT_THAT(Broken(), Contains("visits: none stands in a closure"));
  Tamper("UPDATE appointment.visit SET state = 'CANCELLED'");
  EXPECT_THAT(Broken(), IsEmpty());
}

TEST_F(FsckTest, ANumberNobodyApprovedIsFound) {
  Tamper(R"sql(INSERT INTO application.certificate
    VALUES ('xuhui', 2026, 1, '0190aaaa-0000-7000-8000-000000000001', '1', 'MAIN', 'n', 'p',
            '2026-11-23', now(), 'VALID', ''))sql");
  EXPECT_THAT(Broken(), Contains("2 no number without approval"));
  EXPECT_THAT(Broken(), Contains("8 what was issued has its text"));
  EXPECT_THAT(Broken(), Contains("3 numbers run from 1 without gap or repeat"));
}

TEST_F(FsckTest, MoneyThatDisagreesIsFound) {
  Tamper(R"sql(INSERT INTO payment.fee_note (office_id, id, application, payer, office_fen,
      third_party_fen, from_state, state, refunded_office_fen, refunded_third_party_fen,
      create_time)
    SELECT 'xuhui', '0190aaaa-0000-7000-8000-000000000002',
           'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001', 'persons/a', 100, 0,
           from_state, to_state, 0, 0, '2026-11-22 09:00+08'
    FROM payment.note_move WHERE to_state = 'CREATED' LIMIT 1)sql");
  EXPECT_THAT(Broken(), Contains("money: the case and the fee note agree"));
  EXPECT_THAT(Broken(), Contains("1 no fee before acceptance"));
}

TEST_F(FsckTest, ACaseThatItsPersonsListLacksIsFoundUnlessTheListIsStillToBeTold) {
  Tamper("DELETE FROM application.own_case");
  EXPECT_THAT(Broken(), Contains(kOwnLists));
  Tamper(R"sql(INSERT INTO application.outbox (office_id, id, ordering_key, method, request,
    next_attempt_time, create_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000003',
            'persons/a/0190aaaa-0000-7000-8000-000000000001', '/x', '', now(), now()))sql");
  EXPECT_THAT(Broken(), Not(Contains(kOwnLists)));
}

TEST_F(FsckTest, AListWithACaseThatIsNotThereIsFound) {
  Tamper(R"sql(INSERT INTO application.own_case
    VALUES ('persons/a', '0190aaaa-0000-7000-8000-000000000004', 'xuhui'))sql");
  EXPECT_THAT(Broken(), Contains(kOwnLists));
}

// It would keep the party from every other office.
TEST_F(FsckTest, AClaimThatOutlivesItsCaseIsFound) {
  Tamper(R"sql(INSERT INTO application.claim
    VALUES ('0190aaaa-0000-7000-8000-000000000001', 'xuhui', 'NAME',
            decode(repeat('aa', 16), 'hex')))sql");
  EXPECT_THAT(Broken(), Contains(kClaims));
  Tamper("UPDATE application.application SET state = 'ACCEPTED'");
  EXPECT_THAT(Broken(), Not(Contains(kClaims)));
}

TEST_F(FsckTest, AMatterThatTwoOfficesClaimIsFound) {
  Tamper(R"sql(UPDATE application.application SET state = 'ACCEPTED';
    INSERT INTO application.application SELECT (jsonb_populate_record(a,
      '{"office_id": "minhang", "id": "0190aaaa-0000-7000-8000-000000000005"}')).*
    FROM application.application a;
    INSERT INTO application.claim
    SELECT id, office_id, 'NAME', decode(repeat('aa', 16), 'hex')
    FROM application.application)sql");
  EXPECT_THAT(Broken(), Contains(kClaims));
}

TEST_F(FsckTest, MoneyOwedBackThatNothingBringsIsFound) {
  Tamper(R"sql(INSERT INTO payment.ledger_entry (office_id, source, fact, accounts, debits_fen,
      entry_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000004', 'REFUND_DECIDED',
            '{OFFICE_FEE,REFUND_PAYABLE}', '{100,-100}', now()))sql");
  EXPECT_THAT(Broken(), Contains("ledger: what is owed back is on its way"));
}

TEST_F(FsckTest, ARefundThatNobodyProposedIsFound) {
  Tamper(kRefundOf100);
  EXPECT_THAT(Broken(), Contains("refunds: each that waits for a decision has its proposal"));
}

// In whichever service: a refused report leaves its case waiting for ever.
TEST_F(FsckTest, ARefusedCallIsFound) {
  for (const pg::MigrationSet* service : AllMigrations()) {
    const std::string outbox = absl::StrCat(service->schema, ".outbox");
    Tamper(
        absl::StrCat("INSERT INTO ", outbox, R"sql( (office_id, id, ordering_key, method, request,
      next_attempt_time, refused_reason, create_time)
      VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000003', 'k', '/x', '', now(), 'X',
              now()))sql"));
    EXPECT_THAT(Broken(), Contains("calls: none was refused")) << outbox;
    Tamper(absl::StrCat("DELETE FROM ", outbox));
  }
}

// Something else may have happened between the two.
TEST_F(FsckTest, WhoPassesWhatTheyHaveMadeIsFound) {
  constexpr char kFourEyes[] = "4 nobody acts twice where two must";
  Tamper(R"sql(INSERT INTO application.history
    SELECT 'xuhui', '0190aaaa-0000-7000-8000-000000000001', revision, from_state, event, to_state,
           '', actor, '', '', now()
    FROM (VALUES (3, 'ISSUED', 'PRODUCE', 'PRODUCING', 'staff/p'),
                 (4, 'PRODUCING', 'PAYMENT', 'PRODUCING', 'services/payment'),
                 (5, 'PRODUCING', 'PASS_QUALITY', 'READY', 'staff/q'))
         AS line(revision, from_state, event, to_state, actor))sql");
  EXPECT_THAT(Broken(), Not(Contains(kFourEyes)));
  Tamper("UPDATE application.history SET actor = 'staff/p' WHERE revision = 5");
  EXPECT_THAT(Broken(), Contains(kFourEyes));
}

TEST_F(FsckTest, WhatLeftUnseenIsFound) {
  Tamper("UPDATE application.application SET state = 'DELIVERED', approver = 'p'");
  EXPECT_THAT(Broken(), Contains("7 nothing left before originals and identity passed"));
}

TEST_F(FsckTest, AnEndThatWentOnIsFound) {
  Tamper(R"sql(
    ALTER TABLE application.history DROP CONSTRAINT history_from_state_event_to_state_fkey;
    INSERT INTO application.history
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000001', 3, 'ARCHIVED', 'PAYMENT', 'READY', '',
            '', '', '', now()))sql");
  EXPECT_THAT(Broken(), Contains("11 ends are ends"));
}

TEST_F(FsckTest, ADeliveryWithoutAReceiptIsFound) {
  Tamper(R"sql(INSERT INTO application.history
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000001', 3, 'READY', 'HAND_OVER', 'DELIVERED',
            '', '', '', '', now()))sql");
  EXPECT_THAT(Broken(), Contains("12 every delivery has its receipt"));
}

TEST_F(FsckTest, AnEntryThatDoesNotBalanceIsFound) {
  Tamper(R"sql(
    ALTER TABLE payment.ledger_entry DROP CONSTRAINT ledger_entry_debits_fen_check;
    INSERT INTO payment.ledger_entry (office_id, source, fact, accounts, debits_fen, entry_time)
    VALUES ('xuhui', '0190aaaa-0000-7000-8000-000000000004', 'PAID', '{CHANNEL,RECEIVABLE}',
            '{100,-99}', now()))sql");
  EXPECT_THAT(Broken(), Contains("ledger: every entry sums to zero"));
}

TEST_F(FsckTest, ARefundOfMoreThanWasPaidIsFound) {
  Tamper(kRefundOf100);
  Tamper("UPDATE payment.refund SET from_state = 'SENT', state = 'DONE'");
  EXPECT_THAT(Broken(), Not(Contains("ledger: refunds do not exceed payments")));
  Tamper("UPDATE payment.payment_order SET total_fen = 99");
  EXPECT_THAT(Broken(), Contains("ledger: refunds do not exceed payments"));
}

// A store of which one content was lost.
class LossyBlobs final : public document::BlobStore {
 public:
  absl::Status Append(const std::string&, int64_t, absl::string_view) override { return {}; }
  absl::StatusOr<std::string> ReadUpload(const std::string&) override { return ""; }
  absl::Status Keep(const std::string&, absl::string_view) override { return {}; }
  absl::Status Remove(const std::string&, absl::Duration) override { return {}; }
  void Discard(const std::string&) override {}
  absl::StatusOr<std::string> Read(const std::string& sha256) override {
    if (sha256 == lost) return absl::NotFoundError("no such blob");
    return "";
  }

  std::string lost;
};

TEST_F(FsckTest, APaperWithoutItsContentIsFound) {
  const std::string sha256 = std::string(63, 'a') + "b";
  Tamper(R"sql(INSERT INTO document.document (office_id, id, owner, media_type, size_bytes, sha256,
      received_bytes, state, create_time)
    SELECT 'xuhui', ('0190aaaa-0000-7000-8000-00000000000' || n)::uuid, 'persons/a',
      'application/pdf', 1, repeat('a', 63) || substr('abc', n, 1), 1, 'READY', now()
    FROM generate_series(1, 3) AS n)sql");
  LossyBlobs blobs;
  EXPECT_TRUE(CheckBlobs(*owner_, blobs)->ok);
  blobs.lost = sha256;
  const absl::StatusOr<Finding> finding = CheckBlobs(*owner_, blobs);
  ASSERT_TRUE(finding.ok()) << finding.status();
  EXPECT_FALSE(finding->ok);
  EXPECT_EQ(finding->detail,
            "offices/xuhui/documents/0190aaaa-0000-7000-8000-000000000002, 1 of 3");
  Tamper("UPDATE document.document SET state = 'DELETED'");
  EXPECT_TRUE(CheckBlobs(*owner_, blobs)->ok);
}

}  // namespace
}  // namespace notary::fsck
