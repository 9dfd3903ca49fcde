#include "services/application/domain/application.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/application/domain/answers.h"

namespace notary::application {
namespace {

// The answers that a certificate rests on.
std::vector<Verification> Supporting(const Case& c) {
  std::vector<Verification> counted = LatestOfEachFact(c);
  std::erase_if(counted, [](const Verification& v) { return !v.Supports(); });
  return counted;
}

bool IsConfirmedByAgency(const Verification& v) {
  return v.mode != kByHand && v.outcome == v.supporting_outcome;
}

// An agency is named only for what it has answered itself.
void SayHowVerified(const Case& c, std::map<std::string, std::string>& values) {
  const std::vector<Verification> counted = Supporting(c);
  if (counted.size() != 1) return;  // no wording speaks of more than one fact
  const Verification& v = counted.front();
  if (v.mode == kByHand) values["record.means"] = v.reason_code;
  if (IsConfirmedByAgency(v)) values["record.register"] = v.fact;
}

void SayWhatIsHeld(const Case& c, std::map<std::string, std::string>& values) {
  if (c.application.original_lost) return;
  for (const Material& material : c.materials) {
    const bool held = !material.document.empty() && material.original != OriginalsState::kFailed;
    if (held) values[absl::StrCat("original.", material.slot)] = "HELD";
  }
}

}  // namespace

std::string Application::Name() const {
  return absl::StrCat("offices/", office, "/applications/", id);
}

bool Application::AwaitsItems() const {
  return state == State::kPreSupplement || state == State::kSupplementWait;
}

bool Application::IsHandedOver() const {
  if (state == State::kDelivered) return true;
  // The archive also takes what was refused, kept back, or never fetched.
  return state == State::kArchived && !approver.empty() && !uncollected &&
         originals_state == OriginalsState::kPassed;
}

bool Case::IsPaused(std::optional<PauseKind> kind) const {
  return std::any_of(pauses.begin(), pauses.end(), [&](const Pause& pause) {
    return !pause.end && (!kind || pause.kind == *kind);
  });
}

std::string Case::FormValue(const std::string& key) const {
  const auto found = form.find(key);
  return found == form.end() ? "" : found->second;
}

bool Verification::AwaitsSecondPerson() const {
  return mode == kByHand && reason_code != kMeansAlone && !confirm_time;
}

bool Verification::Supports() const {
  if (IsOpen() || claim_changed || AwaitsSecondPerson()) return false;
  if (mode == kByHand) return true;  // the notary has judged it
  if (supporting_outcome == "VERIFIED") return outcome == "VERIFIED" || !opinion.empty();
  // A record that was found speaks against the certificate, whatever the opinion; that none was
  // found never says by itself that there is none.
  return outcome != "VERIFIED" && !opinion.empty();
}

std::optional<absl::CivilDay> Case::RecordsAsOf(absl::TimeZone zone) const {
  std::optional<absl::CivilDay> day;
  for (const Verification& v : Supporting(*this)) {
    if (!v.ask_time || v.outcome == "REJECTED") continue;  // refused: nobody has searched
    const absl::Time searched = std::min(*v.ask_time, v.data_time.value_or(*v.ask_time));
    const absl::CivilDay of_this = absl::ToCivilDay(searched, zone);
    day = std::min(day.value_or(of_this), of_this);
  }
  return day;
}

std::map<std::string, std::string> Case::CertificateValues(absl::TimeZone zone) const {
  std::map<std::string, std::string> values = form;
  if (const auto as_of = RecordsAsOf(zone)) values["record.as_of"] = absl::FormatCivilTime(*as_of);
  SayHowVerified(*this, values);
  SayWhatIsHeld(*this, values);
  return values;
}

}  // namespace notary::application
