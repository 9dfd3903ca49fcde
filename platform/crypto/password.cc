#include "platform/crypto/password.h"

#include <sodium.h>

#include "platform/base/check.h"

namespace notary::crypto {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr size_t kMemoryBytes = size_t{64} << 20;

void Start() {
  static const int started = sodium_init();
  NOTARY_CHECK(started >= 0);
}

// Of nothing anybody knows.
const std::string& DummyHash() {
  static const auto& hash = *new std::string([] {
    std::string random(32, '\0');
    randombytes_buf(random.data(), random.size());
    return HashPassword(random);
  }());
  return hash;
}

bool Verify(const std::string& hash, absl::string_view password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace

std::string HashPassword(absl::string_view password) {
  Start();
  char out[crypto_pwhash_STRBYTES];
  NOTARY_CHECK(crypto_pwhash_str_alg(out, password.data(), password.size(), kPasses, kMemoryBytes,
                                     crypto_pwhash_ALG_ARGON2ID13) == 0);
  return out;
}

bool IsPasswordOf(absl::string_view hash, absl::string_view password) {
  Start();
  const std::string text(hash);
  const bool is_hash =
      crypto_pwhash_str_needs_rehash(text.c_str(), kPasses, kMemoryBytes) >= 0 && !text.empty();
  const bool fits = Verify(is_hash ? text : DummyHash(), password);
  return is_hash && fits;
}

}  // namespace notary::crypto
