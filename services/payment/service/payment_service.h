// Fees over gRPC, the provider's notices, and the workers that follow orders and refunds. No call
// to a provider happens inside a transaction; each is preceded by a row that says it must happen,
// so that a process that dies at any point finds its work again. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/base/slots.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/application/client/sides.h"
#include "services/payment/domain/proofs.h"
#include "services/payment/domain/receipt.h"
#include "services/payment/domain/tariff.h"
#include "services/payment/service/merchants.h"
#include "services/payment/storage/payment_store.h"
#include "services/payment/storage/proposal_store.h"

namespace notary::payment {

class PaymentService {
 public:
  using Call = rpc::Call;
  // `channels` outlives the service.
  static constexpr int kProviderCallsAtOnce = 4;

  PaymentService(pg::Database& db, const Channels& channels, application::Sides& sides,
                 Tariff& tariff, Proofs& proofs)
      : db_(db), channels_(channels), sides_(sides), tariff_(tariff), proofs_(proofs) {}

  rpc::Service Bind();

  absl::StatusOr<v1::CreateFeeNoteResponse> CreateFeeNote(const Call& call,
                                                          const v1::CreateFeeNoteRequest& request);
  absl::StatusOr<v1::SettleFeeNoteResponse> SettleFeeNote(const Call& call,
                                                          const v1::SettleFeeNoteRequest& request);
  absl::StatusOr<v1::RefundUnusedCourierResponse> RefundUnusedCourier(
      const Call& call, const v1::RefundUnusedCourierRequest& request);
  absl::StatusOr<v1::FeeNote> GetFeeNote(const Call& call, const v1::GetFeeNoteRequest& request);
  absl::StatusOr<v1::ListFeeNotesResponse> ListFeeNotes(const Call& call,
                                                        const v1::ListFeeNotesRequest& request);
  absl::StatusOr<v1::Payment> StartPayment(const Call& call,
                                           const v1::StartPaymentRequest& request);
  absl::StatusOr<v1::FeeNote> ReduceFeeNote(const Call& call,
                                            const v1::ReduceFeeNoteRequest& request);
  // Two people (refund_desk.cc, quarantine_desk.cc).
  absl::StatusOr<v1::Refund> ProposeRefund(const Call& call,
                                           const v1::ProposeRefundRequest& request);
  absl::StatusOr<v1::Refund> ResolveRefund(const Call& call,
                                           const v1::ResolveRefundRequest& request);
  absl::StatusOr<v1::Refund> RetryRefund(const Call& call, const v1::RetryRefundRequest& request);
  absl::StatusOr<v1::Refund> ApproveRefund(const Call& call,
                                           const v1::ApproveRefundRequest& request);
  absl::StatusOr<v1::Refund> RejectRefund(const Call& call, const v1::RejectRefundRequest& request);
  absl::StatusOr<v1::ListRefundsResponse> ListRefunds(const Call& call,
                                                      const v1::ListRefundsRequest& request);
  absl::StatusOr<v1::ListQuarantinedReportsResponse> ListQuarantinedReports(
      const Call& call, const v1::ListQuarantinedReportsRequest& request);
  absl::StatusOr<v1::QuarantinedReport> SettleQuarantinedReport(
      const Call& call, const v1::SettleQuarantinedReportRequest& request);
  absl::StatusOr<v1::QuarantinedReport> ApproveSettlement(
      const Call& call, const v1::ApproveSettlementRequest& request);
  absl::StatusOr<v1::QuarantinedReport> RejectSettlement(
      const Call& call, const v1::RejectSettlementRequest& request);
  absl::StatusOr<v1::ReceiveProviderNoticeResponse> ReceiveProviderNotice(
      const Call& call, const v1::ReceiveProviderNoticeRequest& request);

  // Workers; each does one batch and returns how many rows it settled.
  absl::StatusOr<int64_t> RefundDue(absl::Time now);   // places refunds, then asks after them
  absl::StatusOr<int64_t> PollOrders(absl::Time now);  // asks after open orders, closes old ones

 private:
  // UNAVAILABLE (PAYMENT_CHANNEL_BUSY) with a time to try again.
  static absl::Status ProviderBusy();
  // UNAVAILABLE (PAYMENT_CHANNEL_MISSING) for an office without a merchant account.
  absl::StatusOr<const Merchants*> MerchantsOf(const std::string& office) const;
  // The present one, or the one of an order of earlier times; nullptr: of no merchant of ours.
  PaymentChannel* FindChannel(const std::string& office, absl::string_view merchant) const;

  absl::StatusOr<PaymentOrder> OrderToPay(const Call& call, const std::string& note_id,
                                          const PaymentChannel& channel);
  absl::StatusOr<PaymentOrder> PlaceOrder(PaymentChannel& channel, const PaymentOrder& order,
                                          absl::Time now);
  // Pre: it is paid.
  absl::StatusOr<bool> IsPaidAfter(pg::Tx& tx, const FeeNote& note,
                                   const v1::SettleFeeNoteRequest& closing) const;
  absl::StatusOr<int64_t> Refund(pg::Tx& tx, const FeeNote& note, RefundCause cause,
                                 absl::Time now) const;
  // Decides one refund of what was paid. Pre: it is paid, and so much is left.
  void OweBack(pg::Tx& tx, const FeeNote& note, RefundCause cause, const FeeTotal& amount,
               absl::Time now) const;

  // The document by which a party shows that it pays less. INVALID_ARGUMENT (proof).
  absl::Status CheckReductionProof(const Call& call, const std::string& proof);
  // nullopt: of another cause than a reduction after payment.
  absl::StatusOr<std::optional<ProposedReduction>> ReductionOf(
      const Call& call, RefundCause cause, const v1::ProposeRefundRequest& request);
  // By how much a reduction lowers the fee of the paid note. Pre: the note is locked.
  absl::StatusOr<int64_t> DiscountOf(pg::Tx& tx, const std::string& office,
                                     const std::string& note_id, const ProposedReduction& reduction,
                                     const std::vector<ReductionClass>& classes) const;

  // A refund and the note it is of, held to the end of the transaction; with its last proposal.
  struct HeldRefund {
    FeeNote note;
    RefundOrder refund;
  };
  absl::StatusOr<HeldRefund> LockRefund(pg::Tx& tx, const std::string& office,
                                        const std::string& id) const;
  absl::StatusOr<v1::Refund> DecideRefund(const Call& call, const std::string& name,
                                          const std::string& etag, RefundEvent event,
                                          const std::string& note);
  absl::Status Approve(pg::Tx& tx, HeldRefund& held, absl::Time now) const;
  absl::Status Reject(pg::Tx& tx, RefundOrder& refund, absl::Time now) const;
  absl::StatusOr<QuarantinedReport> ReportWithProposal(pg::Tx& tx, const std::string& office,
                                                       const std::string& id) const;
  // Holds the refund that the report doubles until the end of the transaction. FAILED_PRECONDITION
  // (REFUND_OPEN) while nobody knows yet whether it does.
  absl::Status HoldDoubled(pg::Tx& tx, const std::string& office, const std::string& report) const;
  absl::StatusOr<v1::QuarantinedReport> DecideSettlement(const Call& call, const std::string& name,
                                                         const std::string& etag, Verdict verdict,
                                                         const std::string& note);

  // What the provider says of an order or a refund, by notice or because we asked: recorded once.
  absl::Status TakeTrade(const std::string& office, const Trade& trade, absl::Time now);
  absl::Status TakeRefund(const std::string& office, const RefundReport& report, absl::Time now);
  absl::Status RecordPaid(pg::Tx& tx, FeeNote& note, PaymentOrder& order, absl::Time now) const;
  absl::Status RecordUnexplained(pg::Tx& tx, const FeeNote& note, PaymentOrder& order,
                                 RefundCause cause, absl::Time now) const;
  absl::Status RecordClosed(pg::Tx& tx, FeeNote& note, PaymentOrder& order) const;
  // Pre: refund.way is how the money went.
  absl::Status RecordRefundDone(pg::Tx& tx, FeeNote& note, RefundOrder& refund, RefundEvent event,
                                absl::Time now) const;
  absl::Status RecordReturned(pg::Tx& tx, FeeNote& note, RefundOrder& refund,
                              const RefundReport& report, absl::Time now) const;
  absl::Status OvertakeProposal(pg::Tx& tx, Proposal proposal, absl::Time now) const;

  // Quarantine (quarantine.cc).
  Receipt OfNoOrder(const std::string& office, const Trade& trade) const;
  absl::Status QuarantineTrade(pg::Tx& tx, const std::string& office, const Trade& trade,
                               Receipt receipt, absl::Time now) const;
  // `entry` is what the books say of it, the first time it comes.
  absl::Status QuarantineRefund(pg::Tx& tx, const std::string& office, const RefundReport& report,
                                absl::string_view reason, absl::Time now,
                                const Entry& entry = {}) const;
  absl::Status QuarantineUnknownRefund(pg::Tx& tx, const std::string& office,
                                       const RefundReport& report, absl::Time now) const;
  // The right report of a transaction or a refund has come: what earlier ones left in suspense is
  // settled.
  absl::Status Explain(pg::Tx& tx, std::vector<QuarantinedReport> reports, absl::Time now) const;

  absl::Status FollowOrder(const PaymentOrder& order, absl::Time now);
  // Of a merchant number that nobody can ask, or that answers us no more. UNAVAILABLE
  // (PAYMENT_MERCHANT_CHANGED) while its code can be paid; after that it is closed here, and a
  // person is shown it.
  absl::Status LeaveOrderToPeople(const PaymentOrder& order, absl::Time now) const;
  absl::Status FollowRefund(const RefundOrder& refund, absl::Time now);
  absl::StatusOr<RefundReport> AskAfter(PaymentChannel& channel, const RefundOrder& refund,
                                        const PaymentOrder& order);
  // The provider will not make this refund, for this reason: from here on people must.
  absl::Status LeaveToPeople(const RefundOrder& refund, const std::string& reason);

  // Tells the application service, after everything that was told about this case before.
  // `returned` is the refund that it tells of, if any. Lines are told where the note has them.
  absl::Status Report(pg::Tx& tx, const FeeNote& note, const char* state, absl::Time now,
                      const RefundOrder* returned = nullptr) const;
  // The same for money that was no fee and went back.
  absl::Status ReportOverpaid(pg::Tx& tx, const FeeNote& note, int64_t returned_fen,
                              absl::Time now) const;
  // An open order of a note that owes nothing any more is closed by the next poll.
  absl::Status HastenOpenOrder(pg::Tx& tx, const FeeNote& note, absl::Time now) const;

  pg::Database& db_;
  const Channels& channels_;
  application::Sides& sides_;
  Tariff& tariff_;
  Proofs& proofs_;
  const PaymentStore store_{};
  const ProposalStore proposals_{};
  // Calls of clients that wait for a provider. Workers have threads of their own and need none.
  Slots slots_{kProviderCallsAtOnce, ProviderBusy()};
};

}  // namespace notary::payment
