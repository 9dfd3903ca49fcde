// Small parts of platform/base and platform/time, a table each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/money.h"
#include "platform/base/strings.h"
#include "platform/time/backoff.h"
#include "platform/time/clock.h"

namespace notary {
namespace {

TEST(Utf8Test, RoundTripsRareCharacters) {
  const std::string text = "吴䶮𫖯·a";

  const auto code_points = DecodeUtf8(text);

  ASSERT_TRUE(code_points);
  EXPECT_EQ(code_points->size(), 5);
  EXPECT_EQ((*code_points)[2], 0x2B5AFu);
  EXPECT_EQ(EncodeUtf8(*code_points), text);
}

TEST(Utf8Test, RefusesWhatIsNotUtf8) {
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\xFF"}) {
    EXPECT_EQ(DecodeUtf8(bad), std::nullopt) << HexEncode(bad);
  }
}

TEST(HexTest, RoundTripsAndRefuses) {
  EXPECT_EQ(HexEncode("\x01\xAB"), "01ab");
  EXPECT_EQ(HexDecode("01AB"), "\x01\xAB");
  EXPECT_EQ(HexDecode("0"), std::nullopt);
  EXPECT_EQ(HexDecode("0g"), std::nullopt);
}

TEST(IdTest, IsAVersion7UuidOrderedByTime) {
  const std::string earlier = NewId(absl::FromUnixMillis(1000));
  const std::string later = NewId(absl::FromUnixMillis(1001));

  EXPECT_TRUE(IsUuid(earlier));
  EXPECT_EQ(earlier[14], '7');
  EXPECT_LT(earlier, later);
}

TEST(IdTest, RefusesOtherShapes) {
  for (const char* bad : {"", "0190", "0190AAAA-0000-7000-8000-000000000000",
                          "0190aaaa-0000-7000-8000-00000000000g"}) {
    EXPECT_FALSE(IsUuid(bad)) << bad;
  }
}

TEST(MoneyTest, AddsUpTheFeeExampleOfABirthCertificate) {
  const Money copies = *Multiply({2000, "CNY"}, 4);

  EXPECT_EQ(Add(*Add({16000, "CNY"}, copies), {14000, "CNY"})->minor, 38000);
}

TEST(MoneyTest, RefusesOverflowAndMixedCurrencies) {
  const Money most{std::numeric_limits<int64_t>::max(), "CNY"};

  EXPECT_EQ(Add(most, {1, "CNY"}).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Multiply(most, 2).status().code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(Add({1, "CNY"}, {1, "USD"}).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(MoneyTest, PrintsYuan) {
  EXPECT_EQ(FormatYuan(38000), "380.00");
  EXPECT_EQ(FormatYuan(5), "0.05");
  EXPECT_EQ(FormatYuan(-105), "-1.05");
  EXPECT_EQ(FormatYuan(std::numeric_limits<int64_t>::min()), "-92233720368547758.08");
}

TEST(MoneyTest, WhatIsLeftAfterAPercentIsRoundedDown) {
  EXPECT_EQ(LessPercent(8'001, 50), 4'000);
  EXPECT_EQ(LessPercent(8'000, 0), 8'000);
  EXPECT_EQ(LessPercent(8'000, 100), 0);
}

TEST(LogTest, EscapesWhatCouldForgeALine) {
  EXPECT_EQ(JsonString("a\"b\n\x1b"), "\"a\\\"b\\u000a\\u001b\"");
  EXPECT_EQ(JsonString("\xFF"), "\"hex:ff\"");
}

TEST(BackoffTest, DoublesUpToTheMaximum) {
  const BackoffOptions options{absl::Seconds(1), absl::Seconds(5), 2.0};

  EXPECT_EQ(BackoffCeiling(options, 1), absl::Seconds(1));
  EXPECT_EQ(BackoffCeiling(options, 3), absl::Seconds(4));
  EXPECT_EQ(BackoffCeiling(options, 1000), absl::Seconds(5));
}

TEST(SharedOffsetClockTest, EveryHolderSeesTheAdvance) {
  const std::string path = testing::TempDir() + "/clock-offset-" + NewId(absl::Now());
  auto mine = SharedOffsetClock::Open(path);
  auto theirs = SharedOffsetClock::Open(path);
  ASSERT_TRUE(mine.ok() && theirs.ok());

  (*mine)->Advance(absl::Hours(24));

  EXPECT_GE((*theirs)->Now(), absl::Now() + absl::Hours(23));
}

}  // namespace
}  // namespace notary
