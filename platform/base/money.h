// Money: an integer count of the currency's smallest unit (fen for CNY). No floating point touches
// it, and every operation that can overflow says so.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace notary {

struct Money {
  int64_t minor = 0;             // fen
  std::string currency = "CNY";  // ISO 4217
  friend bool operator==(const Money&, const Money&) = default;
};

// INVALID_ARGUMENT (CURRENCY_MISMATCH) for two currencies, OUT_OF_RANGE (MONEY_OVERFLOW) on
// overflow.
absl::StatusOr<Money> Add(const Money& a, const Money& b);
absl::StatusOr<Money> Multiply(const Money& unit, int64_t quantity);

// "380.00": digits only, for people and for channels that speak in yuan.
std::string FormatYuan(int64_t fen);

// What is left of an amount after `percent` was taken off: rounded down, half a fen is the
// office's. Pre: fen is not negative, percent is 0 to 100.
int64_t LessPercent(int64_t fen, int percent);

}  // namespace notary
