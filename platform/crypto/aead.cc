#include "platform/crypto/aead.h"

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/openssl.h"

namespace notary::crypto {
namespace {

absl::Status OpenFailed() {
  ERR_clear_error();
  return MakeError(absl::StatusCode::kUnauthenticated, "AEAD_OPEN_FAILED",
                   {"密文校验失败", "The encrypted text is not authentic"});
}

}  // namespace

std::string SealWithNonce(absl::string_view key, absl::string_view nonce,
                          absl::string_view plaintext, absl::string_view associated) {
  NOTARY_CHECK(key.size() == kAeadKeySize && nonce.size() == kAeadNonceSize);
  const CipherContextPtr context(EVP_CIPHER_CTX_new());
  std::string out(plaintext.size() + kAeadTagSize, '\0');
  int size = 0;
  NOTARY_CHECK(
      EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, Bytes(key), Bytes(nonce)) == 1);
  NOTARY_CHECK(EVP_EncryptUpdate(context.get(), nullptr, &size, Bytes(associated),
                                 static_cast<int>(associated.size())) == 1);
  NOTARY_CHECK(EVP_EncryptUpdate(context.get(), Bytes(out), &size, Bytes(plaintext),
                                 static_cast<int>(plaintext.size())) == 1);
  unsigned char* tag = Bytes(out) + plaintext.size();
  NOTARY_CHECK(EVP_EncryptFinal_ex(context.get(), tag, &size) == 1);
  NOTARY_CHECK(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kAeadTagSize, tag) == 1);
  return out;
}

absl::StatusOr<std::string> OpenWithNonce(absl::string_view key, absl::string_view nonce,
                                          absl::string_view sealed, absl::string_view associated) {
  NOTARY_CHECK(key.size() == kAeadKeySize);
  if (nonce.size() != kAeadNonceSize || sealed.size() < kAeadTagSize) return OpenFailed();
  const absl::string_view text = sealed.substr(0, sealed.size() - kAeadTagSize);
  std::string tag(sealed.substr(text.size()));
  const CipherContextPtr context(EVP_CIPHER_CTX_new());
  std::string out(text.size(), '\0');
  int size = 0;
  NOTARY_CHECK(
      EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, Bytes(key), Bytes(nonce)) == 1);
  NOTARY_CHECK(
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kAeadTagSize, tag.data()) == 1);
  NOTARY_CHECK(EVP_DecryptUpdate(context.get(), nullptr, &size, Bytes(associated),
                                 static_cast<int>(associated.size())) == 1);
  NOTARY_CHECK(EVP_DecryptUpdate(context.get(), Bytes(out), &size, Bytes(text),
                                 static_cast<int>(text.size())) == 1);
  if (EVP_DecryptFinal_ex(context.get(), Bytes(tag), &size) != 1) return OpenFailed();
  return out;
}

std::string Seal(absl::string_view key, absl::string_view plaintext, absl::string_view associated) {
  const std::string nonce = RandomBytes(kAeadNonceSize);
  return absl::StrCat(nonce, SealWithNonce(key, nonce, plaintext, associated));
}

absl::StatusOr<std::string> Open(absl::string_view key, absl::string_view sealed,
                                 absl::string_view associated) {
  if (sealed.size() < kAeadNonceSize) return OpenFailed();
  return OpenWithNonce(key, sealed.substr(0, kAeadNonceSize), sealed.substr(kAeadNonceSize),
                       associated);
}

}  // namespace notary::crypto
