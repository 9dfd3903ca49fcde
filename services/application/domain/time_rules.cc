#include "services/application/domain/time_rules.h"

#include "services/application/domain/answers.h"

namespace notary::application {
namespace {

constexpr absl::Duration kAskedAgainAfter = absl::Hours(24);

bool CanOwe(State state) {
  return state == State::kAccepted || state == State::kReviewing ||
         state == State::kPendingApproval;
}

}  // namespace

bool Concerns(const TimeRule& rule, const Application& a, absl::Time before) {
  if (!rule.state) {
    return CanOwe(a.state) && a.payment_state == PaymentState::kAssessed && *a.accept_time < before;
  }
  return a.state == *rule.state && a.update_time < before;
}

int64_t CountedRevision(const TimeRule& rule, const Application& a) {
  return rule.state ? a.revision : 0;
}

std::vector<Verification> AnswersToRenew(const Case& c, const std::vector<std::string>& facts,
                                         absl::Time now) {
  std::vector<Verification> old;
  for (const Verification& v : LatestOf(c, facts)) {
    const bool asked_lately = v.ask_time && now - *v.ask_time < kAskedAgainAfter;
    if (v.mode == kByHand || v.IsOpen() || asked_lately || !IsStale(v, now)) continue;
    old.push_back(v);
  }
  return old;
}

}  // namespace notary::application
