#include "platform/rpc/client.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "platform/base/check.h"
#include "platform/crypto/file.h"
#include "platform/rpc/bytes.h"
#include "platform/rpc/certificate_metric.h"
#include "platform/rpc/status.h"

namespace notary::rpc {
namespace {

struct PendingCall {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
};

grpc::ChannelArguments Arguments(Channel::Connection connection) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, connection == Channel::Connection::kOwn);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  return arguments;
}

// gRPC 1.51 frees its shared callback queue with the last channel that used it, and aborts when a
// call is still finishing then (ref_counted.h: prior > 0). One channel that is never freed keeps
// the queue for the life of the process.
void PinCallbackQueue() {
  struct Pin {
    std::shared_ptr<grpc::Channel> channel;
    PendingCall call;
  };
  // Never destroyed, and in static storage, where a leak checker finds what it holds.
  alignas(Pin) static unsigned char storage[sizeof(Pin)];
  static const bool pinned = [] {
    Pin& pin = *new (storage) Pin();
    pin.channel = grpc::CreateChannel("unix:/nonexistent", grpc::InsecureChannelCredentials());
    pin.call.request = ToBuffer("");
    pin.call.context.set_deadline(std::chrono::system_clock::now());
    grpc::GenericStub(pin.channel)
        .UnaryCall(&pin.call.context, "/pin/Pin", grpc::StubOptions(), &pin.call.request,
                   &pin.call.response, [](const grpc::Status&) {});
    return true;
  }();
  static_cast<void>(pinned);
}

}  // namespace

bool MethodFits(absl::string_view method, const std::string& request_type,
                const std::string& response_type) {
  if (method.empty() || method[0] != '/') return false;
  std::string name(method.substr(1));
  const size_t slash = name.find('/');
  if (slash == std::string::npos) return false;
  name[slash] = '.';
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  return descriptor != nullptr && descriptor->input_type()->full_name() == request_type &&
         descriptor->output_type()->full_name() == response_type;
}

std::unique_ptr<Channel> Channel::ToSocket(const std::string& address, Connection connection) {
  const grpc::ChannelArguments arguments = Arguments(connection);
  return std::make_unique<Channel>(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

absl::StatusOr<std::unique_ptr<Channel>> Channel::ToTls(const Tls& tls, Connection connection) {
  grpc::SslCredentialsOptions options;
  ASSIGN_OR_RETURN(options.pem_root_certs, crypto::ReadSmallFile(tls.ca_file));
  ASSIGN_OR_RETURN(options.pem_cert_chain, crypto::ReadSmallFile(tls.certificate_file));
  ASSIGN_OR_RETURN(options.pem_private_key, crypto::ReadSecretFile(tls.key_file));
  NoteCertificate(tls.certificate_file, options.pem_cert_chain);
  grpc::ChannelArguments arguments = Arguments(connection);
  arguments.SetSslTargetNameOverride(tls.server_name);
  arguments.SetLoadBalancingPolicyName("round_robin");
  // gRPC asks for names again when a peer goes, at most every 30 s: for so long a client that knew
  // only that peer would call nobody, while another has long taken its place.
  arguments.SetInt(GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 250);
  // Notices a peer that vanished without a word; twice as seldom as a server of ours allows.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  return std::make_unique<Channel>(
      grpc::CreateCustomChannel(tls.address, grpc::SslCredentials(options), arguments));
}

void Channel::Start(const std::string& method, const std::string& request,
                    const CallOptions& options,
                    std::function<void(absl::StatusOr<std::string>)> done) {
  PinCallbackQueue();
  auto call = std::make_unique<PendingCall>();
  if (!options.authorization.empty()) {
    call->context.AddMetadata("authorization", options.authorization);
  }
  if (!options.trace_id.empty()) call->context.AddMetadata("x-trace-id", options.trace_id);
  call->context.set_deadline(absl::ToChronoTime(absl::Now() + options.timeout));
  call->request = ToBuffer(request);
  PendingCall& pending = *call;
  grpc::GenericStub(channel_).UnaryCall(&pending.context, method, grpc::StubOptions(),
                                        &pending.request, &pending.response,
                                        [owned = std::shared_ptr<PendingCall>(std::move(call)),
                                         done = std::move(done)](const grpc::Status& status) {
                                          if (status.ok()) {
                                            done(ToBytes(owned->response));
                                          } else {
                                            done(FromGrpc(status));
                                          }
                                        });
}

absl::StatusOr<std::string> Channel::CallBytes(const std::string& method,
                                               const std::string& request,
                                               const CallOptions& options) {
  absl::StatusOr<std::string> result = absl::UnknownError("not called");
  absl::Notification finished;
  Start(method, request, options, [&](absl::StatusOr<std::string> response) {
    result = std::move(response);
    finished.Notify();
  });
  finished.WaitForNotification();
  return result;
}

void Channel::CheckTypes(const std::string& method, const std::string& request,
                         const std::string& response) {
  if (MethodFits(method, request, response)) return;
  internal::CheckFailed(__FILE__, __LINE__, absl::StrCat(method, "(", request, ") → ", response));
}

void Router::Route(const std::string& service, Channel* channel) {
  absl::MutexLock lock(&mutex_);
  routes_[service] = channel;
}

std::vector<std::string> Router::Services() const {
  std::vector<std::string> names;
  absl::ReaderMutexLock lock(&mutex_);
  for (const auto& [name, channel] : routes_) names.push_back(name);
  return names;
}

Channel* Router::Find(absl::string_view method) const {
  const size_t slash = method.rfind('/');
  if (slash == absl::string_view::npos || slash == 0) return nullptr;
  const std::string service(method.substr(1, slash - 1));
  absl::ReaderMutexLock lock(&mutex_);
  const auto route = routes_.find(service);
  return route == routes_.end() ? nullptr : route->second;
}

}  // namespace notary::rpc
