#include "cmd/notaryctl/init_gateway.h"

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/init_certificates.h"

namespace notary::ctl {
namespace {

// Everybody who uses a demonstration has one address: 127.0.0.1.
constexpr double kPlenty = 100000;

}  // namespace

absl::Status WriteEdge(const Folder& folder) {
  ASSIGN_OR_RETURN(const crypto::Authority authority,
                   NewAuthority(folder, "OneVisit demonstration edge", kEdgeAuthority));
  return WriteCertified(folder, authority, "keys/edge", {"localhost"}, {"127.0.0.1"});
}

config::v1::Gateway EdgeConfig(const Folder& folder, int port) {
  config::v1::Gateway gateway;
  gateway.set_listen_address(absl::StrCat("127.0.0.1:", port));
  gateway.set_certificate_file(folder.Path("keys/edge.crt"));
  gateway.set_key_file(folder.Path("keys/edge.key"));
  gateway.add_hosts("localhost");
  gateway.add_hosts("127.0.0.1");
  config::v1::GatewayLimits& limits = *gateway.mutable_limits();
  limits.set_connections_per_address(1000);
  limits.set_address_requests_per_second(kPlenty);
  limits.set_address_burst(kPlenty);
  limits.set_address_messages_per_second(kPlenty);
  limits.set_address_message_burst(kPlenty);
  limits.set_caller_requests_per_second(kPlenty);
  limits.set_caller_burst(kPlenty);
  return gateway;
}

}  // namespace notary::ctl
