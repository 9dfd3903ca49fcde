// What a fee is made of, in the words of a notice: each item with its number, what is to be paid
// for it, and by which kind of price (Price Law 3). Source: domain.md 1.8 (N06), 3.1.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/error.h"

namespace notary::application {

struct FeeItem {
  Text name;
  int64_t quantity = 1;
  int64_t discount_fen = 0;
  int64_t subtotal_fen = 0;
  std::string basis;  // GOVERNMENT, MARKET or THIRD_PARTY
};

// One line for each item, after a line break. Empty where nothing is known of the items.
Text WordsOf(const std::vector<FeeItem>& items);

}  // namespace notary::application
