// The fee rule (domain.md 3.1, 3.2).
#include "services/catalogue/domain/tariff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

using testing::Data;
using ::testing::ElementsAre;
using testing::kToday;

// BIRTH for the United States: one applicant, two extra copies, English, COPY_TRANS, courier.
FeeOrder BirthForTheUnitedStates() {
  return {.day = kToday,
          .certificate_item = "CERTIFICATE_FACT",
          .copy_trans_item = "CERTIFICATE_COPY_TRANS",
          .items = 1,
          .extra_copies = 2,
          .language = "en",
          .courier_province = "31"};
}

std::vector<std::pair<std::string, int64_t>> Lines(const FeeQuote& quote) {
  std::vector<std::pair<std::string, int64_t>> lines;
  for (const FeeLine& line : quote.lines) {
    lines.emplace_back(Data().rules.tariff.items[line.item].code, line.subtotal_fen);
  }
  return lines;
}

std::string Fault(const FeeOrder& order) {
  return ReasonOf(Quote(Data().rules.tariff, order).status());
}

TEST(QuoteTest, AddsUpTheExampleOfTheTariff) {
  const FeeQuote quote = *Quote(Data().rules.tariff, BirthForTheUnitedStates());

  EXPECT_THAT(Lines(quote),
              ElementsAre(std::pair("CERTIFICATE_FACT", 8000),
                          std::pair("CERTIFICATE_COPY_TRANS", 8000), std::pair("EXTRA_COPY", 8000),
                          std::pair("TRANSLATION_EN", 12000), std::pair("COURIER_DELTA", 2000)));
  EXPECT_EQ(quote.lines[2].quantity, 4);
  EXPECT_EQ(quote.total_fen, 38000);
  EXPECT_EQ(quote.third_party_fen, 2000);
}

TEST(QuoteTest, AsksOnlyForWhatIsOrdered) {
  const FeeQuote quote =
      *Quote(Data().rules.tariff, {.day = kToday, .certificate_item = "CERTIFICATE_PERSON"});
  EXPECT_THAT(Lines(quote), ElementsAre(std::pair("CERTIFICATE_PERSON", 8000)));
}

TEST(QuoteTest, FindsLanguageAndProvince) {
  FeeOrder order = BirthForTheUnitedStates();
  order.language = "ru";
  order.courier_province = "65";
  const FeeQuote quote = *Quote(Data().rules.tariff, order);
  EXPECT_EQ(Lines(quote)[3], std::pair(std::string("TRANSLATION_OTHER"), int64_t{20000}));
  EXPECT_EQ(Lines(quote)[4], std::pair(std::string("COURIER_OTHER"), int64_t{2500}));
}

TEST(QuoteTest, SurchargesAndReducesWhatIsNotPassedOn) {
  FeeOrder order = BirthForTheUnitedStates();
  order.urgent = true;
  order.extras = {{"APOSTILLE_CIVIL", 2}};
  const FeeQuote urgent = *Quote(Data().rules.tariff, order);
  EXPECT_EQ(Lines(urgent)[5], std::pair(std::string("URGENT"), int64_t{18000}));
  EXPECT_EQ(urgent.third_party_fen, 12000);

  order.urgent = false;
  order.reduction = "LOW_INCOME";
  order.reduction_percent = 50;
  const FeeQuote reduced = *Quote(Data().rules.tariff, order);
  EXPECT_EQ(reduced.total_fen, 18000 + 10000 + 2000);
  EXPECT_EQ(reduced.lines[0].discount_fen, 4000);
  EXPECT_EQ(reduced.lines.back().discount_fen, 0);
}

TEST(QuoteTest, LimitsAReductionToItsItems) {
  const FeeQuote quote = *Quote(Data().rules.tariff, {.day = kToday,
                                                      .certificate_item = "CERTIFICATE_FACT",
                                                      .extras = {{"HOME_VISIT", 1}},
                                                      .reduction = "AGED_80",
                                                      .reduction_percent = 100});
  EXPECT_THAT(Lines(quote),
              ElementsAre(std::pair("CERTIFICATE_FACT", 8000), std::pair("HOME_VISIT", 0)));
}

TEST(QuoteTest, RoundsHalfAFenInFavourOfTheParty) {
  const Validity always{absl::CivilDay(2000, 1, 1), {}};
  const Tariff tariff{{{.code = "X",
                        .basis = PriceBasis::kMarket,
                        .use = TariffUse::kCertificate,
                        .unit_price_fen = 101,
                        .validity = always}},
                      {{.code = "HALF", .percents = {50}, .validity = always}}};
  const FeeQuote quote = *Quote(
      tariff,
      {.day = kToday, .certificate_item = "X", .reduction = "HALF", .reduction_percent = 50});
  EXPECT_EQ(quote.total_fen, 50);
  EXPECT_EQ(quote.lines[0].discount_fen, 51);
}

TEST(QuoteTest, UsesThePriceOfTheDay) {
  const Tariff tariff{{{.code = "X",
                        .basis = PriceBasis::kGovernment,
                        .use = TariffUse::kCertificate,
                        .unit_price_fen = 100,
                        .validity = {absl::CivilDay(2020, 1, 1), absl::CivilDay(2025, 12, 31)}},
                       {.code = "X",
                        .basis = PriceBasis::kGovernment,
                        .use = TariffUse::kCertificate,
                        .unit_price_fen = 200,
                        .validity = {absl::CivilDay(2026, 1, 1), {}}}},
                      {}};
  EXPECT_EQ(
      Quote(tariff, {.day = absl::CivilDay(2025, 12, 31), .certificate_item = "X"})->total_fen,
      100);
  EXPECT_EQ(Quote(tariff, {.day = absl::CivilDay(2026, 1, 1), .certificate_item = "X"})->total_fen,
            200);
  EXPECT_EQ(
      ReasonOf(
          Quote(tariff, {.day = absl::CivilDay(2019, 1, 1), .certificate_item = "X"}).status()),
      "PRICE_MISSING");
}

TEST(QuoteTest, RefusesWhatTheTariffDoesNotHave) {
  FeeOrder order = BirthForTheUnitedStates();
  order.extras = {{"COURIER_DELTA", 1}};
  EXPECT_EQ(Fault(order), "TARIFF_ITEM_UNKNOWN");
  order.extras = {{"NOTHING", 1}};
  EXPECT_EQ(Fault(order), "TARIFF_ITEM_UNKNOWN");
  order.extras = {};
  order.reduction = "FRIEND";
  EXPECT_EQ(Fault(order), "REDUCTION_UNKNOWN");
  order.reduction = "LOW_INCOME";
  order.reduction_percent = 70;
  EXPECT_EQ(Fault(order), "REDUCTION_PERCENT");
  order.reduction = "";
  order.day = absl::CivilDay(2016, 12, 31);
  EXPECT_EQ(Fault(order), "PRICE_MISSING");
}

}  // namespace
}  // namespace notary::catalogue
