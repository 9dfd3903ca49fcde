#include "adapters/courier_sf/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace notary::sf {
namespace {

using delivery::ShipmentEvent;

// domain.md 8.1.
TEST(MessageDigestTest, OfTheVectors) {
  EXPECT_EQ(MessageDigest(R"({"language":"zh-CN","orderId":"QIAO-20200618-004"})", "12312334453453",
                          "fjcg5PGKaNpPSHFAZ4QsCOkV71R3zVci"),
            "IIKJtuLVzoFTu4kHI8M8vA==");
  EXPECT_EQ(MessageDigest(R"({"orderId":"NT-2026-0001","contact":"张 三·买买提"})", "1767225600000",
                          "testCheckWord0001"),
            "BgsUQ8Zo5WCOl3sDwnhF6g==");
}

TEST(IsWaybillTest, NewAndOldForm) {
  EXPECT_TRUE(IsWaybill("SF1234567890123"));
  EXPECT_TRUE(IsWaybill("123456789012"));
  for (const char* text : {"", "SF", "SF123456789012", "SF12345678901234", "1234567890123",
                           "sf1234567890123", "SF123456789012x"}) {
    EXPECT_FALSE(IsWaybill(text)) << text;
  }
}

TEST(SfTimeTest, IsShanghaiTime) {
  const absl::Time time = absl::FromUnixSeconds(1767225600);
  EXPECT_EQ(ToSfTime(time), "2026-01-01 08:00:00");
  EXPECT_EQ(ParseSfTime("2026-01-01 08:00:00"), time);
  EXPECT_EQ(ParseSfTime("2026-02-30 08:00:00"), std::nullopt);
  EXPECT_EQ(ParseSfTime(""), std::nullopt);
}

TEST(EventOfTest, MapsOperationCodes) {
  EXPECT_EQ(EventOf("50", ""), ShipmentEvent::kPickUp);
  EXPECT_EQ(EventOf("31", ""), ShipmentEvent::kMove);
  EXPECT_EQ(EventOf("204", ""), ShipmentEvent::kGoOut);
  EXPECT_EQ(EventOf("80", ""), ShipmentEvent::kSign);
  EXPECT_EQ(EventOf("607", ""), ShipmentEvent::kSignByOther);
  EXPECT_EQ(EventOf("70", "收件人不在"), ShipmentEvent::kFailAttempt);
  EXPECT_EQ(EventOf("648", ""), ShipmentEvent::kReturn);
  EXPECT_EQ(EventOf("33", "快件遗失"), ShipmentEvent::kLose);
  EXPECT_EQ(EventOf("33", "外包装破损"), ShipmentEvent::kDamage);
  EXPECT_EQ(EventOf("51", ""), std::nullopt);
}

}  // namespace
}  // namespace notary::sf
