#include "platform/rpc/remote.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"

namespace notary::rpc {
namespace {

using config::v1::RemoteService;
using config::v1::TlsIdentity;

absl::Status Wrong(const RemoteService& service, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("remote_services: ", service.service(), ": ", what));
}

absl::StatusOr<std::unique_ptr<Channel>> Connect(const RemoteService& service,
                                                 const TlsIdentity& identity) {
  const std::string& address = service.address();
  if (absl::StartsWith(address, "unix:")) {
    if (!service.server_name().empty()) return Wrong(service, "a socket has no server_name");
    return Channel::ToSocket(address);
  }
  if (address.empty()) return Wrong(service, "address is missing");
  if (service.server_name().empty()) {
    return Wrong(service, "server_name is missing: TCP is always mutual TLS");
  }
  if (identity.certificate_file().empty() || identity.key_file().empty() ||
      identity.ca_file().empty()) {
    return Wrong(service, "remote_tls is not complete: TCP is always mutual TLS");
  }
  return Channel::ToTls({.address = address,
                         .server_name = service.server_name(),
                         .ca_file = identity.ca_file(),
                         .certificate_file = identity.certificate_file(),
                         .key_file = identity.key_file()});
}

}  // namespace

absl::StatusOr<std::vector<std::unique_ptr<Channel>>> RouteRemote(const config::v1::Config& config,
                                                                  const std::set<std::string>& own,
                                                                  Router& router) {
  std::vector<std::unique_ptr<Channel>> channels;
  for (const RemoteService& service : config.remote_services()) {
    if (own.contains(service.service())) continue;
    ASSIGN_OR_RETURN(std::unique_ptr<Channel> channel, Connect(service, config.remote_tls()));
    router.Route(service.service(), channel.get());
    channels.push_back(std::move(channel));
  }
  return channels;
}

absl::StatusOr<std::optional<TlsListen>> TlsListenOf(const config::v1::Config& config) {
  if (!config.has_tls_listen()) return std::nullopt;
  const config::v1::TlsListen& listen = config.tls_listen();
  if (listen.address().empty() || listen.certificate_file().empty() || listen.key_file().empty() ||
      listen.client_ca_file().empty()) {
    return absl::InvalidArgumentError(
        "tls_listen: needs address, certificate_file, key_file and client_ca_file");
  }
  return TlsListen{listen.address(), listen.certificate_file(), listen.key_file(),
                   listen.client_ca_file()};
}

}  // namespace notary::rpc
