#include "platform/crypto/password.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/crypto/totp.h"

namespace notary::crypto {
namespace {

using ::testing::StartsWith;

TEST(PasswordTest, IsArgon2idAsDecided) {
  const std::string hash = HashPassword("correct horse battery");
  EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
  EXPECT_TRUE(IsPasswordOf(hash, "correct horse battery"));
  EXPECT_FALSE(IsPasswordOf(hash, "correct horse batterY"));
  EXPECT_NE(hash, HashPassword("correct horse battery"));
}

TEST(PasswordTest, WhatIsNoHashFitsNothing) {
  EXPECT_FALSE(IsPasswordOf("", ""));
  EXPECT_FALSE(IsPasswordOf("$argon2id$", "x"));
}

// RFC 6238, appendix B, the last six digits.
TEST(TotpTest, Vectors) {
  const std::string secret = "12345678901234567890";
  EXPECT_EQ(TotpCode(secret, 59 / 30), "287082");
  EXPECT_EQ(TotpCode(secret, 1111111109 / 30), "081804");
  EXPECT_EQ(TotpCode(secret, 1111111111 / 30), "050471");
  EXPECT_EQ(TotpCode(secret, 1234567890 / 30), "005924");
  EXPECT_EQ(TotpCode(secret, 2000000000 / 30), "279037");
  EXPECT_EQ(TotpCode(secret, 20000000000 / 30), "353130");
}

TEST(TotpTest, ACodeIsGoodOnceAndForAMinuteAndAHalf) {
  const std::string secret = "12345678901234567890";
  const absl::Time now = absl::FromUnixSeconds(1234567890);
  const int64_t step = 1234567890 / 30;
  const std::string code = TotpCode(secret, step);
  EXPECT_EQ(MatchTotp(secret, code, now, 0), step);
  EXPECT_EQ(MatchTotp(secret, code, now + kTotpStep, 0), step);
  EXPECT_EQ(MatchTotp(secret, code, now - kTotpStep, 0), step);
  EXPECT_EQ(MatchTotp(secret, code, now + 2 * kTotpStep, 0), std::nullopt);
  EXPECT_EQ(MatchTotp(secret, code, now, step), std::nullopt);
  EXPECT_EQ(MatchTotp(secret, "", now, 0), std::nullopt);
}

// RFC 4648, 10.
TEST(TotpTest, Base32) {
  EXPECT_EQ(Base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(Base32("f"), "MY");
}

}  // namespace
}  // namespace notary::crypto
