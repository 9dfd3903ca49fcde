#include "platform/crypto/field_cipher.h"

#include <gtest/gtest.h>

#include <set>

#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/sm4.h"

namespace notary::crypto {
namespace {

std::string Hex(const char* hex) { return *HexDecode(hex); }

// draft-ribose-cfrg-sm4-10, A.2.5.1.
TEST(Sm4Test, CounterModeVector) {
  EXPECT_EQ(HexEncode(Sm4Ctr(
                Hex("0123456789abcdeffedcba9876543210"), Hex("000102030405060708090a0b0c0d0e0f"),
                Hex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                    "eeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb"))),
            "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
            "f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514");
}

// GB/T 32907, example 1: the first block of a counter that is the example's plaintext.
TEST(Sm4Test, BlockVector) {
  const std::string key = Hex("0123456789abcdeffedcba9876543210");
  EXPECT_EQ(HexEncode(Sm4Ctr(key, key, std::string(16, '\0'))), "681edf34d206965e86b3e94f536e4246");
}

// GB/T 15852.2, HMAC with SM3.
TEST(Sm4Test, HmacSm3Vector) {
  const std::string half = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  EXPECT_EQ(
      HexEncode(HmacSm3(Hex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"),
                        half + half)),
      "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a");
}

class FieldCipherTest : public ::testing::TestWithParam<FieldProfile> {
 protected:
  const std::string key_ = RandomBytes(kFieldKeySize);
  const FieldCipher cipher_{GetParam(), "xuhui", {{1, key_}}};
  const FieldPlace place_{"person", "mobile", "0190"};
};

TEST_P(FieldCipherTest, OpensWhatItSealed) {
  for (const std::string& text : {std::string(), std::string("13800000000"), std::string("吴䶮")}) {
    EXPECT_EQ(*cipher_.Open(place_, cipher_.Seal(place_, text)), text);
  }
}

TEST_P(FieldCipherTest, EveryByteIsAuthenticated) {
  const std::string sealed = cipher_.Seal(place_, "310111199001151010");
  for (size_t i = 0; i < sealed.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string altered = sealed;
      altered[i] = static_cast<char>(altered[i] ^ (1 << bit));
      EXPECT_EQ(ReasonOf(cipher_.Open(place_, altered).status()), "FIELD_NOT_AUTHENTIC") << i;
    }
    EXPECT_FALSE(cipher_.Open(place_, sealed.substr(0, i)).ok()) << i;
  }
}

TEST_P(FieldCipherTest, AFieldOpensInItsPlaceOnly) {
  const std::string sealed = cipher_.Seal(place_, "13800000000");
  EXPECT_FALSE(cipher_.Open({"persons", "mobile", "0190"}, sealed).ok());
  EXPECT_FALSE(cipher_.Open({"person", "name", "0190"}, sealed).ok());
  EXPECT_FALSE(cipher_.Open({"person", "mobile", "0191"}, sealed).ok());
  const FieldCipher elsewhere(GetParam(), "minhang", {{1, key_}});
  EXPECT_FALSE(elsewhere.Open(place_, sealed).ok());
  const FieldCipher another(GetParam(), "xuhui", {{1, RandomBytes(kFieldKeySize)}});
  EXPECT_FALSE(another.Open(place_, sealed).ok());
}

TEST_P(FieldCipherTest, TheLastKeySealsAndOlderOnesOpen) {
  const std::string before = cipher_.Seal(place_, "old");
  const FieldCipher rotated(GetParam(), "xuhui", {{1, key_}, {2, RandomBytes(kFieldKeySize)}});
  EXPECT_EQ(*rotated.Open(place_, before), "old");
  EXPECT_FALSE(cipher_.Open(place_, rotated.Seal(place_, "new")).ok());
}

TEST_P(FieldCipherTest, EqualTextsLookDifferent) {
  std::set<std::string> seen;
  for (int i = 0; i < 10000; ++i) seen.insert(cipher_.Seal(place_, "13800000000"));
  EXPECT_EQ(seen.size(), 10000u);
}

INSTANTIATE_TEST_SUITE_P(Profiles, FieldCipherTest,
                         ::testing::Values(FieldProfile::kAes256Gcm, FieldProfile::kSm4CtrHmacSm3));

TEST(FieldProfileTest, BothProfilesLieSideBySide) {
  const std::string key = RandomBytes(kFieldKeySize);
  const FieldCipher national(FieldProfile::kSm4CtrHmacSm3, "xuhui", {{1, key}});
  const FieldCipher usual(FieldProfile::kAes256Gcm, "xuhui", {{1, key}});
  EXPECT_EQ(*national.Open({"t", "c", "r"}, usual.Seal({"t", "c", "r"}, "x")), "x");
  EXPECT_EQ(*usual.Open({"t", "c", "r"}, national.Seal({"t", "c", "r"}, "x")), "x");
}

}  // namespace
}  // namespace notary::crypto
