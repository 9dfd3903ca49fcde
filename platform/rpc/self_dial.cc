#include "platform/rpc/self_dial.h"

#include "absl/strings/str_cat.h"

namespace notary::rpc {
namespace {

absl::Status AskHealth(Channel& channel) {
  return channel
      .CallBytes("/grpc.health.v1.Health/Check", "", CallOptions{.timeout = absl::Seconds(3)})
      .status();
}

}  // namespace

absl::Status DialSocket(const std::string& socket_path) {
  return AskHealth(
      *Channel::ToSocket(absl::StrCat("unix:", socket_path), Channel::Connection::kOwn));
}

absl::Status DialTls(const Channel::Tls& tls) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Channel> channel,
                   Channel::ToTls(tls, Channel::Connection::kOwn));
  return AskHealth(*channel);
}

}  // namespace notary::rpc
