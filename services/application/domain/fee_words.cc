#include "services/application/domain/fee_words.h"

#include "absl/strings/str_cat.h"
#include "platform/base/money.h"

namespace notary::application {
namespace {

Text WordsOfBasis(const std::string& basis) {
  if (basis == "GOVERNMENT") return {"政府指导价", "price guided by the government"};
  if (basis == "MARKET") return {"市场调节价", "market price as the office has published it"};
  return {"代收第三方费用", "passed on to a third party"};
}

Text WordsOfDiscount(int64_t discount_fen) {
  if (discount_fen == 0) return {};
  const std::string yuan = FormatYuan(discount_fen);
  return {absl::StrCat("，已减免", yuan, "元"), absl::StrCat(", reduced by ", yuan, " yuan")};
}

}  // namespace

Text WordsOf(const std::vector<FeeItem>& items) {
  Text words;
  for (const FeeItem& item : items) {
    const Text basis = WordsOfBasis(item.basis);
    const Text discount = WordsOfDiscount(item.discount_fen);
    const std::string yuan = FormatYuan(item.subtotal_fen);
    absl::StrAppend(&words.zh, "\n", item.name.zh, " × ", item.quantity, "：", yuan, "元（",
                    basis.zh, discount.zh, "）");
    absl::StrAppend(&words.en, "\n", item.name.en, " × ", item.quantity, ": ", yuan, " yuan (",
                    basis.en, discount.en, ")");
  }
  return words;
}

}  // namespace notary::application
