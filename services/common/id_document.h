// Identity documents other than the citizen number: passports, permits of residents of Hong Kong,
// Macau and Taiwan, permanent-resident cards. One entry point, because forms name the type in a
// field.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/common/citizen_number.h"

namespace notary::common {

enum class IdType {
  kCitizenId,            // 居民身份证
  kResidencePermit,      // 港澳台居民居住证
  kPrcPassport,          // 中国护照
  kForeignPassport,      // 外国护照
  kHongKongMacauPermit,  // 港澳居民来往内地通行证
  kTaiwanPermit,         // 台湾居民来往大陆通行证
  kPermanentResidentId,  // 外国人永久居留身份证
  kOther,                // 军官证 and others: a person checks
};

// "CITIZEN_ID" and so on: the form of the API, the catalogue and the database.
absl::string_view Name(IdType type);
std::optional<IdType> ParseIdType(absl::string_view name);

struct IdDocument {
  IdType type;
  std::string number;                        // normalised
  bool needs_manual_check = false;           // the number has no structure to check it by
  std::optional<absl::CivilDay> birth_date;  // where the number carries one
  std::optional<Sex> sex;                    // where the number carries one
  std::string nationality_numeric;           // ISO 3166 numeric, permanent-resident cards of 2023
};

// Reasons: those of ParseCitizenNumber, ID_TYPE_NUMBER_MISMATCH, PASSPORT_FORMAT, PERMIT_FORMAT,
// PERMANENT_RESIDENT_FORMAT, PERMANENT_RESIDENT_BIRTH_DATE, PERMANENT_RESIDENT_CHECK_DIGIT,
// ID_NUMBER_LENGTH.
absl::StatusOr<IdDocument> ParseIdDocument(absl::string_view field, IdType type,
                                           absl::string_view text, absl::CivilDay today);

}  // namespace notary::common
