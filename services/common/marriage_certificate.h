// Numbers of marriage and divorce certificates (结婚证字号). The division in a number is that of
// the registering office, which since 2025-05-10 may be any in the country (State Council Order
// 804): it says nothing about where the couple lives.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::common {

enum class MarriageCertificateKind {
  kMarriage,             // J
  kDivorce,              // L
  kReplacementMarriage,  // BJ
  kReplacementDivorce,   // BL
  kLegacy,  // free forms of before about 2004: 沪徐结字第123号, (95)徐字第1234号
};

struct MarriageCertificateNumber {
  MarriageCertificateKind kind;
  std::string text;      // normalised: J310104-2016-000001; legacy with full-width brackets
  std::string division;  // six digits; empty for a legacy number
  int year = 0;          // 0 for a legacy number
  int serial = 0;
};

// Reasons: MARRIAGE_CERTIFICATE_NUMBER_FORMAT, MARRIAGE_CERTIFICATE_NUMBER_IN_FUTURE.
absl::StatusOr<MarriageCertificateNumber> ParseMarriageCertificateNumber(absl::string_view field,
                                                                         absl::string_view text,
                                                                         int current_year);

}  // namespace notary::common
