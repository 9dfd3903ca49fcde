// Phone numbers: where the one-time code, the visit reminder and the courier call go.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::common {

enum class PhoneKind { kMainlandMobile, kShanghaiLandline, kAbroad };

struct Phone {
  PhoneKind kind;
  std::string number;  // 13800000000, 02112345678, or E.164 with + for numbers abroad
};

// Hyphens, brackets, spaces and +86 are dropped. Reason: PHONE_FORMAT.
absl::StatusOr<Phone> ParsePhone(absl::string_view field, absl::string_view text);

// As ParsePhone, and a text message can reach it: PHONE_NOT_MOBILE for a landline.
absl::StatusOr<Phone> ParseMobile(absl::string_view field, absl::string_view text);

// "138****0000".
std::string MaskPhone(absl::string_view number);

}  // namespace notary::common
