// Port: a payment provider as the office sees it. One channel object is one merchant account,
// because money of two offices never meets. Adapters: WeChat Pay. Source: domain.md 7.1, 7.3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary::payment {

struct ChannelOrder {
  std::string
      number;  // ours, 6-32 characters of 0-9 A-Z a-z _ - | *; never used for a second order
  std::string description;  // the payer reads it; no personal data
  int64_t total_fen = 0;
  absl::Time expires;
};

enum class TradeState { kUnpaid, kPaying, kPaid, kRefunded, kClosed, kFailed };

struct Trade {
  std::string merchant;
  std::string order_number;
  std::string transaction;  // the provider's number, "" while unpaid
  TradeState state = TradeState::kUnpaid;
  int64_t total_fen = 0;
  std::string currency;
  std::optional<absl::Time> paid_at = std::nullopt;
  friend bool operator==(const Trade&, const Trade&) = default;
};

struct ChannelRefund {
  std::string number;  // ours, at most 64 characters; the same number is the same refund
  std::string order_number;
  std::string reason;  // the payer reads it; at most 80 bytes, no personal data
  int64_t refund_fen = 0;
  int64_t total_fen = 0;  // of the order
};

enum class ChannelRefundState {
  kProcessing,
  kSucceeded,
  kClosed,
  kAbnormal,  // the payer's account cannot take the money: a person must act
};

struct RefundReport {
  std::string merchant;
  std::string number;
  std::string order_number;
  ChannelRefundState state = ChannelRefundState::kProcessing;
  int64_t refund_fen = 0;
  int64_t total_fen = 0;
  std::optional<absl::Time> finished_at = std::nullopt;
  friend bool operator==(const RefundReport&, const RefundReport&) = default;
};

// A message the provider sent us, as it came in.
struct RawNotice {
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

struct Notice {
  std::string id;  // the same for every repetition
  std::variant<Trade, RefundReport> report;
};

// What to answer the provider.
struct NoticeAnswer {
  int http_status = 0;
  std::string body;
};

// Thread-safe. Every call is safe to repeat with the same numbers; where an answer was lost, the
// adapter asks the provider what happened before it repeats. Common errors:
//   UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN, RESOURCE_EXHAUSTED   try later with the same numbers
//   UNAUTHENTICATED CHANNEL_REPLY_FORGED                          the answer is not the provider's
//   FAILED_PRECONDITION CHANNEL_ORDER_PAID, CHANNEL_ORDER_CLOSED  the order is beyond that step
//   FAILED_PRECONDITION CHANNEL_BALANCE_SHORT                     until the merchant has more
//   CHANNEL_RULE_LIMIT, CHANNEL_NOT_ENTITLED,                     refused, and will be each time
//   CHANNEL_REQUEST_REFUSED, CHANNEL_ORDER_UNKNOWN
class PaymentChannel {
 public:
  virtual ~PaymentChannel() = default;

  virtual const std::string& merchant() const = 0;

  // Returns the text of the QR code. ALREADY_EXISTS (CHANNEL_NUMBER_USED) when the number belongs
  // to an order with other content.
  virtual absl::StatusOr<std::string> CreateOrder(const ChannelOrder& order) = 0;
  virtual absl::StatusOr<Trade> FindTrade(absl::string_view order_number) = 0;  // or NOT_FOUND
  // OK also when it was closed before.
  virtual absl::Status CloseOrder(absl::string_view order_number) = 0;

  virtual absl::StatusOr<RefundReport> Refund(const ChannelRefund& refund) = 0;
  virtual absl::StatusOr<RefundReport> FindRefund(absl::string_view refund_number) = 0;

  // Verifies and decrypts. The caller still compares merchant, amount and order with its own books.
  virtual absl::StatusOr<Notice> ReadNotice(const RawNotice& notice) = 0;
  // What to answer once the notice is recorded (OK), or why it could not be.
  virtual NoticeAnswer AnswerNotice(const absl::Status& outcome) = 0;
};

}  // namespace notary::payment
