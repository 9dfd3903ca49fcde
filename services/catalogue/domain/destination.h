// A place of use during one period (domain.md 2.5).
#pragma once

#include <string>
#include <vector>

#include "services/catalogue/domain/validity.h"

namespace notary::catalogue {

enum class Regime {
  kDomestic = 1,
  kApostille = 2,
  kLegalisation = 3,
  kHongKongMacau = 4,
  kTaiwan = 5,
};

struct Destination {
  std::string code;  // ISO 3166-1 alpha-2
  Regime regime;
  std::vector<std::string> languages;  // the usual one first
  bool photo_required = false;
  bool copy_trans_required = false;
  Validity validity;
};

}  // namespace notary::catalogue
