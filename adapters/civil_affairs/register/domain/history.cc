#include "adapters/civil_affairs/register/domain/history.h"

#include <algorithm>

namespace notary::marriage_register {
namespace {

NameMatch SpouseNames(const Record& a, const Record& b) {
  return MatchName({.name = b.second.name}, a.second);
}

bool SameSpouse(const Record& a, const Record& b) {
  if (!a.second.id_number.empty() && a.second.id_number == b.second.id_number) return true;
  return Resembles(SpouseNames(a, b));
}

// Whether the event can be one of this open marriage, which it does not name. One that names a
// number not held is about a marriage registered elsewhere, unless it was from the same spouse;
// that marriage is older than one of the day of its end.
bool MayConcern(const Record& event, const Record& marriage) {
  const bool names_another = !event.refers_to.empty();
  if (names_another && event.registration_date <= marriage.registration_date) return false;
  if (SameSpouse(marriage, event)) return true;
  return !names_another && SpouseNames(marriage, event) == NameMatch::kPartial;
}

// What an event refers to: by number where it names one that is held, else the latest open marriage
// with the same spouse, or with one who may be; none where each was with somebody else.
Marriage* Concerned(std::vector<Marriage>& marriages, const Record& event) {
  for (Marriage& marriage : marriages) {
    if (!event.refers_to.empty() && marriage.Has(event.refers_to)) return &marriage;
  }
  Marriage* latest = nullptr;
  for (Marriage& marriage : marriages) {
    if (!marriage.InForce() || !MayConcern(event, marriage.entry.record)) continue;
    const bool better = latest == nullptr || SameSpouse(marriage.entry.record, event) ||
                        !SameSpouse(latest->entry.record, event);
    if (better) latest = &marriage;
  }
  return latest;
}

// The first certificate is not held, but it may be named.
std::vector<std::string> NumbersOfReplacement(const Record& event) {
  if (event.refers_to.empty()) return {event.certificate_number};
  return {event.refers_to, event.certificate_number};
}

void Apply(const Entry& entry, std::vector<Marriage>& marriages, RegistrationState& state) {
  const Record& event = entry.record;
  if (event.kind == RecordKind::kMarriage) {
    marriages.push_back({.entry = entry, .numbers = {event.certificate_number}});
    state = RegistrationState::kMarried;
    return;
  }
  if (event.kind == RecordKind::kReplacementOfDivorce) {
    // The divorce itself is older than the records.
    const bool first = state == RegistrationState::kNoneRegistered;
    if (first) state = RegistrationState::kDivorcedByRegistration;
    return;
  }
  Marriage* const marriage = Concerned(marriages, event);
  if (event.kind == RecordKind::kReplacementOfMarriage) {
    if (marriage == nullptr) {  // the registration itself is older than the records
      marriages.push_back({.entry = entry, .numbers = NumbersOfReplacement(event)});
      state = RegistrationState::kMarried;
      return;
    }
    marriage->numbers.push_back(event.certificate_number);
    marriage->replacements.push_back(entry);
    return;
  }
  if (marriage != nullptr) marriage->end = event;
  state = event.kind == RecordKind::kAnnulment ? RegistrationState::kMarriageAnnulled
                                               : RegistrationState::kDivorcedByRegistration;
}

}  // namespace

bool Marriage::Has(const std::string& number) const {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

History BuildHistory(std::vector<Entry> entries, absl::CivilDay as_of) {
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.record.registration_date, a.record.kind) <
           std::pair(b.record.registration_date, b.record.kind);
  });
  History history;
  for (const Entry& entry : entries) {
    if (entry.record.registration_date > as_of) continue;
    Apply(entry, history.marriages, history.state);
  }
  for (const Marriage& marriage : history.marriages) history.open += marriage.InForce() ? 1 : 0;
  if (history.open > 1) history.state = RegistrationState::kUnknown;
  // An end of one marriage, held or not, leaves another in force.
  if (history.open == 1) history.state = RegistrationState::kMarried;
  return history;
}

}  // namespace notary::marriage_register
