#include "services/application/domain/application.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace notary::application {

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
  std::optional<absl::CivilDay> by_agency, by_hand;
  for (const Verification& v : verifications) {
    if (!v.ask_time || v.IsOpen() || v.claim_changed || v.outcome == "REJECTED") continue;
    const absl::Time searched = std::min(*v.ask_time, v.data_time.value_or(*v.ask_time));
    std::optional<absl::CivilDay>& day = v.mode == kByHand ? by_hand : by_agency;
    day = std::max(day.value_or(absl::CivilDay::min()), absl::ToCivilDay(searched, zone));
  }
  return by_agency ? by_agency : by_hand;
}

std::map<std::string, std::string> Case::CertificateValues(absl::TimeZone zone) const {
  std::map<std::string, std::string> values = form;
  if (const auto as_of = RecordsAsOf(zone)) values["record.as_of"] = absl::FormatCivilTime(*as_of);
  return values;
}

}  // namespace notary::application
