#include "services/verification/domain/verification.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/time/clock.h"
#include "services/common/civil_date.h"
#include "services/common/id_document.h"

namespace notary::verification {
namespace {

constexpr int kYoungestAsked = 18;
// From just after midnight, when a quota was used up at once, to the opening of the next day.
constexpr absl::Duration kLongestWait = absl::Hours(33);
constexpr std::array kDelays = {absl::Seconds(5), absl::Seconds(30), absl::Minutes(2),
                                absl::Minutes(10), absl::Hours(1)};

// nullopt where the type is none that is known, or the number cannot be one of it.
std::optional<common::IdDocument> DocumentOf(const Question& question, absl::CivilDay today) {
  const std::string type_name = question.Claim("applicant.id_type");
  const auto type = type_name.empty() ? common::IdType::kCitizenId : common::ParseIdType(type_name);
  if (!type) return std::nullopt;
  const auto document =
      common::ParseIdDocument("", *type, question.Claim("applicant.id_number"), today);
  return document.ok() ? std::optional(*document) : std::nullopt;
}

// As the document or, failing that, the form has it.
std::optional<absl::CivilDay> BirthDate(const Question& question,
                                        const common::IdDocument& document) {
  if (document.birth_date) return document.birth_date;
  const auto stated = common::ParseCivilDay("", question.Claim("applicant.birth_date"));
  return stated.ok() ? std::optional(*stated) : std::nullopt;
}

}  // namespace

std::string Question::Name() const {
  return absl::StrCat("offices/", office, "/verifications/", id);
}

std::string Question::Claim(const std::string& field) const {
  const auto found = claims.find(field);
  return found == claims.end() ? "" : found->second;
}

std::string ReasonNotToSend(const Question& question, absl::Time now) {
  if (question.fact != "MARRIAGE_RECORD") return "L02";
  const absl::CivilDay today = absl::ToCivilDay(now, ShanghaiZone());
  const std::optional<common::IdDocument> document = DocumentOf(question, today);
  if (!document || question.Claim("applicant.name").empty()) return "L03";
  const std::optional<absl::CivilDay> birth = BirthDate(question, *document);
  if (birth && common::FullYears(*birth, today) < kYoungestAsked) return "L01";
  if (question.accept_time > now + kClockTolerance) return "R02";
  if (!question.consent_time) return "R01";
  const bool alone = question.supervisor.empty() || question.supervisor == question.officer;
  if (question.mode == "DISCLOSE" && alone) return "R03";
  return "";
}

absl::Duration RetryDelay(int64_t attempts) {
  const int64_t last = static_cast<int64_t>(kDelays.size());
  return kDelays[static_cast<size_t>(std::clamp<int64_t>(attempts, 1, last) - 1)];
}

absl::Time AskAgainAt(absl::Time now, int64_t attempts, std::optional<absl::Time> agency_says) {
  const absl::Time ours = now + RetryDelay(attempts);
  return std::max(ours, std::min(agency_says.value_or(ours), now + kLongestWait));
}

std::string LetterNumber(const std::string& word, int64_t year, int64_t serial) {
  return absl::StrCat("(", year, ")", word, "证核字第", serial, "号");
}

}  // namespace notary::verification
