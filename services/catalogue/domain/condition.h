// When something of a matter applies, and the facts it is decided on.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/catalogue/domain/destination.h"

namespace notary::catalogue {

enum class Circumstance {
  kAgent = 1,
  kGuardian = 2,
  kOriginalLost = 3,
  kOrganisation = 4,
  kCourier = 5
};

struct Condition {
  enum class Kind {
    kAlways,
    kCircumstance,  // circumstance
    kFieldEquals,   // field, values
    kFieldFilled,   // field
    kRegimeIn,      // regimes
    kCountryIn,     // values
    kPhotoAsked,
    kDataShared,
    kNot,    // parts: one
    kAllOf,  // parts
    kAnyOf,  // parts
  };
  Kind kind = Kind::kAlways;
  Circumstance circumstance = Circumstance::kAgent;
  std::string field;
  std::vector<std::string> values;
  std::vector<Regime> regimes;
  std::vector<Condition> parts;
};

// What is known about one application.
struct Situation {
  std::set<Circumstance> circumstances;
  const Destination* destination = nullptr;  // nullptr: not chosen yet
  std::map<std::string, std::string> form;   // by field key
  std::set<std::string> shared_slots;        // left to government data sharing
  std::map<std::string, int> slot_pages;     // of what fills a slot, where they are known
};

// A test about something not known yet (no destination, empty field) does not hold.
bool Holds(const Condition& condition, const Situation& situation);

}  // namespace notary::catalogue
