// The edge's certificate is renewed while it runs; a pair that does not fit changes nothing.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/http/tls.h"
#include "platform/crypto/certificate.h"

namespace notary::gateway {
namespace {

namespace fs = std::filesystem;

class RenewedCertificateTest : public ::testing::Test {
 protected:
  RenewedCertificateTest() {
    fs::create_directories(folder_);
    options_.certificate_file = folder_ / "edge.crt";
    options_.key_file = folder_ / "edge.key";
  }
  ~RenewedCertificateTest() override { fs::remove_all(folder_); }

  struct Pair {
    std::string certificate, key;
  };
  Pair NewPair() const {
    const crypto::SigningKey key = crypto::SigningKey::Generate(crypto::KeyType::kP256);
    const absl::Time now = absl::Now();
    return {*authority_.Issue(*key.Public(), {.common_name = "edge",
                                              .dns_names = {"localhost"},
                                              .ip_addresses = {},
                                              .not_before = now - absl::Hours(1),
                                              .not_after = now + absl::Hours(24)}),
            key.Pem()};
  }

  static void Write(const std::string& path, const std::string& content) {
    std::ofstream(path) << content;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  }
  void Put(const Pair& pair) const {
    Write(options_.certificate_file, pair.certificate);
    Write(options_.key_file, pair.key);
  }

  const fs::path folder_ = fs::temp_directory_path() / absl::StrCat("renewed-", getpid());
  const crypto::Authority authority_ =
      *crypto::Authority::Create({.common_name = "authority",
                                  .dns_names = {},
                                  .ip_addresses = {},
                                  .not_before = absl::Now() - absl::Hours(1),
                                  .not_after = absl::Now() + absl::Hours(24)});
  Options options_;
};

TEST_F(RenewedCertificateTest, ANewPairIsForNewConnections) {
  Put(NewPair());
  ServerTls tls(options_);
  ASSERT_TRUE(tls.Load().ok());
  SSL_CTX* const first = tls.current();
  tls.Renew();
  EXPECT_EQ(tls.current(), first) << "nothing has changed";

  Put(NewPair());
  tls.Renew();
  EXPECT_NE(tls.current(), first);
}

TEST_F(RenewedCertificateTest, APairThatDoesNotFitChangesNothingUntilItDoes) {
  Put(NewPair());
  ServerTls tls(options_);
  ASSERT_TRUE(tls.Load().ok());
  SSL_CTX* const first = tls.current();

  const Pair next = NewPair();
  Write(options_.certificate_file, next.certificate);
  tls.Renew();
  EXPECT_EQ(tls.current(), first);
  fs::remove(options_.key_file);
  tls.Renew();
  EXPECT_EQ(tls.current(), first);

  Write(options_.key_file, next.key);
  tls.Renew();
  EXPECT_NE(tls.current(), first);
}

// OpenSSL compares a key with a certificate of its own type only.
TEST_F(RenewedCertificateTest, AKeyOfAnotherTypeDoesNotFit) {
  Put(NewPair());
  ServerTls tls(options_);
  ASSERT_TRUE(tls.Load().ok());
  SSL_CTX* const first = tls.current();

  Write(options_.key_file, crypto::SigningKey::Generate(crypto::KeyType::kEd25519).Pem());
  tls.Renew();
  EXPECT_EQ(tls.current(), first);
}

TEST_F(RenewedCertificateTest, WhatDoesNotFitAtStartIsSaid) {
  const Pair one = NewPair();
  Put({one.certificate, NewPair().key});
  EXPECT_FALSE(ServerTls(options_).Load().ok());
}

}  // namespace
}  // namespace notary::gateway
