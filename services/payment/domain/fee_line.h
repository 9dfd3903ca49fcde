// One line of a fee note, and what makes a list of lines acceptable. The lines come from the
// catalogue's quote; this is the check before money is asked for. Source: domain.md 3.1.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/base/enum_names.h"

namespace notary::payment {

enum class PriceBasis {
  kGovernment,  // may not be exceeded
  kMarket,      // from the office's published list
  kThirdParty,  // passed on to a courier or an authority, shown apart
};

struct FeeLine {
  std::string code;
  std::string name_zh;
  std::string name_en;
  PriceBasis basis = PriceBasis::kGovernment;
  int64_t unit_fen = 0;
  int64_t quantity = 0;
  int64_t discount_fen = 0;
  int64_t subtotal_fen = 0;
  bool parcel = false;  // for the courier: goes back when none was needed
  friend bool operator==(const FeeLine&, const FeeLine&) = default;
};

struct FeeTotal {
  int64_t office_fen = 0;  // government and market lines
  int64_t third_party_fen = 0;
  int64_t sum() const { return office_fen + third_party_fen; }
  friend bool operator==(const FeeTotal&, const FeeTotal&) = default;
};

// INVALID_ARGUMENT FEE_LINES_EMPTY, FEE_LINE_INVALID (a negative number, no quantity, a discount
// above the price, a subtotal that is not unit × quantity − discount) or FEE_TOO_LARGE (1,000,000
// yuan).
absl::StatusOr<FeeTotal> CheckLines(const std::vector<FeeLine>& lines);

}  // namespace notary::payment

namespace notary {
template <>
inline constexpr auto kEnumNames<payment::PriceBasis> =
    std::to_array<const char*>({"GOVERNMENT", "MARKET", "THIRD_PARTY"});
}  // namespace notary
