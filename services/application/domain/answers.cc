#include "services/application/domain/answers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/common/id_document.h"

namespace notary::application {
namespace {

constexpr char kApplicantName[] = "applicant.name";
constexpr char kApplicantIdType[] = "applicant.id_type";
constexpr char kApplicantNumber[] = "applicant.id_number";

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

// Came when the fact had been found otherwise, by hand or by a later question.
bool SpeaksAgainst(const Verification& late, const Verification& counts) {
  const bool of_an_agency = late.fact == counts.fact && late.mode != kByHand && !late.IsOpen();
  const bool came_later =
      late.answer_revision > std::max(counts.ask_revision, counts.answer_revision);
  return of_an_agency && came_later && !late.claim_changed && !late.Supports() &&
         late.opinion.empty();
}

absl::Status NothingSpeaksAgainst(const Case& c, const Verification& counts) {
  for (const Verification& late : c.verifications) {
    if (!SpeaksAgainst(late, counts)) continue;
    return PreconditionError(
        "VERIFICATION_CONTRADICTED",
        {"其后收到的核查答复不支持出证，须写明意见",
         "An agency has answered since and does not support the certificate: say what of it"});
  }
  return absl::OkStatus();
}

bool Claims(const PlannedFact& fact, absl::string_view field) {
  return std::ranges::count(fact.claim_fields, field) > 0;
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

std::vector<Verification> LatestOf(const Case& c, const std::vector<std::string>& facts) {
  std::vector<Verification> latest = LatestOfEachFact(c);
  std::erase_if(latest,
                [&](const Verification& v) { return std::ranges::count(facts, v.fact) == 0; });
  return latest;
}

bool IsStale(const Verification& v, absl::Time now) {
  const absl::Time told = v.data_time.value_or(v.answer_time.value_or(absl::InfinitePast()));
  const absl::Time as_of = std::min(told, v.ask_time.value_or(told));
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

absl::Status MayDisclose(const PlannedFact& fact) {
  if (!fact.compared_only) return absl::OkStatus();
  return PreconditionError("DISCLOSE_NOT_IN_PLAN",
                           {"该事项的核查方案只允许比对，不调取登记记录",
                            "By the matter's plan this fact is compared; the record itself is not "
                            "asked for"});
}

absl::Status NamesWhomItIsAbout(const Case& c, const PlannedFact& fact, absl::CivilDay today) {
  if (Claims(fact, kApplicantName) && c.FormValue(kApplicantName).empty()) {
    return InvalidField(absl::StrCat("application.form.", kApplicantName), "REQUIRED",
                        {"必填", "This field is required"});
  }
  if (!Claims(fact, kApplicantNumber)) return absl::OkStatus();
  const std::string type_name = c.FormValue(kApplicantIdType);
  const auto type = type_name.empty() ? common::IdType::kCitizenId : common::ParseIdType(type_name);
  if (!type) {
    return InvalidField(absl::StrCat("application.form.", kApplicantIdType), "ENUM_UNKNOWN",
                        {"未知的证件类型", "Unknown type of document"});
  }
  return common::ParseIdDocument(absl::StrCat("application.form.", kApplicantNumber), *type,
                                 c.FormValue(kApplicantNumber), today)
      .status();
}

std::string OpinionOnTheSame(const Case& c, const Verification& again) {
  const Verification* before = nullptr;
  for (const Verification& v : c.verifications) {  // oldest first
    if (v.name == again.name) break;
    const bool answered = v.fact == again.fact && v.mode != kByHand && !v.IsOpen();
    if (answered) before = &v;
  }
  const bool same = before != nullptr && !before->claim_changed &&
                    before->outcome == again.outcome && before->reason_code == again.reason_code;
  return same ? before->opinion : "";
}

absl::Status AnswersSupport(const Case& c, const std::vector<std::string>& facts) {
  for (const Verification& v : LatestOf(c, facts)) {
    RETURN_IF_ERROR(Supports(v));
    RETURN_IF_ERROR(NothingSpeaksAgainst(c, v));
  }
  return absl::OkStatus();
}

}  // namespace notary::application
