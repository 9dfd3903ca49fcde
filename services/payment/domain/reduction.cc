#include "services/payment/domain/reduction.h"

#include <algorithm>

#include "platform/base/error.h"
#include "platform/base/money.h"

namespace notary::payment {
namespace {

template <typename Values, typename Value>
bool Contains(const Values& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool Covers(const ReductionClass& reduction, const FeeLine& line) {
  if (line.basis == PriceBasis::kThirdParty) return false;
  return reduction.items.empty() || Contains(reduction.items, line.code);
}

}  // namespace

absl::StatusOr<std::vector<FeeLine>> Reduce(std::vector<FeeLine> lines,
                                            const std::vector<ReductionClass>& classes,
                                            absl::string_view code, int percent) {
  const auto found =
      std::find_if(classes.begin(), classes.end(),
                   [&](const ReductionClass& candidate) { return candidate.code == code; });
  if (found == classes.end()) {
    return InvalidField("reduction", "REDUCTION_UNKNOWN",
                        {"没有此减免类别", "There is no such class of reduction"});
  }
  if (!Contains(found->percents, percent)) {
    return InvalidField("percent", "REDUCTION_PERCENT",
                        {"该类别不允许此减免比例", "This class does not allow this percentage"});
  }
  bool reduced = false;
  for (FeeLine& line : lines) {
    if (!Covers(*found, line)) continue;
    const int64_t rest = LessPercent(line.subtotal_fen, percent);
    reduced |= rest < line.subtotal_fen;
    line.discount_fen += line.subtotal_fen - rest;
    line.subtotal_fen = rest;
  }
  if (reduced) return lines;
  return PreconditionError("NOTHING_TO_REDUCE", {"该类别不适用于本缴费通知单的任何项目",
                                                 "The class covers no line of the fee note"});
}

}  // namespace notary::payment
