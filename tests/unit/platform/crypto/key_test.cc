#include "platform/crypto/key.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"

namespace notary::crypto {
namespace {

std::string FromHex(const char* hex) { return *HexDecode(hex); }

std::string TemporaryPath(const char* name) {
  const std::string path =
      absl::StrCat(testing::TempDir(), "key_test_", name, "_", HexEncode(RandomBytes(4)), ".pem");
  std::remove(path.c_str());
  return path;
}

// GB/T 32918.5 annex A, also domain.md 11.
const std::string kPx = FromHex("09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
const std::string kPy = FromHex("ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
const std::string kZ = FromHex("b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3");
const std::string kE = FromHex("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
const std::string kR = FromHex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3");
const std::string kS = FromHex("b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

std::string Sm2VectorPem() {
  const std::string spki_head = FromHex("3059301306072a8648ce3d020106082a811ccf5501822d03420004");
  return absl::StrCat("-----BEGIN PUBLIC KEY-----\n",
                      absl::Base64Escape(absl::StrCat(spki_head, kPx, kPy)),
                      "\n-----END PUBLIC KEY-----\n");
}

// Both numbers have their top bit set, so DER puts a zero byte before each.
std::string Sm2VectorSignature() {
  return absl::StrCat(FromHex("3046022100"), kR, FromHex("022100"), kS);
}

TEST(Sm2Test, ZAndEOfTheStandard) {
  const std::string a = FromHex("fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc");
  const std::string b = FromHex("28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93");
  const std::string gx =
      FromHex("32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7");
  const std::string gy =
      FromHex("bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0");
  const std::string z =
      Sm3(absl::StrCat(FromHex("0080"), "1234567812345678", a, b, gx, gy, kPx, kPy));
  EXPECT_EQ(HexEncode(z), HexEncode(kZ));
  EXPECT_EQ(HexEncode(Sm3(absl::StrCat(kZ, "message digest"))), HexEncode(kE));
}

TEST(Sm2Test, VerifiesTheSignatureOfTheStandard) {
  const auto key = VerifyingKey::FromPem(Sm2VectorPem());
  ASSERT_TRUE(key.ok()) << key.status();
  EXPECT_EQ(key->type(), KeyType::kSm2);
  EXPECT_TRUE(key->Verify("message digest", Sm2VectorSignature()).ok());
  EXPECT_EQ(ReasonOf(key->Verify("message digesT", Sm2VectorSignature())), "SIGNATURE_INVALID");
  EXPECT_EQ(ReasonOf(key->Verify("message digest", absl::StrCat(kR, kS))), "SIGNATURE_INVALID");
}

class EveryKeyTypeTest : public testing::TestWithParam<KeyType> {};

TEST_P(EveryKeyTypeTest, VerifiesOwnSignaturesOnly) {
  const SigningKey key = SigningKey::Generate(GetParam());
  const VerifyingKey ours = *key.Public();
  const VerifyingKey other = *SigningKey::Generate(GetParam()).Public();
  for (const std::string& message :
       {std::string(), std::string("text"), std::string(100000, 'x')}) {
    const std::string signature = key.Sign(message);
    EXPECT_TRUE(ours.Verify(message, signature).ok());
    EXPECT_FALSE(ours.Verify(message + "!", signature).ok());
    EXPECT_FALSE(ours.Verify(message, signature + "!").ok());
    EXPECT_FALSE(ours.Verify(message, "").ok());
    EXPECT_FALSE(other.Verify(message, signature).ok());
  }
}

TEST_P(EveryKeyTypeTest, SurvivesPem) {
  const SigningKey key = SigningKey::Generate(GetParam());
  const auto again = SigningKey::FromPem(key.Pem());
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->type(), GetParam());
  EXPECT_EQ(again->Public()->id(), key.Public()->id());
  EXPECT_EQ(again->Public()->id().size(), 64);
  const auto public_again = VerifyingKey::FromPem(key.Public()->Pem());
  ASSERT_TRUE(public_again.ok()) << public_again.status();
  EXPECT_TRUE(public_again->Verify("text", again->Sign("text")).ok());
}

INSTANTIATE_TEST_SUITE_P(All, EveryKeyTypeTest,
                         testing::Values(KeyType::kSm2, KeyType::kP256, KeyType::kEd25519,
                                         KeyType::kRsa));

TEST(KeyTest, RefusesWhatIsNoKeyOfOurs) {
  EXPECT_EQ(ReasonOf(VerifyingKey::FromPem("").status()), "KEY_UNREADABLE");
  EXPECT_EQ(ReasonOf(SigningKey::FromPem("-----BEGIN PRIVATE KEY-----").status()),
            "KEY_UNREADABLE");
  // A P-384 key: a good one, but no protocol of ours uses it.
  EXPECT_EQ(ReasonOf(VerifyingKey::FromPem(
                         "-----BEGIN PUBLIC KEY-----\n"
                         "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE9rBq0TX0AhkaiCLWuUJrtASb/kZ9Wggo\n"
                         "EC/ro5PrmFRgU1hFJWWKQl+sioAABB9aNPtACFXh2AzZwY2MToBLeNL+XkXDSyTC\n"
                         "32NrkKOfdCXRMwFiyk9vfUG2cV36z9TR\n"
                         "-----END PUBLIC KEY-----\n")
                         .status()),
            "KEY_TYPE_UNSUPPORTED");
}

TEST(KeyFileTest, OneThatOthersMayReadIsRefused) {
  const std::string path = TemporaryPath("open");
  const SigningKey made = SigningKey::Generate(KeyType::kEd25519);
  ASSERT_TRUE(WriteNewFile(path, made.Pem()).ok());
  EXPECT_EQ(SigningKey::FromFile(path)->Public()->id(), made.Public()->id());
  ASSERT_EQ(chmod(path.c_str(), 0644), 0);
  EXPECT_EQ(ReasonOf(SigningKey::FromFile(path).status()), "KEY_FILE_TOO_OPEN");
}

TEST(CertificateTest, CarriesTheKeyItWasIssuedFor) {
  const absl::Time now = absl::FromUnixSeconds(1767225600);
  const auto authority = Authority::Create({.common_name = "test authority",
                                            .dns_names = {},
                                            .ip_addresses = {},
                                            .not_before = now,
                                            .not_after = now + absl::Hours(24)});
  ASSERT_TRUE(authority.ok()) << authority.status();
  const VerifyingKey key = *SigningKey::Generate(KeyType::kP256).Public();
  const auto pem = authority->Issue(key, {.common_name = "register",
                                          .dns_names = {"localhost"},
                                          .ip_addresses = {"127.0.0.1"},
                                          .not_before = now,
                                          .not_after = now + absl::Hours(24)});
  ASSERT_TRUE(pem.ok()) << pem.status();
  EXPECT_EQ(VerifyingKey::FromPem(*pem)->id(), key.id());
  EXPECT_EQ(ReasonOf(authority
                         ->Issue(key, {.common_name = "x",
                                       .dns_names = {},
                                       .ip_addresses = {"no address"},
                                       .not_before = now,
                                       .not_after = now})
                         .status()),
            "CERTIFICATE_REQUEST_INVALID");
}

TEST(CertificateTest, RefusesTheNameOfTheAuthorityItself) {
  const absl::Time now = absl::FromUnixSeconds(1767225600);
  const CertificateRequest request{.common_name = "test authority",
                                   .dns_names = {},
                                   .ip_addresses = {},
                                   .not_before = now,
                                   .not_after = now + absl::Hours(24)};
  const VerifyingKey key = *SigningKey::Generate(KeyType::kP256).Public();
  EXPECT_EQ(ReasonOf(Authority::Create(request)->Issue(key, request).status()),
            "CERTIFICATE_REQUEST_INVALID");
}

}  // namespace
}  // namespace notary::crypto
