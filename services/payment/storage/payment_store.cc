#include "services/payment/storage/payment_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/office_wall.h"
#include "platform/pg/sealed.h"
#include "services/payment/storage/payment_sql.sql.h"
#include "services/payment/storage/sealed_columns.h"

namespace notary::payment {
namespace {

absl::StatusOr<FeeNote> ToNote(const pg::Row& row) {
  ASSIGN_OR_RETURN(const NoteState state, pg::EnumOf<NoteState>(row, "state"));
  const int64_t discount_fen = row.IsNull("discount_fen") ? 0 : row.Int("discount_fen");
  FeeNote note{.office = row.Str("office_id"),
               .id = row.Str("id"),
               .application = row.Str("application"),
               .payer = row.Str("payer"),
               .total = {row.Int("office_fen") - discount_fen, row.Int("third_party_fen")},
               .state = state,
               .refunded = {row.Int("refunded_office_fen"), row.Int("refunded_third_party_fen")},
               .create_time = row.Time("create_time")};
  if (!row.IsNull("paid_order_id")) note.paid_order = row.Str("paid_order_id");
  return note;
}

absl::StatusOr<FeeLine> ToLine(const pg::Row& row) {
  ASSIGN_OR_RETURN(const PriceBasis basis, pg::EnumOf<PriceBasis>(row, "basis"));
  return FeeLine{.code = row.Str("code"),
                 .name_zh = row.Str("name_zh"),
                 .name_en = row.Str("name_en"),
                 .basis = basis,
                 .unit_fen = row.Int("unit_fen"),
                 .quantity = row.Int("quantity"),
                 .discount_fen = row.Int("discount_fen"),
                 .subtotal_fen = row.Int("subtotal_fen"),
                 .parcel = row.Bool("parcel")};
}

absl::StatusOr<PaymentOrder> ToOrder(const pg::Row& row) {
  ASSIGN_OR_RETURN(const OrderState state, pg::EnumOf<OrderState>(row, "state"));
  return PaymentOrder{.office = row.Str("office_id"),
                      .id = row.Str("id"),
                      .note = row.Str("fee_note_id"),
                      .number = row.Str("number"),
                      .merchant = row.Str("merchant"),
                      .total_fen = row.Int("total_fen"),
                      .state = state,
                      .code_url = row.Str("code_url"),
                      .transaction = row.Str("transaction_id"),
                      .create_time = row.Time("create_time"),
                      .expire_time = row.Time("expire_time"),
                      .next_poll = row.MaybeTime("next_poll_time"),
                      .paid_at = row.MaybeTime("paid_time")};
}

absl::StatusOr<RefundOrder> ToRefund(const pg::Row& row) {
  ASSIGN_OR_RETURN(const RefundCause cause, pg::EnumOf<RefundCause>(row, "cause"));
  ASSIGN_OR_RETURN(const RefundState state, pg::EnumOf<RefundState>(row, "state"));
  ASSIGN_OR_RETURN(const ReturnWay way, pg::EnumOf<ReturnWay>(row, "way"));
  return RefundOrder{.office = row.Str("office_id"),
                     .id = row.Str("id"),
                     .note = row.Str("fee_note_id"),
                     .order = row.Str("order_id"),
                     .number = row.Str("number"),
                     .cause = cause,
                     .unexplained = row.Bool("unexplained"),
                     .amount = {row.Int("office_fen"), row.Int("third_party_fen")},
                     .state = state,
                     .way = way,
                     .attempts = row.Int("attempts"),
                     .failure = row.Str("failure"),
                     .revision = row.Int("revision"),
                     .create_time = row.Time("create_time")};
}

absl::StatusOr<QuarantinedReport> ToReport(const pg::Row& row) {
  return QuarantinedReport{.office = row.Str("office_id"),
                           .id = row.Str("id"),
                           .reason = row.Str("reason"),
                           .merchant = row.Str("merchant"),
                           .number = row.Str("number"),
                           .transaction = row.Str("transaction_id"),
                           .total_fen = row.Int("total_fen"),
                           .currency = row.Str("currency"),
                           .create_time = row.Time("create_time"),
                           .suspense_fen = row.Int("suspense_fen")};
}

template <typename Record>
absl::StatusOr<std::optional<Record>> Maybe(const std::optional<pg::Row>& row,
                                            absl::StatusOr<Record> (*read)(const pg::Row&)) {
  if (!row) return std::nullopt;
  ASSIGN_OR_RETURN(Record record, read(*row));
  return std::optional(std::move(record));
}

template <typename Record>
absl::StatusOr<std::vector<Record>> All(const pg::Rows& rows,
                                        absl::StatusOr<Record> (*read)(const pg::Row&)) {
  std::vector<Record> records;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Record record, read(row));
    records.push_back(std::move(record));
  }
  return records;
}

// With its lines, and its reduction, of which there is one at most. All in one round trip: a note
// that is there takes as long as one that is not.
absl::StatusOr<std::optional<FeeNote>> NoteWithParts(pg::Tx& tx, const std::string& office,
                                                     const std::string& id) {
  ASSIGN_OR_RETURN(
      const std::vector<pg::Rows> answers,
      tx.QueryAll({&sql::kNoteGet, &sql::kLineList, &sql::kReductionOfNote}, office, id));
  if (answers[0].empty()) return std::nullopt;
  ASSIGN_OR_RETURN(FeeNote note, ToNote(answers[0][0]));
  ASSIGN_OR_RETURN(note.lines, All(answers[1], ToLine));
  for (const pg::Row& row : answers[2]) {
    pg::Opener open(tx, row, id);
    note.reduction = GrantedReduction{.code = row.Str("code"),
                                      .percent = static_cast<int>(row.Int("percent")),
                                      .proof = row.Str("proof"),
                                      .reason = open(kReductionReason),
                                      .granter = row.Str("granter"),
                                      .discount_fen = row.Int("discount_fen"),
                                      .grant_time = row.Time("grant_time")};
    RETURN_IF_ERROR(open.status());
  }
  return note;
}

}  // namespace

void PaymentStore::InsertNote(pg::Tx& tx, const FeeNote& n) const {
  tx.ExecLater(sql::kNoteInsert, n.office, n.id, n.application, n.payer, n.total.office_fen,
               n.total.third_party_fen, n.create_time);
  int64_t number = 0;
  for (const FeeLine& line : n.lines) {
    tx.ExecLater(sql::kLineInsert, n.office, n.id, ++number, line.code, line.name_zh, line.name_en,
                 Name(line.basis), line.unit_fen, line.quantity, line.discount_fen,
                 line.subtotal_fen, line.parcel);
  }
}

absl::StatusOr<FeeNote> PaymentStore::GetNote(pg::Tx& tx, const std::string& office,
                                              const std::string& id) const {
  ASSIGN_OR_RETURN(std::optional<FeeNote> note, NoteWithParts(tx, office, id));
  if (!note) return NotHere();
  return *std::move(note);
}

absl::StatusOr<std::optional<FeeNote>> PaymentStore::NoteOfCase(
    pg::Tx& tx, const std::string& office, const std::string& application) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kNoteOfCase, office, application));
  if (!row) return std::nullopt;
  return NoteWithParts(tx, office, row->Str("id"));
}

absl::StatusOr<FeeNote> PaymentStore::LockNote(pg::Tx& tx, const std::string& office,
                                               const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kNoteLock, office, id));
  if (!row) return NotHere();
  return ToNote(*row);
}

absl::StatusOr<std::optional<FeeNote>> PaymentStore::LockNoteOfCase(
    pg::Tx& tx, const std::string& office, const std::string& application) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kNoteLockOfCase, office, application));
  return Maybe(row, ToNote);
}

absl::Status PaymentStore::MoveNote(pg::Tx& tx, FeeNote& n, NoteEvent event) const {
  ASSIGN_OR_RETURN(n.state, Decide(n.state, event));
  tx.ExecLater(sql::kNoteMove, n.office, n.id, Name(n.state), n.paid_order, n.refunded.office_fen,
               n.refunded.third_party_fen);
  return absl::OkStatus();
}

absl::Status PaymentStore::ReduceNote(pg::Tx& tx, FeeNote& n, NoteEvent event) const {
  ASSIGN_OR_RETURN(n.state, Decide(n.state, event));
  const GrantedReduction& r = n.reduction.value();
  tx.ExecLater(sql::kReductionInsert, n.office, n.id, r.code, r.percent, r.proof,
               pg::Seal(tx, kReductionReason, n.id, r.reason), r.granter, r.discount_fen,
               r.grant_time);
  int64_t number = 0;
  for (const FeeLine& line : n.lines) {
    tx.ExecLater(sql::kDiscountInsert, n.office, n.id, ++number, line.discount_fen);
  }
  tx.ExecLater(sql::kNoteReduce, n.office, n.id, Name(n.state), r.discount_fen);
  return absl::OkStatus();
}

void PaymentStore::InsertOrder(pg::Tx& tx, const PaymentOrder& o) const {
  tx.ExecLater(sql::kOrderInsert, o.office, o.id, o.note, o.number, o.merchant, o.total_fen,
               o.create_time, o.expire_time, o.next_poll);
}

absl::StatusOr<std::optional<PaymentOrder>> PaymentStore::OpenOrder(pg::Tx& tx,
                                                                    const FeeNote& note) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kOrderOpen, note.office, note.id));
  return Maybe(row, ToOrder);
}

absl::StatusOr<PaymentOrder> PaymentStore::GetOrder(pg::Tx& tx, const std::string& office,
                                                    const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kOrderGet, office, id));
  if (!row) return NotHere();
  return ToOrder(*row);
}

absl::StatusOr<std::optional<PaymentOrder>> PaymentStore::FindOrder(
    pg::Tx& tx, const std::string& office, absl::string_view number) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kOrderFind, office, number));
  return Maybe(row, ToOrder);
}

absl::Status PaymentStore::MoveOrder(pg::Tx& tx, PaymentOrder& o, OrderEvent event) const {
  ASSIGN_OR_RETURN(o.state, Decide(o.state, event));
  tx.ExecLater(sql::kOrderMove, o.office, o.id, Name(o.state), o.code_url, o.transaction,
               o.next_poll, o.paid_at);
  return absl::OkStatus();
}

void PaymentStore::PollOrderAt(pg::Tx& tx, const PaymentOrder& order,
                               std::optional<absl::Time> time) const {
  tx.ExecLater(sql::kOrderPollAt, order.office, order.id, time);
}

absl::StatusOr<std::vector<std::string>> PaymentStore::OrdersDue(pg::Tx& tx, absl::Time now,
                                                                 int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOrderDue, now, limit));
  return pg::OfficesOf(rows);
}

absl::StatusOr<std::vector<PaymentOrder>> PaymentStore::ClaimOrders(pg::Tx& tx, absl::Time now,
                                                                    absl::Time again,
                                                                    int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOrderClaim, tx.office(), now, again, limit));
  return All(rows, ToOrder);
}

void PaymentStore::InsertRefund(pg::Tx& tx, const RefundOrder& r) const {
  const bool due = r.state == RefundState::kApproved;
  tx.ExecLater(sql::kRefundInsert, r.office, r.id, r.note, r.order, r.number, Name(r.cause),
               r.unexplained, r.amount.office_fen, r.amount.third_party_fen, Name(r.state),
               due ? std::optional(r.create_time) : std::nullopt, r.create_time);
}

absl::StatusOr<RefundOrder> PaymentStore::GetRefund(pg::Tx& tx, const std::string& office,
                                                    const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kRefundGet, office, id));
  if (!row) return NotHere();
  return ToRefund(*row);
}

absl::StatusOr<std::optional<RefundOrder>> PaymentStore::FindRefund(
    pg::Tx& tx, const std::string& office, absl::string_view number) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kRefundFind, office, number));
  return Maybe(row, ToRefund);
}

absl::StatusOr<Paid> PaymentStore::PaidOf(pg::Tx& tx, const FeeNote& note) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kRefundDecided, note.office, note.id));
  return Paid{.total = note.total,
              .refunded = {row.Int("office_fen"), row.Int("third_party_fen")},
              .reduced_fen = row.Int("reduced_fen")};
}

absl::StatusOr<bool> PaymentStore::IsRefundProposed(pg::Tx& tx, const FeeNote& note) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kRefundProposed, note.office, note.id));
  return row.Int("n") > 0;
}

absl::StatusOr<bool> PaymentStore::IsRefundedFor(pg::Tx& tx, const FeeNote& note,
                                                 RefundCause cause) const {
  ASSIGN_OR_RETURN(const pg::Row row,
                   tx.One(sql::kRefundByCause, note.office, note.id, Name(cause)));
  return row.Int("n") > 0;
}

absl::StatusOr<std::vector<RefundOrder>> PaymentStore::RefundsWaiting(pg::Tx& tx,
                                                                      const std::string& office,
                                                                      const std::string& after,
                                                                      int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kRefundWaiting, office, after, limit));
  return All(rows, ToRefund);
}

absl::Status PaymentStore::MoveRefund(pg::Tx& tx, RefundOrder& r, RefundEvent event,
                                      std::optional<absl::Time> next) const {
  ASSIGN_OR_RETURN(r.state, Decide(r.state, event));
  tx.ExecLater(sql::kRefundMove, r.office, r.id, Name(r.state), next, Name(r.way), r.failure);
  r.revision += 1;
  return absl::OkStatus();
}

void PaymentStore::PostponeRefund(pg::Tx& tx, const RefundOrder& refund, absl::Time until,
                                  const std::string& failure) const {
  tx.ExecLater(sql::kRefundPostpone, refund.office, refund.id, until, failure);
}

absl::StatusOr<std::vector<std::string>> PaymentStore::RefundsDue(pg::Tx& tx, absl::Time now,
                                                                  int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kRefundDue, now, limit));
  return pg::OfficesOf(rows);
}

absl::StatusOr<std::vector<RefundOrder>> PaymentStore::ClaimRefunds(pg::Tx& tx, absl::Time now,
                                                                    absl::Time again,
                                                                    int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   tx.Query(sql::kRefundClaim, tx.office(), now, again, limit));
  return All(rows, ToRefund);
}

void PaymentStore::Book(pg::Tx& tx, const std::string& office, const std::string& source,
                        absl::string_view fact, const Entry& entry, absl::Time now) const {
  if (entry.empty()) return;
  std::vector<std::string> accounts;
  std::vector<int64_t> debits_fen;
  for (const Posting& posting : entry) {
    accounts.push_back(Name(posting.account));
    debits_fen.push_back(posting.debit_fen);
  }
  tx.ExecLater(sql::kLedgerInsert, office, source, fact, accounts, debits_fen, now);
}

absl::StatusOr<bool> PaymentStore::IsBooked(pg::Tx& tx, const std::string& office,
                                            const std::string& transaction) const {
  if (transaction.empty()) return false;
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kTransactionBooked, office, transaction));
  return row.Int("n") > 0;
}

absl::StatusOr<bool> PaymentStore::IsPaidByAnother(pg::Tx& tx, const PaymentOrder& order,
                                                   const std::string& transaction) const {
  if (transaction.empty()) return false;
  ASSIGN_OR_RETURN(const pg::Row row,
                   tx.One(sql::kTransactionOfOthers, order.office, transaction, order.id));
  return row.Int("n") > 0;
}

absl::StatusOr<std::vector<QuarantinedReport>> PaymentStore::ReportsOf(
    pg::Tx& tx, const std::string& office, const std::string& transaction) const {
  if (transaction.empty()) return std::vector<QuarantinedReport>();
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   tx.Query(sql::kQuarantineOfTransaction, office, transaction));
  return All(rows, ToReport);
}

absl::StatusOr<std::vector<QuarantinedReport>> PaymentStore::ReturnedTwice(
    pg::Tx& tx, const RefundOrder& refund) const {
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   tx.Query(sql::kQuarantineReturnedTwice, refund.office, refund.number));
  return All(rows, ToReport);
}

absl::StatusOr<bool> PaymentStore::Quarantine(pg::Tx& tx, const QuarantinedReport& r) const {
  ASSIGN_OR_RETURN(const int64_t added,
                   tx.Exec(sql::kQuarantineInsert, r.office, r.id, r.reason, r.merchant, r.number,
                           r.transaction, r.total_fen, r.currency, r.create_time));
  return added == 1;
}

absl::StatusOr<QuarantinedReport> PaymentStore::GetReport(pg::Tx& tx, const std::string& office,
                                                          const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kQuarantineGet, office, id));
  if (!row) return NotHere();
  return ToReport(*row);
}

absl::StatusOr<bool> PaymentStore::IsReportWaiting(pg::Tx& tx, const std::string& office,
                                                   const std::string& number,
                                                   absl::string_view reason) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kQuarantineWaits, office, number, reason));
  return row.Int("n") > 0;
}

absl::StatusOr<std::vector<QuarantinedReport>> PaymentStore::ReportsWaiting(
    pg::Tx& tx, const std::string& office, const std::string& after, int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kQuarantineWaiting, office, after, limit));
  return All(rows, ToReport);
}

}  // namespace notary::payment
