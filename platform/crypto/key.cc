#include "platform/crypto/key.h"

#include <openssl/obj_mac.h>
#include <openssl/pem.h>

#include <optional>
#include <utility>

#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"
#include "platform/crypto/openssl.h"

namespace notary::crypto {
namespace {

constexpr absl::string_view kSm2Identity = "1234567812345678";  // GM/T 0009
constexpr int kRsaBitsMin = 2048;

absl::Status InvalidKey(absl::string_view reason, Text text) {
  ERR_clear_error();
  return InvalidField("key", reason, std::move(text));
}

std::optional<KeyType> TypeOf(const EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "SM2")) return KeyType::kSm2;
  if (EVP_PKEY_is_a(key, "ED25519")) return KeyType::kEd25519;
  if (EVP_PKEY_is_a(key, "RSA") && EVP_PKEY_get_bits(key) >= kRsaBitsMin) return KeyType::kRsa;
  char group[32] = "";
  const bool named =
      EVP_PKEY_is_a(key, "EC") && EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) == 1;
  if (named && absl::string_view(group) == SN_X9_62_prime256v1) return KeyType::kP256;
  return std::nullopt;
}

absl::StatusOr<KeyType> Accept(const EVP_PKEY* key) {
  if (key == nullptr) {
    return InvalidKey("KEY_UNREADABLE", {"密钥无法读取", "The key cannot be read"});
  }
  const std::optional<KeyType> type = TypeOf(key);
  if (!type) {
    return InvalidKey("KEY_TYPE_UNSUPPORTED",
                      {"不支持该密钥类型或长度", "This key type or size is not supported"});
  }
  return *type;
}

// Ed25519 brings its own hash.
const EVP_MD* DigestFor(KeyType type) {
  switch (type) {
    case KeyType::kSm2:
      return EVP_sm3();
    case KeyType::kEd25519:
      return nullptr;
    case KeyType::kP256:
    case KeyType::kRsa:
      return EVP_sha256();
  }
  return nullptr;
}

// A context in which the SM2 identity is already set: OpenSSL wants it before the digest starts.
// Pre: `keys` is alive as long as the returned context.
DigestContextPtr NewContext(EVP_PKEY* key, KeyType type, KeyContextPtr& keys) {
  DigestContextPtr context(EVP_MD_CTX_new());
  NOTARY_CHECK(context != nullptr);
  if (type != KeyType::kSm2) return context;
  keys.reset(EVP_PKEY_CTX_new(key, nullptr));
  NOTARY_CHECK(keys != nullptr);
  NOTARY_CHECK(EVP_PKEY_CTX_set1_id(keys.get(), kSm2Identity.data(),
                                    static_cast<int>(kSm2Identity.size())) > 0);
  EVP_MD_CTX_set_pkey_ctx(context.get(), keys.get());
  return context;
}

KeyPtr NewKey(KeyType type) {
  switch (type) {
    case KeyType::kSm2:
      return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2"));
    case KeyType::kP256:
      return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    case KeyType::kEd25519:
      return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    case KeyType::kRsa:
      return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", size_t{kRsaBitsMin}));
  }
  return nullptr;
}

std::string PublicDer(EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  NOTARY_CHECK(size > 0);
  std::string out(reinterpret_cast<const char*>(der), static_cast<size_t>(size));
  OPENSSL_free(der);
  return out;
}

std::string PublicPem(EVP_PKEY* key) {
  BioPtr out(BIO_new(BIO_s_mem()));
  NOTARY_CHECK(PEM_write_bio_PUBKEY(out.get(), key) == 1);
  return Contents(out.get());
}

}  // namespace

void KeyDeleter::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

VerifyingKey::VerifyingKey(KeyHandle handle, KeyType type)
    : handle_(std::move(handle)), type_(type), id_(HexEncode(Sha256(PublicDer(handle_.get())))) {}

absl::StatusOr<VerifyingKey> VerifyingKey::Adopt(KeyHandle handle) {
  ASSIGN_OR_RETURN(const KeyType type, Accept(handle.get()));
  return VerifyingKey(std::move(handle), type);
}

absl::StatusOr<VerifyingKey> VerifyingKey::FromPem(absl::string_view pem) {
  const BioPtr as_key = ReadBio(pem);
  KeyHandle key(PEM_read_bio_PUBKEY(as_key.get(), nullptr, nullptr, nullptr));
  if (key != nullptr) return Adopt(std::move(key));
  const BioPtr as_certificate = ReadBio(pem);
  const CertificatePtr certificate(
      PEM_read_bio_X509(as_certificate.get(), nullptr, nullptr, nullptr));
  return Adopt(KeyHandle(certificate ? X509_get_pubkey(certificate.get()) : nullptr));
}

absl::StatusOr<VerifyingKey> VerifyingKey::FromFile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string pem, ReadSmallFile(path));
  return FromPem(pem);
}

absl::Status VerifyingKey::Verify(absl::string_view message, absl::string_view signature) const {
  KeyContextPtr keys;
  const DigestContextPtr context = NewContext(handle_.get(), type_, keys);
  NOTARY_CHECK(
      EVP_DigestVerifyInit(context.get(), nullptr, DigestFor(type_), nullptr, handle_.get()) == 1);
  if (EVP_DigestVerify(context.get(), Bytes(signature), signature.size(), Bytes(message),
                       message.size()) == 1) {
    return absl::OkStatus();
  }
  ERR_clear_error();
  return MakeError(absl::StatusCode::kUnauthenticated, "SIGNATURE_INVALID",
                   {"签名无效", "The signature is not valid"});
}

std::string VerifyingKey::Pem() const { return PublicPem(handle_.get()); }

SigningKey::SigningKey(KeyHandle handle, KeyType type) : handle_(std::move(handle)), type_(type) {}

absl::StatusOr<SigningKey> SigningKey::FromPem(absl::string_view pem) {
  const BioPtr bio = ReadBio(pem);
  // An empty passphrase: an encrypted key file is refused instead of asking on the terminal.
  char no_passphrase[] = "";
  KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, no_passphrase));
  ASSIGN_OR_RETURN(const KeyType type, Accept(key.get()));
  return SigningKey(std::move(key), type);
}

absl::StatusOr<SigningKey> SigningKey::FromFile(const std::string& path) {
  ASSIGN_OR_RETURN(const std::string pem, ReadSecretFile(path));
  return FromPem(pem);
}

SigningKey SigningKey::Generate(KeyType type) {
  KeyPtr key = NewKey(type);
  NOTARY_CHECK(key != nullptr);
  return SigningKey(KeyHandle(key.release()), type);
}

std::string SigningKey::Sign(absl::string_view message) const {
  KeyContextPtr keys;
  const DigestContextPtr context = NewContext(handle_.get(), type_, keys);
  NOTARY_CHECK(
      EVP_DigestSignInit(context.get(), nullptr, DigestFor(type_), nullptr, handle_.get()) == 1);
  size_t size = 0;
  NOTARY_CHECK(EVP_DigestSign(context.get(), nullptr, &size, Bytes(message), message.size()) == 1);
  std::string signature(size, '\0');
  NOTARY_CHECK(
      EVP_DigestSign(context.get(), Bytes(signature), &size, Bytes(message), message.size()) == 1);
  signature.resize(size);  // DER signatures may come out shorter than announced
  return signature;
}

absl::StatusOr<VerifyingKey> SigningKey::Public() const {
  return VerifyingKey::FromPem(PublicPem(handle_.get()));
}

std::string SigningKey::Pem() const {
  BioPtr out(BIO_new(BIO_s_mem()));
  NOTARY_CHECK(PEM_write_bio_PKCS8PrivateKey(out.get(), handle_.get(), nullptr, nullptr, 0, nullptr,
                                             nullptr) == 1);
  return Contents(out.get());
}

}  // namespace notary::crypto
