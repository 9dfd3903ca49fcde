// How much goes back and who may decide it: the table of domain.md 3.3 (L34, R22, R49, R51, R65).
// Third-party costs (courier, authorities) that are already spent never go back.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/base/enum_names.h"
#include "services/payment/domain/fee_line.h"

namespace notary::payment {

enum class RefundCause {
  kRefused,         // refused, or ended by the office's fault
  kRefusedByFault,  // refused for false materials of the party
  kWithdrawnEarly,  // ended before the review began
  kWithdrawnLate,
  kFinalFeeLower,  // a reduction was granted after payment (L34, R22)
  kRevoked,        // the certificate was revoked after issue
  kPaidTwice,
  kPaidAfterClose,  // or after its end was proposed
  kLineDropped,     // courier not used, fewer copies before production
};

enum class RefundAmount {
  kShare,  // a percentage of the office's fee
  kExact,  // what the cause says to the fen: a line, a difference, a whole payment
};

struct RefundRule {
  RefundCause cause;
  RefundAmount amount;
  int office_percent;  // default share of the office's fee
  bool third_party;    // unspent third-party costs go back too
  bool automatic;      // by the default, without a proposal of its own
};

inline constexpr auto kRefundRules = std::to_array<RefundRule>({
    {RefundCause::kRefused, RefundAmount::kShare, 100, true, true},
    {RefundCause::kRefusedByFault, RefundAmount::kShare, 0, false, true},
    {RefundCause::kWithdrawnEarly, RefundAmount::kShare, 90, true, true},
    {RefundCause::kWithdrawnLate, RefundAmount::kShare, 50, true, true},
    {RefundCause::kFinalFeeLower, RefundAmount::kExact, 100, false, false},
    {RefundCause::kRevoked, RefundAmount::kShare, 100, true, false},
    {RefundCause::kPaidTwice, RefundAmount::kExact, 100, true, true},
    {RefundCause::kPaidAfterClose, RefundAmount::kExact, 100, true, true},
    {RefundCause::kLineDropped, RefundAmount::kExact, 100, true, true},
});

constexpr bool EveryCauseOnceInOrder() {
  for (size_t i = 0; i < kRefundRules.size(); ++i) {
    if (kRefundRules[i].cause != static_cast<RefundCause>(i)) return false;
  }
  return kRefundRules.size() == static_cast<size_t>(RefundCause::kLineDropped) + 1;
}
static_assert(EveryCauseOnceInOrder());

constexpr const RefundRule& RuleFor(RefundCause cause) {
  return kRefundRules[static_cast<size_t>(cause)];
}

struct Closing {
  std::string how;    // REFUSED or TERMINATED
  std::string fault;  // OFFICE, NOBODY or PARTY
  std::string ground;
  bool reviewed = false;
};

// The cause of a refund when a case is closed. A party's fault alone keeps no money of a refused
// case: false materials do (REF05). nullopt for other words.
std::optional<RefundCause> CauseOfClosing(const Closing& closing);

// Whether the provider, asked for a refund, has refused it and will refuse it each time: too old,
// not entitled, an order that it does not know. A person must find another way.
bool IsRefusedForGood(const absl::Status& answer);

// What was paid for a fee note and what has already gone back.
struct Paid {
  FeeTotal total;
  int64_t third_party_spent_fen = 0;
  FeeTotal refunded;
  int64_t reduced_fen = 0;  // of the refunded: because of a reduction after payment
};

// What goes back without anybody deciding otherwise: a share of the fee that is owed after a
// reduction. Never below zero, never more than is left; a fraction of a fen goes to the payer. Pre:
// the cause's rule is a share.
FeeTotal DefaultRefund(RefundCause cause, const Paid& paid);

// The refund of one line, of all that pay a courier who was not needed, or of everything; bounded
// by what is left.
FeeTotal RefundOfLine(const FeeLine& line, const Paid& paid);
FeeTotal RefundOfParcels(const std::vector<FeeLine>& lines, const Paid& paid);
FeeTotal RefundOfAll(const Paid& paid);

// What a reduction by `discount_fen` gives back of a fee that was paid in full: of the part that
// went back already nothing is left to reduce. With the share of an ended case it comes to the same
// sum in either order, but for a fraction of a fen, which goes to the payer.
FeeTotal RefundOfReduction(int64_t discount_fen, const Paid& paid);

// FAILED_PRECONDITION (PROPOSAL_OUTDATED): since this was proposed, another refund has changed what
// the reduction gives back.
absl::Status CheckReductionStands(int64_t discount_fen, const Paid& paid, const FeeTotal& proposed);

// A refund a person proposes beside the default: any amount above zero that is still there, no
// spent third-party cost, and none at all where the rule gives none back.
// INVALID_ARGUMENT REFUND_AMOUNT (office_fen, third_party_fen); FAILED_PRECONDITION
// REFUND_CAUSE_AUTOMATIC for what the system gives back exactly and by itself.
absl::Status CheckProposal(RefundCause cause, const Paid& paid, const FeeTotal& asked);

}  // namespace notary::payment

namespace notary {
template <>
inline constexpr auto kEnumNames<payment::RefundCause> = std::to_array<const char*>(
    {"REFUSED", "REFUSED_BY_FAULT", "WITHDRAWN_EARLY", "WITHDRAWN_LATE", "FINAL_FEE_LOWER",
     "REVOKED", "PAID_TWICE", "PAID_AFTER_CLOSE", "LINE_DROPPED"});
}  // namespace notary
