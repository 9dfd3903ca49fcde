#include "platform/crypto/sm4.h"

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/openssl.h"

namespace notary::crypto {
namespace {

constexpr size_t kKeySize = 32;
constexpr size_t kBlockSize = 16;
constexpr size_t kTagSize = 32;

struct Keys {
  std::string cipher;  // 16 bytes
  std::string mac;     // 32 bytes
};

Keys Derive(absl::string_view key) {
  NOTARY_CHECK(key.size() == kKeySize);
  return {HmacSm3(key, "onevisit sm4").substr(0, kBlockSize), HmacSm3(key, "onevisit hmac-sm3")};
}

// The length of the associated data comes first, so that no byte can move between the parts.
std::string Tag(absl::string_view key, absl::string_view associated, absl::string_view text) {
  return HmacSm3(key, absl::StrCat(associated.size(), "|", associated, text));
}

}  // namespace

std::string Sm4Ctr(absl::string_view key, absl::string_view counter, absl::string_view data) {
  NOTARY_CHECK(key.size() == kBlockSize && counter.size() == kBlockSize);
  const CipherContextPtr context(EVP_CIPHER_CTX_new());
  std::string out(data.size(), '\0');
  int size = 0;
  NOTARY_CHECK(
      EVP_EncryptInit_ex(context.get(), EVP_sm4_ctr(), nullptr, Bytes(key), Bytes(counter)) == 1);
  NOTARY_CHECK(EVP_EncryptUpdate(context.get(), Bytes(out), &size, Bytes(data),
                                 static_cast<int>(data.size())) == 1);
  return out;
}

std::string SealSm4(absl::string_view key, absl::string_view plaintext,
                    absl::string_view associated) {
  const Keys keys = Derive(key);
  const std::string nonce = RandomBytes(kBlockSize);
  const std::string text = absl::StrCat(nonce, Sm4Ctr(keys.cipher, nonce, plaintext));
  return absl::StrCat(text, Tag(keys.mac, associated, text));
}

absl::StatusOr<std::string> OpenSm4(absl::string_view key, absl::string_view sealed,
                                    absl::string_view associated) {
  const Keys keys = Derive(key);
  const bool whole = sealed.size() >= kBlockSize + kTagSize;
  const absl::string_view text = whole ? sealed.substr(0, sealed.size() - kTagSize) : "";
  const absl::string_view tag = whole ? sealed.substr(text.size()) : "";
  if (!whole || !ConstantTimeEquals(Tag(keys.mac, associated, text), tag)) {
    return MakeError(absl::StatusCode::kUnauthenticated, "AEAD_OPEN_FAILED",
                     {"密文校验失败", "The encrypted text is not authentic"});
  }
  return Sm4Ctr(keys.cipher, text.substr(0, kBlockSize), text.substr(kBlockSize));
}

}  // namespace notary::crypto
