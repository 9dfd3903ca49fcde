#include "platform/base/money.h"

#include "absl/strings/str_format.h"
#include "platform/base/check.h"
#include "platform/base/error.h"

namespace notary {
namespace {

absl::Status Overflow() {
  return MakeError(absl::StatusCode::kOutOfRange, "MONEY_OVERFLOW",
                   {"金额超出范围", "The amount is out of range"});
}

absl::Status SameCurrency(const Money& a, const Money& b) {
  if (a.currency == b.currency) return absl::OkStatus();
  return InvalidField("currency", "CURRENCY_MISMATCH",
                      {"币种不一致", "The amounts are in different currencies"});
}

}  // namespace

absl::StatusOr<Money> Add(const Money& a, const Money& b) {
  if (absl::Status same = SameCurrency(a, b); !same.ok()) return same;
  Money sum{0, a.currency};
  if (__builtin_add_overflow(a.minor, b.minor, &sum.minor)) return Overflow();
  return sum;
}

absl::StatusOr<Money> Multiply(const Money& unit, int64_t quantity) {
  Money product{0, unit.currency};
  if (__builtin_mul_overflow(unit.minor, quantity, &product.minor)) return Overflow();
  return product;
}

std::string FormatYuan(int64_t fen) {
  const uint64_t size = fen < 0 ? 0 - static_cast<uint64_t>(fen) : static_cast<uint64_t>(fen);
  return absl::StrFormat("%s%d.%02d", fen < 0 ? "-" : "", size / 100, size % 100);
}

int64_t LessPercent(int64_t fen, int percent) {
  NOTARY_CHECK(fen >= 0 && percent >= 0 && percent <= 100);
  return fen * (100 - percent) / 100;
}

}  // namespace notary
