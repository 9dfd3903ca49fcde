#include "services/application/domain/fee_words.h"

#include <gtest/gtest.h>

namespace notary::application {
namespace {

TEST(FeeWordsTest, SaysEachItemWithItsPriceAndWhyItIsThat) {
  const Text words = WordsOf({{{"公证费", "Certificate"}, 2, 0, 16'000, "GOVERNMENT"},
                              {{"副本", "Extra copy"}, 1, 1'000, 1'000, "MARKET"},
                              {{"快递费", "Courier"}, 1, 0, 2'050, "THIRD_PARTY"}});
  EXPECT_EQ(words.zh,
            "\n公证费 × 2：160.00元（政府指导价）"
            "\n副本 × 1：10.00元（市场调节价，已减免10.00元）"
            "\n快递费 × 1：20.50元（代收第三方费用）");
  EXPECT_EQ(words.en,
            "\nCertificate × 2: 160.00 yuan (price guided by the government)"
            "\nExtra copy × 1: 10.00 yuan (market price as the office has published it, reduced by "
            "10.00 yuan)"
            "\nCourier × 1: 20.50 yuan (passed on to a third party)");
}

TEST(FeeWordsTest, NothingIsSaidOfItemsThatAreNotKnown) { EXPECT_EQ(WordsOf({}), Text()); }

}  // namespace
}  // namespace notary::application
