#include "services/payment/storage/payment_store.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/payment/storage/payment_sql.sql.h"

namespace notary::payment {
namespace {

constexpr const char* kBasis[] = {"GOVERNMENT", "MARKET", "THIRD_PARTY"};
constexpr absl::Duration kFirstLook = absl::Minutes(1);

template <typename E>
absl::StatusOr<E> ParseColumn(const pg::Row& row, absl::string_view column) {
  const std::optional<E> value = Parse<E>(row.Str(column));
  if (!value) return absl::DataLossError(absl::StrCat("unknown value in column ", column));
  return *value;
}

absl::StatusOr<FeeNote> ToNote(const pg::Row& row) {
  ASSIGN_OR_RETURN(const NoteState state, ParseColumn<NoteState>(row, "state"));
  return FeeNote{.office = row.Str("office_id"),
                 .id = row.Str("id"),
                 .application = row.Str("application"),
                 .payer = row.Str("payer"),
                 .state = state,
                 .total = {row.Int("office_fen"), row.Int("third_party_fen")},
                 .refund_fen = row.Int("refund_fen"),
                 .create_time = row.Time("create_time")};
}

absl::StatusOr<Order> ToOrder(const pg::Row& row) {
  ASSIGN_OR_RETURN(const OrderState state, ParseColumn<OrderState>(row, "state"));
  return Order{.office = row.Str("office_id"),
               .id = row.Str("id"),
               .fee_note_id = row.Str("fee_note_id"),
               .number = row.Str("order_number"),
               .total_fen = row.Int("total_fen"),
               .state = state,
               .code_url = row.Str("code_url"),
               .transaction = row.Str("transaction"),
               .expire_time = row.Time("expire_time")};
}

absl::StatusOr<std::optional<Order>> MaybeOrder(absl::StatusOr<std::optional<pg::Row>> row) {
  if (!row.ok()) return row.status();
  if (!row->has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(Order order, ToOrder(**row));
  return order;
}

absl::StatusOr<FeeNote> TheNote(absl::StatusOr<std::optional<pg::Row>> row) {
  if (!row.ok()) return row.status();
  if (!row->has_value()) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
  return ToNote(**row);
}

}  // namespace

std::string FeeNote::Name() const { return absl::StrCat("offices/", office, "/feeNotes/", id); }

absl::Status PaymentStore::InsertNote(pg::Tx& tx, const FeeNote& n,
                                      const std::vector<FeeLine>& lines) const {
  RETURN_IF_ERROR(tx.Exec(sql::kNoteInsert, n.office, n.id, n.application, n.payer,
                          n.total.office_fen, n.total.third_party_fen, n.create_time)
                      .status());
  int64_t position = 0;
  for (const FeeLine& line : lines) {
    RETURN_IF_ERROR(tx.Exec(sql::kItemInsert, n.office, n.id, ++position, line.code, line.name_zh,
                            line.name_en, kBasis[static_cast<size_t>(line.basis)], line.unit_fen,
                            line.quantity, line.discount_fen, line.subtotal_fen)
                        .status());
  }
  return absl::OkStatus();
}

absl::StatusOr<FeeNote> PaymentStore::GetNote(pg::Tx& tx, const std::string& office,
                                              const std::string& id) const {
  return TheNote(tx.MaybeOne(sql::kNoteGet, office, id));
}

absl::StatusOr<FeeNote> PaymentStore::LockNote(pg::Tx& tx, const std::string& office,
                                               const std::string& id) const {
  return TheNote(tx.MaybeOne(sql::kNoteLock, office, id));
}

absl::StatusOr<std::optional<FeeNote>> PaymentStore::LockNoteOfCase(
    pg::Tx& tx, const std::string& office, const std::string& application) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kNoteLockOfCase, office, application));
  if (!row) return std::nullopt;
  ASSIGN_OR_RETURN(FeeNote note, ToNote(*row));
  return note;
}

absl::Status PaymentStore::UpdateNote(pg::Tx& tx, const FeeNote& n) const {
  return tx.Exec(sql::kNoteUpdate, n.office, n.id, notary::Name(n.state), n.refund_fen).status();
}

absl::StatusOr<std::vector<FeeLine>> PaymentStore::Lines(pg::Tx& tx, const FeeNote& note) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kItemList, note.office, note.id));
  std::vector<FeeLine> lines;
  for (const pg::Row& row : rows) {
    FeeLine line{.code = row.Str("code"),
                 .name_zh = row.Str("name_zh"),
                 .name_en = row.Str("name_en"),
                 .unit_fen = row.Int("unit_fen"),
                 .quantity = row.Int("quantity"),
                 .discount_fen = row.Int("discount_fen"),
                 .subtotal_fen = row.Int("subtotal_fen")};
    for (size_t i = 0; i < std::size(kBasis); ++i) {
      if (row.Str("basis") == kBasis[i]) line.basis = static_cast<PriceBasis>(i);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

absl::Status PaymentStore::InsertOrder(pg::Tx& tx, const Order& o, absl::Time now) const {
  return tx
      .Exec(sql::kOrderInsert, o.office, o.id, o.fee_note_id, o.number, o.total_fen, o.expire_time,
            now + kFirstLook, now)
      .status();
}

absl::StatusOr<std::optional<Order>> PaymentStore::OpenOrder(pg::Tx& tx, const FeeNote& n) const {
  return MaybeOrder(tx.MaybeOne(sql::kOrderOpen, n.office, n.id));
}

absl::StatusOr<std::optional<Order>> PaymentStore::PaidOrder(pg::Tx& tx, const FeeNote& n) const {
  return MaybeOrder(tx.MaybeOne(sql::kOrderPaidOfNote, n.office, n.id));
}

absl::StatusOr<Order> PaymentStore::GetOrder(pg::Tx& tx, const std::string& office,
                                             const std::string& number) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kOrderByNumber, office, number));
  if (row) return ToOrder(*row);
  return PreconditionError("PAYMENT_ORDER_UNKNOWN", {"没有该支付单", "No such payment order"});
}

absl::Status PaymentStore::UpdateOrder(pg::Tx& tx, const Order& o,
                                       std::optional<absl::Time> look) const {
  return tx
      .Exec(sql::kOrderUpdate, o.office, o.id, notary::Name(o.state), o.code_url, o.transaction,
            look)
      .status();
}

absl::StatusOr<std::vector<Order>> PaymentStore::ClaimOrders(pg::Tx& tx, absl::Time now,
                                                             absl::Time lease_end,
                                                             int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kOrderClaim, now, lease_end, limit));
  std::vector<Order> orders;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Order order, ToOrder(row));
    orders.push_back(std::move(order));
  }
  return orders;
}

absl::Status PaymentStore::InsertRefund(pg::Tx& tx, const Refund& r, absl::Time now) const {
  return tx
      .Exec(sql::kRefundInsert, r.office, r.id, r.fee_note_id, r.order_number, r.order_fen,
            r.number, notary::Name(r.cause), r.refund_fen, r.of_note, now)
      .status();
}

absl::StatusOr<std::vector<Refund>> PaymentStore::ClaimRefunds(pg::Tx& tx, absl::Time now,
                                                               absl::Time lease_end,
                                                               int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kRefundClaim, now, lease_end, limit));
  std::vector<Refund> refunds;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(const RefundState state, ParseColumn<RefundState>(row, "state"));
    ASSIGN_OR_RETURN(const RefundCause cause, ParseColumn<RefundCause>(row, "cause"));
    refunds.push_back({.office = row.Str("office_id"),
                       .id = row.Str("id"),
                       .fee_note_id = row.Str("fee_note_id"),
                       .order_number = row.Str("order_number"),
                       .order_fen = row.Int("order_fen"),
                       .number = row.Str("refund_number"),
                       .cause = cause,
                       .refund_fen = row.Int("refund_fen"),
                       .of_note = row.Bool("of_note"),
                       .state = state});
  }
  return refunds;
}

absl::StatusOr<bool> PaymentStore::MoveRefund(pg::Tx& tx, const Refund& r, RefundState to,
                                              std::optional<absl::Time> look) const {
  ASSIGN_OR_RETURN(const int64_t rows, tx.Exec(sql::kRefundMove, r.office, r.id,
                                               notary::Name(r.state), notary::Name(to), look));
  return rows == 1;
}

absl::Status PaymentStore::Book(pg::Tx& tx, const FeeNote& note, absl::string_view fact,
                                const Entry& entry, absl::Time now) const {
  if (entry.empty()) return absl::OkStatus();
  std::vector<std::string> accounts;
  std::vector<int64_t> debits;
  for (const Posting& posting : entry) {
    accounts.push_back(notary::Name(posting.account));
    debits.push_back(posting.debit_fen);
  }
  return tx.Exec(sql::kLedgerInsert, note.office, NewId(now), note.id, fact, accounts, debits, now)
      .status();
}

absl::Status PaymentStore::Quarantine(pg::Tx& tx, const Order& order, Receipt why, int64_t paid_fen,
                                      absl::Time now) const {
  return tx
      .Exec(sql::kQuarantineInsert, order.office, NewId(now), order.number, notary::Name(why),
            paid_fen, order.total_fen, now)
      .status();
}

}  // namespace notary::payment
