#include "platform/crypto/digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/strings.h"

namespace notary::crypto {
namespace {

TEST(DigestTest, Sm3OfTheStandard) {
  EXPECT_EQ(HexEncode(Sm3("abc")),
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(HexEncode(Sm3("")), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

TEST(DigestTest, Sha256OfFips180) {
  EXPECT_EQ(HexEncode(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(DigestTest, Sha256OfTheWeChatSignStrings) {
  EXPECT_EQ(HexEncode(Sha256("GET\n/v3/certificates\n1554208460\n"
                             "593BEC0C930BF1AFEB40B4A08C8FB242\n\n")),
            "fab5c8a222049f386cb01453c7dc712c7997e756271557b0ef6e2e5060575373");
}

TEST(DigestTest, Md5OfRfc1321) {
  EXPECT_EQ(HexEncode(Md5ForSfProtocol("abc")), "900150983cd24fb0d6963f7d28e17f72");
}

TEST(DigestTest, HmacSha256OfRfc4231Case2) {
  EXPECT_EQ(HexEncode(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(DigestTest, RandomBytesHaveTheLengthAndDiffer) {
  EXPECT_EQ(RandomBytes(32).size(), 32);
  EXPECT_NE(RandomBytes(32), RandomBytes(32));
  EXPECT_EQ(RandomBytes(0), "");
}

TEST(DigestTest, ConstantTimeEqualsIsEquality) {
  EXPECT_TRUE(ConstantTimeEquals("", ""));
  EXPECT_TRUE(ConstantTimeEquals("secret", "secret"));
  EXPECT_FALSE(ConstantTimeEquals("secret", "secreT"));
  EXPECT_FALSE(ConstantTimeEquals("secret", "secrets"));
}

}  // namespace
}  // namespace notary::crypto
