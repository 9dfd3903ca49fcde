#include "cmd/notaryctl/init_certificates.h"

#include "absl/time/clock.h"

namespace notary::ctl {
namespace {

constexpr absl::Duration kValid = absl::Hours(24 * 365 * 5);

crypto::CertificateRequest RequestFor(std::vector<std::string> dns_names,
                                      std::vector<std::string> ip_addresses) {
  const absl::Time now = absl::Now();
  std::string common_name = dns_names.front();
  return {.common_name = std::move(common_name),
          .dns_names = std::move(dns_names),
          .ip_addresses = std::move(ip_addresses),
          .not_before = now - absl::Hours(1),
          .not_after = now + kValid};
}

}  // namespace

absl::StatusOr<crypto::Authority> NewAuthority(const Folder& folder, const std::string& name,
                                               const std::string& file) {
  ASSIGN_OR_RETURN(crypto::Authority authority, crypto::Authority::Create(RequestFor({name}, {})));
  RETURN_IF_ERROR(folder.Secret(file, authority.certificate_pem()));
  return authority;
}

absl::Status WriteCertified(const Folder& folder, const crypto::Authority& authority,
                            const std::string& file, const std::vector<std::string>& dns_names,
                            const std::vector<std::string>& ip_addresses) {
  const crypto::SigningKey key = crypto::SigningKey::Generate(crypto::KeyType::kP256);
  ASSIGN_OR_RETURN(const crypto::VerifyingKey half, key.Public());
  ASSIGN_OR_RETURN(const std::string certificate,
                   authority.Issue(half, RequestFor(dns_names, ip_addresses)));
  RETURN_IF_ERROR(folder.Secret(file + ".key", key.Pem()));
  return folder.Secret(file + ".crt", certificate);
}

}  // namespace notary::ctl
