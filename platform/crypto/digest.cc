#include "platform/crypto/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "platform/base/check.h"
#include "platform/crypto/openssl.h"

namespace notary::crypto {
namespace {

std::string Digest(const EVP_MD* algorithm, absl::string_view data) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  NOTARY_CHECK(EVP_Digest(data.data(), data.size(), Bytes(out), &size, algorithm, nullptr) == 1);
  out.resize(size);
  return out;
}

std::string Hmac(const EVP_MD* algorithm, absl::string_view key, absl::string_view data) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  NOTARY_CHECK(HMAC(algorithm, key.data(), static_cast<int>(key.size()), Bytes(data), data.size(),
                    Bytes(out), &size) != nullptr);
  out.resize(size);
  return out;
}

}  // namespace

std::string Sha256(absl::string_view data) { return Digest(EVP_sha256(), data); }
std::string Sm3(absl::string_view data) { return Digest(EVP_sm3(), data); }
std::string Md5ForSfProtocol(absl::string_view data) { return Digest(EVP_md5(), data); }

std::string HmacSha256(absl::string_view key, absl::string_view data) {
  return Hmac(EVP_sha256(), key, data);
}

std::string HmacSm3(absl::string_view key, absl::string_view data) {
  return Hmac(EVP_sm3(), key, data);
}

std::string RandomBytes(size_t count) {
  std::string out(count, '\0');
  NOTARY_CHECK(RAND_bytes(Bytes(out), static_cast<int>(count)) == 1);
  return out;
}

bool ConstantTimeEquals(absl::string_view a, absl::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace notary::crypto
