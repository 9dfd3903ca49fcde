#include "platform/crypto/certificate.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace notary::crypto {
namespace {

const absl::Time kBegin = absl::FromCivil(absl::CivilDay(2026, 1, 1), absl::UTCTimeZone());

std::string CertificateUntil(absl::Time end) {
  return Authority::Create({.common_name = "authority",
                            .dns_names = {},
                            .ip_addresses = {},
                            .not_before = kBegin,
                            .not_after = end})
      ->certificate_pem();
}

TEST(ExpiryTest, AChainEndsWithItsFirstCertificateThatEnds) {
  const absl::Time soon = kBegin + absl::Hours(24 * 30);
  const absl::Time later = kBegin + absl::Hours(24 * 300);
  EXPECT_EQ(*ExpiryOf(CertificateUntil(later)), later);
  EXPECT_EQ(*ExpiryOf(absl::StrCat(CertificateUntil(later), CertificateUntil(soon))), soon);
  EXPECT_EQ(*ExpiryOf(absl::StrCat(CertificateUntil(soon), CertificateUntil(later))), soon);
}

TEST(ExpiryTest, WhatIsNoCertificateHasNoEnd) {
  EXPECT_TRUE(absl::IsInvalidArgument(ExpiryOf("").status()));
  EXPECT_TRUE(absl::IsInvalidArgument(ExpiryOf("no certificate").status()));
}

}  // namespace
}  // namespace notary::crypto
