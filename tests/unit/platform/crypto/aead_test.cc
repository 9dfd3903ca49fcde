#include "platform/crypto/aead.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "platform/base/error.h"

namespace notary::crypto {
namespace {

const char kKey[] = "0123456789abcdef0123456789abcdef";

// domain.md 7.1: the resource of a payment notice as WeChat Pay encrypts it.
const char kNonce[] = "fdasflkja484";
const char kAssociated[] = "transaction";
const char kPlaintext[] =
    R"({"out_trade_no":"NT20261123000001","trade_state":"SUCCESS","amount":{"total":8000,)"
    R"("payer_total":8000,"currency":"CNY","payer_currency":"CNY"}})";
const char kCiphertext[] =
    "DUcclrHBE5NffFMk6pzEyhUUqVvgw9mRDQEYIiR1/"
    "urpKFtZltI4fc+9eMbNyOwZUKTU3ztFsWCY4I3QJMCUW59mXp1x1y16"
    "I0IiXnYGBs8X8EPMpFBSzxOrMpiTB8LTWQ6dyASZgXtZW2H6Zlgex1bnC0kInvlGzzH5d0FRoJZGZen06VNyPQCwi3+j+"
    "FNR"
    "1lGXnaWvzCD6z1Mflec=";

TEST(AeadTest, SealsAndOpensTheWeChatVector) {
  EXPECT_EQ(absl::Base64Escape(SealWithNonce(kKey, kNonce, kPlaintext, kAssociated)), kCiphertext);

  std::string sealed;
  ASSERT_TRUE(absl::Base64Unescape(kCiphertext, &sealed));
  const auto opened = OpenWithNonce(kKey, kNonce, sealed, kAssociated);

  ASSERT_TRUE(opened.ok()) << opened.status();
  EXPECT_EQ(*opened, kPlaintext);
}

TEST(AeadTest, OpensWhatItSealed) {
  for (const std::string text : {"", "张三", "a longer text than one block of sixteen bytes"}) {
    const auto opened = Open(kKey, Seal(kKey, text, "row 7"), "row 7");
    ASSERT_TRUE(opened.ok()) << opened.status();
    EXPECT_EQ(*opened, text);
  }
}

TEST(AeadTest, NeverUsesANonceTwice) {
  EXPECT_NE(Seal(kKey, "same", "same"), Seal(kKey, "same", "same"));
}

TEST(AeadTest, RefusesEveryFlippedBit) {
  const std::string sealed = Seal(kKey, "text", "row 7");
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string forged = sealed;
    forged[bit / 8] = static_cast<char>(forged[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(ReasonOf(Open(kKey, forged, "row 7").status()), "AEAD_OPEN_FAILED") << bit;
  }
}

TEST(AeadTest, RefusesAnotherRowAnotherKeyAndATruncatedText) {
  const std::string sealed = Seal(kKey, "text", "row 7");
  const std::string other_key(32, 'k');
  EXPECT_EQ(ReasonOf(Open(kKey, sealed, "row 8").status()), "AEAD_OPEN_FAILED");
  EXPECT_EQ(ReasonOf(Open(other_key, sealed, "row 7").status()), "AEAD_OPEN_FAILED");
  for (size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(Open(kKey, sealed.substr(0, size), "row 7").ok()) << size;
  }
}

}  // namespace
}  // namespace notary::crypto
