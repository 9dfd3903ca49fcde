// What the register answers (domain.md 6.5). Names of enumerators are those of the agency contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/civil_affairs/register/domain/record.h"
#include "platform/base/enum_names.h"
#include "platform/base/error.h"

namespace notary::marriage_register {

enum class Outcome { kVerified, kMismatch, kNotFound, kInconclusive, kUnavailable, kRejected };

enum class RegistrationState {
  kNoneRegistered,
  kMarried,
  kDivorcedByRegistration,
  kMarriageAnnulled,
  kUnknown,
};

enum class Field {
  kName,
  kIdNumber,
  kRegistrationDate,
  kCertificateNumber,
  kAuthority,
  kSpouseName,
  kSpouseIdNumber,
};

enum class Result { kMatch, kDifferent, kUnclear, kNotHeld, kNotAsked };

struct FieldResult {
  Field field;
  Result result;
  friend bool operator==(const FieldResult&, const FieldResult&) = default;
};

// What an operator of the register is asked to do.
enum class Ticket { kNone, kReview, kArchive, kCorrection };

struct Answer {
  Outcome outcome = Outcome::kNotFound;
  std::string code;
  std::vector<std::string> further_codes;
  std::vector<FieldResult> fields;
  std::optional<RegistrationState> registration;
  std::vector<Record> records;  // DISCLOSE; the subject is `first`, the spouse's number is masked
  std::vector<std::string> certificate_numbers;
  std::vector<std::string> notes;
  Ticket ticket = Ticket::kNone;
};

// A refusal (R01 … R07) or "not now" (U01 … U04): nothing of the register is in it.
Answer Without(Outcome outcome, std::string code);

// What a code says, in both languages. Unknown codes give empty texts.
Text CodeText(const std::string& code);

}  // namespace notary::marriage_register

namespace notary {

template <>
inline constexpr auto kEnumNames<marriage_register::Outcome> = std::to_array<const char*>(
    {"VERIFIED", "MISMATCH", "NOT_FOUND", "INCONCLUSIVE", "UNAVAILABLE", "REJECTED"});
template <>
inline constexpr auto kEnumNames<marriage_register::RegistrationState> = std::to_array<const char*>(
    {"NONE_REGISTERED", "MARRIED", "DIVORCED_BY_REGISTRATION", "MARRIAGE_ANNULLED", "UNKNOWN"});
template <>
inline constexpr auto kEnumNames<marriage_register::Field> =
    std::to_array<const char*>({"NAME", "ID_NUMBER", "REGISTRATION_DATE", "CERTIFICATE_NUMBER",
                                "AUTHORITY", "SPOUSE_NAME", "SPOUSE_ID_NUMBER"});
template <>
inline constexpr auto kEnumNames<marriage_register::Result> =
    std::to_array<const char*>({"MATCH", "DIFFERENT", "UNCLEAR", "NOT_HELD", "NOT_ASKED"});
template <>
inline constexpr auto kEnumNames<marriage_register::Ticket> =
    std::to_array<const char*>({"NONE", "REVIEW", "ARCHIVE", "CORRECTION"});

}  // namespace notary
