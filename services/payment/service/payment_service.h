// Fees over gRPC, and the workers that follow orders and refunds at the provider. Outside calls are
// made outside transactions, from intents stored before. Thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/payment/domain/payment_channel.h"
#include "services/payment/storage/payment_store.h"

namespace notary::payment {

using Channels = std::map<std::string, std::unique_ptr<PaymentChannel>>;  // by office

// The items of a case's fee, from the tariff.
using Quote = std::function<absl::StatusOr<std::vector<FeeLine>>(const v1::CreateFeeNoteRequest&)>;

class PaymentService {
 public:
  using Call = rpc::Call;

  PaymentService(pg::Database& db, const Channels& channels, Quote quote)
      : db_(db), channels_(channels), quote_(std::move(quote)) {}

  rpc::Service Bind();

  absl::StatusOr<v1::CreateFeeNoteResponse> CreateFeeNote(const Call& call,
                                                          const v1::CreateFeeNoteRequest& request);
  absl::StatusOr<v1::SettleFeeNoteResponse> SettleFeeNote(const Call& call,
                                                          const v1::SettleFeeNoteRequest& request);
  absl::StatusOr<v1::FeeNote> GetFeeNote(const Call& call, const v1::GetFeeNoteRequest& request);
  absl::StatusOr<v1::Payment> StartPayment(const Call& call,
                                           const v1::StartPaymentRequest& request);
  absl::StatusOr<v1::ReceiveProviderNoticeResponse> ReceiveProviderNotice(
      const Call& call, const v1::ReceiveProviderNoticeRequest& request);

  // Asks about orders that nobody has told us of; closes those past their time. One batch.
  absl::StatusOr<int64_t> FollowOrders(absl::Time now);
  // Places refunds and follows them until the money is back. One batch.
  absl::StatusOr<int64_t> FollowRefunds(absl::Time now);

 private:
  absl::StatusOr<PaymentChannel*> ChannelOf(const std::string& office) const;
  absl::StatusOr<Order> OpenOrPlace(const Call& call, const std::string& note_id);
  absl::Status FollowOrder(Order& order, absl::Time now);
  absl::Status FollowRefund(const Refund& refund, absl::Time now);

  // Records what the provider reports, each fact once.
  absl::Status RecordTrade(const std::string& office, const Trade& trade, absl::Time now);
  absl::Status RecordRefund(const Refund& refund, const RefundReport& report, absl::Time now);
  absl::Status GiveBack(pg::Tx& tx, const FeeNote& note, const Order& order, RefundCause cause,
                        int64_t fen, bool of_note, absl::Time now);
  absl::Status Report(pg::Tx& tx, const FeeNote& note, const char* state, absl::Time now);

  pg::Database& db_;
  const Channels& channels_;
  const Quote quote_;
  const PaymentStore store_{};
};

}  // namespace notary::payment
