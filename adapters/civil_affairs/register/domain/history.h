// The marriages of one person, put together from events: who married whom, under which numbers, and
// whether it still holds. Replacements change nothing; the latest event decides (domain.md 6.5).
#pragma once

#include <string>
#include <vector>

#include "adapters/civil_affairs/register/domain/answer.h"
#include "adapters/civil_affairs/register/domain/identity.h"

namespace notary::marriage_register {

// A record that concerns the subject, with the subject as its first party.
struct Entry {
  Record record;
  IdMatch id;
  NameMatch name;
};

struct Marriage {
  Entry entry;                       // the registration itself
  std::vector<std::string> numbers;  // its own and those of its replacements, oldest first
  std::vector<Entry> replacements;
  std::optional<Record> end;  // divorce or annulment

  bool InForce() const { return !end; }
  bool Annulled() const { return end && end->kind == RecordKind::kAnnulment; }
  bool Has(const std::string& number) const;
};

struct History {
  std::vector<Marriage> marriages;  // by date of registration
  RegistrationState state = RegistrationState::kNoneRegistered;
  int open = 0;
};

// Events after `as_of` are left out.
History BuildHistory(std::vector<Entry> entries, absl::CivilDay as_of);

}  // namespace notary::marriage_register
