#include "platform/crypto/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/openssl.h"

namespace notary::crypto {
namespace {

using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, Free<GENERAL_NAMES_free>>;
using NumberPtr = std::unique_ptr<BIGNUM, Free<BN_free>>;

absl::Status Refused() {
  ERR_clear_error();
  return InvalidField("certificate", "CERTIFICATE_REQUEST_INVALID",
                      {"证书参数无效", "The certificate cannot be made from these values"});
}

CertificatePtr ParseCertificate(absl::string_view pem) {
  const BioPtr bio = ReadBio(pem);
  return CertificatePtr(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

absl::Status Unreadable() {
  ERR_clear_error();
  return InvalidField("certificate", "CERTIFICATE_INVALID",
                      {"证书无法读取", "The certificate cannot be read"});
}

bool AddExtension(X509* certificate, X509* issuer, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

std::string AlternativeNames(const CertificateRequest& request) {
  std::vector<std::string> names;
  for (const std::string& name : request.dns_names) names.push_back(absl::StrCat("DNS:", name));
  for (const std::string& ip : request.ip_addresses) names.push_back(absl::StrCat("IP:", ip));
  return absl::StrJoin(names, ",");
}

// Version 3, a random 127-bit serial number (RFC 5280 4.1.2.2), the name, the time and the key.
bool FillBody(X509* certificate, const CertificateRequest& request, EVP_PKEY* key) {
  std::string serial = RandomBytes(16);
  serial[0] = static_cast<char>(serial[0] & 0x7F);
  const NumberPtr number(BN_bin2bn(Bytes(serial), static_cast<int>(serial.size()), nullptr));
  X509_NAME* name = X509_get_subject_name(certificate);
  return X509_set_version(certificate, X509_VERSION_3) == 1 &&
         BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr &&
         X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, Bytes(request.common_name),
                                    static_cast<int>(request.common_name.size()), -1, 0) == 1 &&
         ASN1_TIME_set(X509_getm_notBefore(certificate), absl::ToTimeT(request.not_before)) &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), absl::ToTimeT(request.not_after)) &&
         X509_set_pubkey(certificate, key) == 1;
}

absl::StatusOr<std::string> Sign(X509* certificate, const SigningKey& key) {
  NOTARY_CHECK(key.type() == KeyType::kP256);
  if (X509_sign(certificate, key.handle().get(), EVP_sha256()) == 0) return Refused();
  BioPtr out(BIO_new(BIO_s_mem()));
  NOTARY_CHECK(PEM_write_bio_X509(out.get(), certificate) == 1);
  return Contents(out.get());
}

}  // namespace

Authority::Authority(SigningKey key, std::string certificate_pem)
    : key_(std::move(key)), certificate_pem_(std::move(certificate_pem)) {}

absl::StatusOr<Authority> Authority::Create(const CertificateRequest& request) {
  SigningKey key = SigningKey::Generate(KeyType::kP256);
  const CertificatePtr certificate(X509_new());
  X509* const self = certificate.get();
  const bool filled = FillBody(self, request, key.handle().get()) &&
                      X509_set_issuer_name(self, X509_get_subject_name(self)) == 1 &&
                      AddExtension(self, self, NID_basic_constraints, "critical,CA:TRUE") &&
                      AddExtension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                      AddExtension(self, self, NID_subject_key_identifier, "hash");
  if (!filled) return Refused();
  ASSIGN_OR_RETURN(std::string pem, Sign(self, key));
  return Authority(std::move(key), std::move(pem));
}

absl::StatusOr<std::string> Authority::Issue(const VerifyingKey& key,
                                             const CertificateRequest& request) const {
  const CertificatePtr issuer = ParseCertificate(certificate_pem_);
  const CertificatePtr certificate(X509_new());
  X509* const made = certificate.get();
  const std::string pem = key.Pem();
  const BioPtr key_bio = ReadBio(pem);
  const KeyPtr subject(PEM_read_bio_PUBKEY(key_bio.get(), nullptr, nullptr, nullptr));
  const std::string names = AlternativeNames(request);
  const bool filled =
      FillBody(made, request, subject.get()) &&
      // Equal names would read as "signed by itself", and every verifier would refuse it.
      X509_NAME_cmp(X509_get_subject_name(made), X509_get_subject_name(issuer.get())) != 0 &&
      X509_set_issuer_name(made, X509_get_subject_name(issuer.get())) == 1 &&
      AddExtension(made, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") &&
      AddExtension(made, issuer.get(), NID_key_usage, "critical,digitalSignature") &&
      AddExtension(made, issuer.get(), NID_ext_key_usage, "serverAuth,clientAuth") &&
      AddExtension(made, issuer.get(), NID_authority_key_identifier, "keyid") &&
      (names.empty() || AddExtension(made, issuer.get(), NID_subject_alt_name, names));
  if (!filled) return Refused();
  return Sign(made, key_);
}

absl::StatusOr<std::string> DnsNameOf(absl::string_view certificate_pem) {
  const CertificatePtr certificate = ParseCertificate(certificate_pem);
  if (certificate == nullptr) return Unreadable();
  const NamesPtr names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_DNS) continue;
    const ASN1_IA5STRING* text = name->d.dNSName;
    return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                       static_cast<size_t>(ASN1_STRING_length(text)));
  }
  return InvalidField("certificate", "CERTIFICATE_WITHOUT_NAME",
                      {"证书没有DNS名称", "The certificate is for no DNS name"});
}

absl::StatusOr<absl::Time> ExpiryOf(absl::string_view certificates_pem) {
  const BioPtr bio = ReadBio(certificates_pem);
  absl::Time first = absl::InfiniteFuture();
  while (true) {
    const CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (certificate == nullptr) break;
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) return Unreadable();
    first = std::min(first, absl::FromTM(end, absl::UTCTimeZone()));
  }
  ERR_clear_error();  // that no further certificate comes is how the file ends
  if (first == absl::InfiniteFuture()) return Unreadable();
  return first;
}

}  // namespace notary::crypto
