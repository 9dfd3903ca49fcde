#include "platform/crypto/totp.h"

#include <liboath/oath.h>

#include <cstdlib>

#include "platform/base/check.h"
#include "platform/crypto/digest.h"

namespace notary::crypto {
namespace {

constexpr unsigned kDigits = 6;

void Start() {
  static const int started = oath_init();
  NOTARY_CHECK(started == OATH_OK);
}

}  // namespace

std::string TotpCode(absl::string_view secret, int64_t step) {
  Start();
  char code[kDigits + 1] = {};
  NOTARY_CHECK(oath_hotp_generate(secret.data(), secret.size(), static_cast<uint64_t>(step),
                                  kDigits, /*add_checksum=*/false, OATH_HOTP_DYNAMIC_TRUNCATION,
                                  code) == OATH_OK);
  return code;
}

std::optional<int64_t> MatchTotp(absl::string_view secret, absl::string_view code, absl::Time now,
                                 int64_t last_used) {
  const int64_t step = absl::ToUnixSeconds(now) / absl::ToInt64Seconds(kTotpStep);
  std::optional<int64_t> matched;
  for (const int64_t candidate : {step - 1, step, step + 1}) {
    const bool equal = ConstantTimeEquals(TotpCode(secret, candidate), code);
    if (equal && candidate > last_used) matched = candidate;
  }
  return matched;
}

std::string Base32(absl::string_view bytes) {
  Start();
  char* encoded = nullptr;
  size_t size = 0;
  NOTARY_CHECK(oath_base32_encode(bytes.data(), bytes.size(), &encoded, &size) == OATH_OK);
  std::string text(encoded, size);
  std::free(encoded);
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

}  // namespace notary::crypto
