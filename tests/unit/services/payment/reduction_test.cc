#include "services/payment/domain/reduction.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::payment {
namespace {

const std::vector<ReductionClass> kClasses{
    {.code = "LOW_INCOME", .percents = {50, 100}, .items = {}},
    {.code = "AGED_80", .percents = {100}, .items = {"HOME_VISIT"}}};

FeeLine Line(const std::string& code, PriceBasis basis, int64_t fen) {
  return {code, "收费", "Fee", basis, fen, 1, 0, fen};
}

const std::vector<FeeLine> kLines{Line("CERTIFICATE_FACT", PriceBasis::kGovernment, 8'001),
                                  Line("HOME_VISIT", PriceBasis::kMarket, 20'000),
                                  Line("COURIER_OTHER", PriceBasis::kThirdParty, 2'500)};

TEST(ReduceTest, TakesThePercentOffEveryLineOfTheOffice) {
  const auto lines = Reduce(kLines, kClasses, "LOW_INCOME", 50);
  ASSERT_TRUE(lines.ok()) << lines.status();
  EXPECT_EQ(lines->at(0).discount_fen, 4'001);
  EXPECT_EQ(lines->at(0).subtotal_fen, 4'000);
  EXPECT_EQ(lines->at(1).subtotal_fen, 10'000);
  EXPECT_EQ(lines->at(2), kLines[2]);
  EXPECT_EQ(*CheckLines(*lines), (FeeTotal{14'000, 2'500}));
}

TEST(ReduceTest, AClassMayBeLimitedToItems) {
  const auto lines = Reduce(kLines, kClasses, "AGED_80", 100);
  ASSERT_TRUE(lines.ok()) << lines.status();
  EXPECT_EQ(lines->at(0), kLines[0]);
  EXPECT_EQ(lines->at(1).subtotal_fen, 0);
}

TEST(ReduceTest, RefusesWhatTheTariffDoesNotKnow) {
  EXPECT_EQ(ReasonOf(Reduce(kLines, kClasses, "FRIENDS", 50).status()), "REDUCTION_UNKNOWN");
  EXPECT_EQ(ReasonOf(Reduce(kLines, kClasses, "LOW_INCOME", 30).status()), "REDUCTION_PERCENT");
  EXPECT_EQ(ReasonOf(Reduce({kLines[0], kLines[2]}, kClasses, "AGED_80", 100).status()),
            "NOTHING_TO_REDUCE");
}

}  // namespace
}  // namespace notary::payment
