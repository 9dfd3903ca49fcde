// Marriage registrations as a register holds them, and what it is asked about them (domain.md 6.1,
// 6.3). Names of enumerators are those of the agency contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "platform/base/enum_names.h"

namespace notary::marriage_register {

enum class RecordKind {
  kMarriage,
  kDivorce,
  kReplacementOfMarriage,
  kReplacementOfDivorce,
  kAnnulment,
};

// SEALED: court evidence, protected witness, military. DISPUTED: its content is under correction.
enum class Hold { kNone, kDisputed, kSealed };

struct Party {
  std::string name;
  std::string id_type;    // CITIZEN_ID, FOREIGN_PASSPORT, …
  std::string id_number;  // as recorded: a 15-digit number stays one
  std::optional<absl::CivilDay> birth_date;
};

struct Record {
  RecordKind kind = RecordKind::kMarriage;
  std::string certificate_number;  // normalised
  absl::CivilDay registration_date;
  std::string authority;
  Party first;
  Party second;
  std::string refers_to;  // the number that this one replaces, ends or annuls
  Hold hold = Hold::kNone;
};

struct District {
  std::string division;
  std::string name;
  absl::CivilDay complete_from;  // first day of complete digital records
};

struct Holdings {
  std::vector<District> districts;
  absl::Time sync_time;

  // From this day on every district is complete.
  absl::CivilDay CompleteFrom() const;
};

struct Subject {
  std::string name;
  std::string id_type;
  std::string id_number;  // normalised
  std::vector<std::string> former_names;
  std::vector<std::string> former_id_numbers;
  std::optional<absl::CivilDay> birth_date;
};

enum class Declaration {
  kUnspecified,
  kInForce,
  kNeverRegistered,
  kDivorcedByRegistration,
  kDivorcedByCourt,
  kWidowed,
};

enum class Place { kUnspecified, kAbroad, kEmbassy };

// Empty members are not compared.
struct Claim {
  std::string certificate_number;  // normalised
  std::optional<absl::CivilDay> registration_date;
  std::string authority;
  Subject spouse;
  Declaration declaration = Declaration::kUnspecified;
  Place place = Place::kUnspecified;

  bool NamesAMarriage() const {
    return !certificate_number.empty() || registration_date || !authority.empty() ||
           !spouse.name.empty() || !spouse.id_number.empty();
  }
};

struct Question {
  bool disclose = false;
  std::string matter;
  Subject subject;
  Claim claim;
  std::optional<absl::CivilDay> from;  // of the time to search
  absl::CivilDay as_of;
};

}  // namespace notary::marriage_register

namespace notary {

template <>
inline constexpr auto kEnumNames<marriage_register::RecordKind> = std::to_array<const char*>(
    {"MARRIAGE", "DIVORCE", "REPLACEMENT_OF_MARRIAGE", "REPLACEMENT_OF_DIVORCE", "ANNULMENT"});
template <>
inline constexpr auto kEnumNames<marriage_register::Hold> =
    std::to_array<const char*>({"NONE", "DISPUTED", "SEALED"});

}  // namespace notary
