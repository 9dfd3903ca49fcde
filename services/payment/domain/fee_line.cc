#include "services/payment/domain/fee_line.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::payment {
namespace {

constexpr int64_t kTotalMaxFen = 100'000'000;
constexpr int64_t kQuantityMax = 10'000;

bool IsSound(const FeeLine& line) {
  if (line.code.empty() || line.name_zh.empty() || line.name_en.empty()) return false;
  if (line.unit_fen < 0 || line.unit_fen > kTotalMaxFen) return false;
  if (line.quantity < 1 || line.quantity > kQuantityMax) return false;
  const int64_t price_fen = line.unit_fen * line.quantity;  // fits: both are bounded above
  if (line.discount_fen < 0 || line.discount_fen > price_fen) return false;
  return line.subtotal_fen == price_fen - line.discount_fen;
}

}  // namespace

absl::StatusOr<FeeTotal> CheckLines(const std::vector<FeeLine>& lines) {
  if (lines.empty()) {
    return InvalidField("lines", "FEE_LINES_EMPTY",
                        {"缴费通知单至少有一项", "A fee note has at least one line"});
  }
  FeeTotal total;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!IsSound(lines[i])) {
      return InvalidField(absl::StrCat("lines[", i, "]"), "FEE_LINE_INVALID",
                          {"收费项目的单价、数量、减免与小计不一致",
                           "Unit price, quantity, discount and subtotal do not agree"});
    }
    const bool third_party = lines[i].basis == PriceBasis::kThirdParty;
    (third_party ? total.third_party_fen : total.office_fen) += lines[i].subtotal_fen;
    if (total.sum() > kTotalMaxFen) {
      return InvalidField("lines", "FEE_TOO_LARGE", {"金额过大", "The amount is too large"});
    }
  }
  return total;
}

}  // namespace notary::payment
