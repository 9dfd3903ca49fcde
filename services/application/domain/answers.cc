#include "services/application/domain/answers.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::application {
namespace {

absl::Status Supports(const Verification& v) {
  if (v.IsOpen()) {
    return PreconditionError("VERIFICATION_OPEN",
                             {"仍有未答复的核查", "A question to an agency is still open"});
  }
  if (v.claim_changed) {
    return PreconditionError("VERIFICATION_OF_EARLIER_CLAIM",
                             {"核查后申请内容已变更，须重新核查",
                              "What was verified has been changed since; it must be asked again"});
  }
  if (v.AwaitsSecondPerson()) {
    return PreconditionError("FINDING_UNCONFIRMED",
                             {"核实须由二人进行，另一人尚未确认",
                              "Two people verify, and the second has not confirmed yet (R28)"});
  }
  if (v.Supports()) return absl::OkStatus();
  return PreconditionError(
      "VERIFICATION_NOT_SUPPORTING",
      {"核查结果不支持出证", "An agency's answer does not support the certificate"});
}

}  // namespace

std::vector<Verification> LatestOfEachFact(const Case& c) {
  std::vector<Verification> latest;
  for (const Verification& v : c.verifications) {  // oldest first
    std::erase_if(latest, [&](const Verification& earlier) { return earlier.fact == v.fact; });
    latest.push_back(v);
  }
  return latest;
}

bool IsStale(const Verification& v, absl::Time now) {
  const absl::Time as_of = v.data_time.value_or(v.answer_time.value_or(absl::InfinitePast()));
  return now - as_of > absl::Hours(24) * v.stale_after_days;
}

bool HoldsTheClock(const Case& c, const std::string& fact) {
  for (const Verification& v : LatestOfEachFact(c)) {
    if (v.blocking && v.IsOpen() && v.fact != fact) return true;
  }
  return false;
}

absl::StatusOr<PlannedFact> FindFact(const MatterRules& rules, const std::string& fact) {
  for (const PlannedFact& planned : rules.facts) {
    if (planned.fact == fact) return planned;
  }
  return InvalidField(
      "fact", "FACT_NOT_IN_PLAN",
      {"该事项的核查方案不含此项", "The matter's verification plan has no such fact"});
}

absl::Status AnswersSupport(const Case& c) {
  for (const Verification& v : LatestOfEachFact(c)) RETURN_IF_ERROR(Supports(v));
  return absl::OkStatus();
}

}  // namespace notary::application
