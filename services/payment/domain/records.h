// What the payment service keeps: the fee note of a case, the attempts to pay it, and refunds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/payment/domain/fee_line.h"
#include "services/payment/domain/proposal.h"
#include "services/payment/domain/reduction.h"
#include "services/payment/domain/refund_rules.h"
#include "services/payment/domain/states.h"

namespace notary::payment {

struct FeeNote {
  std::string office;
  std::string id;
  std::string application;  // resource name
  std::string payer;
  std::vector<FeeLine> lines;  // only where a reader asked for them
  FeeTotal total;
  NoteState state = NoteState::kCreated;
  std::optional<std::string> paid_order;  // id
  FeeTotal refunded;                      // back at the payer
  absl::Time create_time;
  std::optional<GrantedReduction> reduction = std::nullopt;  // with the lines
};

struct PaymentOrder {
  std::string office;
  std::string id;
  std::string note;  // id
  std::string number;
  std::string merchant;
  int64_t total_fen = 0;
  OrderState state = OrderState::kCreated;
  std::string code_url;
  std::string transaction;
  absl::Time create_time;
  absl::Time expire_time;
  std::optional<absl::Time> next_poll = std::nullopt;  // nullopt: nothing left to ask
  std::optional<absl::Time> paid_at = std::nullopt;    // by the provider's clock
};

struct RefundOrder {
  std::string office;
  std::string id;
  std::string note;   // id
  std::string order;  // id
  std::string number;
  RefundCause cause = RefundCause::kRefused;
  bool unexplained = false;  // of money that paid nothing: the note is not touched
  FeeTotal amount;
  RefundState state = RefundState::kApproved;
  ReturnWay way = ReturnWay::kChannel;
  int64_t attempts = 0;
  std::string failure = {};  // why the last attempt failed: a stable reason
  int64_t revision = 1;
  absl::Time create_time;
  std::optional<Proposal> proposal = std::nullopt;  // the last, only where a reader asked for it
};

// A report of the provider that our books cannot explain.
struct QuarantinedReport {
  std::string office;
  std::string id;
  std::string reason;
  std::string merchant;
  std::string number;
  std::string transaction;
  int64_t total_fen = 0;
  std::string currency;
  absl::Time create_time;
  int64_t suspense_fen = 0;  // what the books hold in suspense for it; negative: came in
  std::optional<Proposal> proposal = std::nullopt;  // the last
};

}  // namespace notary::payment
