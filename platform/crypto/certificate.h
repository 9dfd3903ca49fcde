// X.509 certificates for closed circles: a private authority for mutual TLS between an office and
// an agency, first runs, demonstrations and tests. A public edge gets its certificate from a public
// CA.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/crypto/key.h"

namespace notary::crypto {

struct CertificateRequest {
  std::string common_name;
  std::vector<std::string> dns_names;  // for a server; "127.0.0.1" goes into ip_addresses
  std::vector<std::string> ip_addresses;
  absl::Time not_before;
  absl::Time not_after;
};

// A certificate authority: its key and its self-signed certificate. P-256, because TLS libraries
// that know no SM2 must be able to check it.
class Authority {
 public:
  static absl::StatusOr<Authority> Create(const CertificateRequest& request);

  // PEM of a certificate over `key`, for use as TLS server and client.
  absl::StatusOr<std::string> Issue(const VerifyingKey& key,
                                    const CertificateRequest& request) const;

  const std::string& certificate_pem() const { return certificate_pem_; }

 private:
  Authority(SigningKey key, std::string certificate_pem);

  SigningKey key_;
  std::string certificate_pem_;
};

// The first DNS name a certificate (PEM) is for. INVALID_ARGUMENT when it has none or is none.
absl::StatusOr<std::string> DnsNameOf(absl::string_view certificate_pem);

// When the first of these certificates (PEM, one or a chain) ends. INVALID_ARGUMENT when there is
// none.
absl::StatusOr<absl::Time> ExpiryOf(absl::string_view certificates_pem);

}  // namespace notary::crypto
