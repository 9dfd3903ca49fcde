// Fee notes, payment orders, refunds and the books in PostgreSQL. Stateless; works in the caller's
// transaction. Who changes a note, its orders or its refunds locks the note first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/payment/domain/ledger.h"
#include "services/payment/domain/records.h"

namespace notary::payment {

class PaymentStore {
 public:
  // The note, its lines and nothing else. Pre: CREATED.
  void InsertNote(pg::Tx& tx, const FeeNote& note) const;
  // With its lines. NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<FeeNote> GetNote(pg::Tx& tx, const std::string& office,
                                  const std::string& id) const;
  absl::StatusOr<std::optional<FeeNote>> NoteOfCase(pg::Tx& tx, const std::string& office,
                                                    const std::string& application) const;
  // Without lines, held to the end of tx.
  absl::StatusOr<FeeNote> LockNote(pg::Tx& tx, const std::string& office,
                                   const std::string& id) const;
  absl::StatusOr<std::optional<FeeNote>> LockNoteOfCase(pg::Tx& tx, const std::string& office,
                                                        const std::string& application) const;
  // Decides the move, then writes the note's state, order and refunded amounts. FEE_NOTE_STATE.
  absl::Status MoveNote(pg::Tx& tx, FeeNote& note, NoteEvent event) const;

  // The move to what is owed now, the lines with their discounts, and who granted it. Pre: the note
  // has its lines and its reduction. FEE_NOTE_STATE.
  absl::Status ReduceNote(pg::Tx& tx, FeeNote& note, NoteEvent event) const;

  void InsertOrder(pg::Tx& tx, const PaymentOrder& order) const;
  absl::StatusOr<std::optional<PaymentOrder>> OpenOrder(pg::Tx& tx, const FeeNote& note) const;
  absl::StatusOr<PaymentOrder> GetOrder(pg::Tx& tx, const std::string& office,
                                        const std::string& id) const;
  absl::StatusOr<std::optional<PaymentOrder>> FindOrder(pg::Tx& tx, const std::string& office,
                                                        absl::string_view number) const;
  // Decides the move, then writes state, code, transaction, next poll and when it was paid.
  // PAYMENT_ORDER_STATE.
  absl::Status MoveOrder(pg::Tx& tx, PaymentOrder& order, OrderEvent event) const;
  void PollOrderAt(pg::Tx& tx, const PaymentOrder& order, std::optional<absl::Time> time) const;
  // Offices of the `limit` orders that wait longest to be asked about. Pre: tx is of every office.
  absl::StatusOr<std::vector<std::string>> OrdersDue(pg::Tx& tx, absl::Time now,
                                                     int64_t limit) const;
  // Orders of the transaction's office to ask about now; each is due again at `again` unless
  // somebody settles it.
  absl::StatusOr<std::vector<PaymentOrder>> ClaimOrders(pg::Tx& tx, absl::Time now,
                                                        absl::Time again, int64_t limit) const;

  // Due at once when it is APPROVED. Pre: PROPOSED or APPROVED.
  void InsertRefund(pg::Tx& tx, const RefundOrder& refund) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<RefundOrder> GetRefund(pg::Tx& tx, const std::string& office,
                                        const std::string& id) const;
  absl::StatusOr<std::optional<RefundOrder>> FindRefund(pg::Tx& tx, const std::string& office,
                                                        absl::string_view number) const;
  // With what was decided to go back of this note so far, whether or not it is there yet.
  absl::StatusOr<Paid> PaidOf(pg::Tx& tx, const FeeNote& note) const;
  // Whether one waits for its approval.
  absl::StatusOr<bool> IsRefundProposed(pg::Tx& tx, const FeeNote& note) const;
  // Whether something was decided to go back for this cause.
  absl::StatusOr<bool> IsRefundedFor(pg::Tx& tx, const FeeNote& note, RefundCause cause) const;
  // Those that wait for a person, or have been tried ten times, the oldest first, after the id
  // `after`.
  absl::StatusOr<std::vector<RefundOrder>> RefundsWaiting(pg::Tx& tx, const std::string& office,
                                                          const std::string& after,
                                                          int64_t limit) const;
  // Decides the move, then writes state, way and failure; `next` is set in the states that wait for
  // the provider. REFUND_STATE.
  absl::Status MoveRefund(pg::Tx& tx, RefundOrder& refund, RefundEvent event,
                          std::optional<absl::Time> next) const;
  // Unless it was settled. `failure` is why the last attempt failed, if it did.
  void PostponeRefund(pg::Tx& tx, const RefundOrder& refund, absl::Time until,
                      const std::string& failure) const;
  // The same for refunds.
  absl::StatusOr<std::vector<std::string>> RefundsDue(pg::Tx& tx, absl::Time now,
                                                      int64_t limit) const;
  absl::StatusOr<std::vector<RefundOrder>> ClaimRefunds(pg::Tx& tx, absl::Time now,
                                                        absl::Time again, int64_t limit) const;

  // One fact about `source` (the id of a note, order, refund or quarantined report). Nothing is
  // written for an entry without postings. ALREADY_EXISTS when this fact is booked.
  void Book(pg::Tx& tx, const std::string& office, const std::string& source,
            absl::string_view fact, const Entry& entry, absl::Time now) const;
  // Whether the provider's transaction stands in the books: as a payment, or in suspense at any
  // time.
  absl::StatusOr<bool> IsBooked(pg::Tx& tx, const std::string& office,
                                const std::string& transaction) const;
  // Whether it has paid another order than this.
  absl::StatusOr<bool> IsPaidByAnother(pg::Tx& tx, const PaymentOrder& order,
                                       const std::string& transaction) const;
  // The quarantined reports about it. None of "".
  absl::StatusOr<std::vector<QuarantinedReport>> ReportsOf(pg::Tx& tx, const std::string& office,
                                                           const std::string& transaction) const;
  // The report that it came back by transfer and by the provider, if there is one.
  absl::StatusOr<std::vector<QuarantinedReport>> ReturnedTwice(pg::Tx& tx,
                                                               const RefundOrder& refund) const;
  // False when the same report is there already.
  absl::StatusOr<bool> Quarantine(pg::Tx& tx, const QuarantinedReport& report) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<QuarantinedReport> GetReport(pg::Tx& tx, const std::string& office,
                                              const std::string& id) const;
  // Whether one of this number and reason is there that nobody has settled.
  absl::StatusOr<bool> IsReportWaiting(pg::Tx& tx, const std::string& office,
                                       const std::string& number, absl::string_view reason) const;
  // Those that nobody has settled, the oldest first, after the id `after`.
  absl::StatusOr<std::vector<QuarantinedReport>> ReportsWaiting(pg::Tx& tx,
                                                                const std::string& office,
                                                                const std::string& after,
                                                                int64_t limit) const;
};

}  // namespace notary::payment
