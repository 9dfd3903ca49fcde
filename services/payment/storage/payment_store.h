// Money in PostgreSQL. Stateless; works in the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/payment/domain/fee_line.h"
#include "services/payment/domain/ledger.h"
#include "services/payment/domain/receipt.h"
#include "services/payment/domain/refund_rules.h"
#include "services/payment/domain/states.h"

namespace notary::payment {

struct FeeNote {
  std::string office;
  std::string id;
  std::string application;
  std::string payer;
  NoteState state = NoteState::kCreated;
  FeeTotal total;
  int64_t refund_fen = 0;
  absl::Time create_time;

  std::string Name() const;
};

struct Order {
  std::string office;
  std::string id;
  std::string fee_note_id;
  std::string number;
  int64_t total_fen = 0;
  OrderState state = OrderState::kCreated;
  std::string code_url;
  std::string transaction;
  absl::Time expire_time;
};

struct Refund {
  std::string office;
  std::string id;
  std::string fee_note_id;
  std::string order_number;
  int64_t order_fen = 0;
  std::string number;
  RefundCause cause = RefundCause::kRefused;
  int64_t refund_fen = 0;
  bool of_note = true;
  RefundState state = RefundState::kApproved;
};

class PaymentStore {
 public:
  absl::Status InsertNote(pg::Tx& tx, const FeeNote& note, const std::vector<FeeLine>& lines) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<FeeNote> GetNote(pg::Tx& tx, const std::string& office,
                                  const std::string& id) const;
  absl::StatusOr<FeeNote> LockNote(pg::Tx& tx, const std::string& office,
                                   const std::string& id) const;
  absl::StatusOr<std::optional<FeeNote>> LockNoteOfCase(pg::Tx& tx, const std::string& office,
                                                        const std::string& application) const;
  absl::Status UpdateNote(pg::Tx& tx, const FeeNote& note) const;
  absl::StatusOr<std::vector<FeeLine>> Lines(pg::Tx& tx, const FeeNote& note) const;

  absl::Status InsertOrder(pg::Tx& tx, const Order& order, absl::Time now) const;
  absl::StatusOr<std::optional<Order>> OpenOrder(pg::Tx& tx, const FeeNote& note) const;
  absl::StatusOr<std::optional<Order>> PaidOrder(pg::Tx& tx, const FeeNote& note) const;
  // FAILED_PRECONDITION (PAYMENT_ORDER_UNKNOWN).
  absl::StatusOr<Order> GetOrder(pg::Tx& tx, const std::string& office,
                                 const std::string& number) const;
  absl::Status UpdateOrder(pg::Tx& tx, const Order& order, std::optional<absl::Time> look) const;
  absl::StatusOr<std::vector<Order>> ClaimOrders(pg::Tx& tx, absl::Time now, absl::Time lease_end,
                                                 int64_t limit) const;

  absl::Status InsertRefund(pg::Tx& tx, const Refund& refund, absl::Time now) const;
  absl::StatusOr<std::vector<Refund>> ClaimRefunds(pg::Tx& tx, absl::Time now, absl::Time lease_end,
                                                   int64_t limit) const;
  // False when somebody else made the move.
  absl::StatusOr<bool> MoveRefund(pg::Tx& tx, const Refund& refund, RefundState to,
                                  std::optional<absl::Time> look) const;

  absl::Status Book(pg::Tx& tx, const FeeNote& note, absl::string_view fact, const Entry& entry,
                    absl::Time now) const;
  absl::Status Quarantine(pg::Tx& tx, const Order& order, Receipt why, int64_t paid_fen,
                          absl::Time now) const;
};

}  // namespace notary::payment
