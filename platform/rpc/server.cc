#include "platform/rpc/server.h"

#include <sys/stat.h>

#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/impl/codegen/server_callback_handlers.h"
#include "grpcpp/impl/codegen/service_type.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/server_callback.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/rpc/bytes.h"
#include "platform/rpc/status.h"
#include "platform/run/executor.h"

namespace notary::rpc {
namespace {

std::string Metadata(const grpc::CallbackServerContext& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  if (found == context.client_metadata().end()) return "";
  return {found->second.data(), found->second.size()};
}

absl::Status QueueFull() {
  return MakeError(absl::StatusCode::kResourceExhausted,
                   {.reason = "QUEUE_FULL",
                    .text = {"系统繁忙，请稍后再试", "The system is busy; please try again"},
                    .retry_after = absl::Seconds(1)});
}

// One service as gRPC sees it: raw bytes in, raw bytes out, all work on the executor.
class GrpcAdapter final : public grpc::Service {
 public:
  GrpcAdapter(rpc::Service service, Pipeline& pipeline, int threads, int max_queued)
      : service_(std::move(service)), pipeline_(pipeline), executor_(threads, max_queued) {
    int index = 0;
    for (const auto& [name, method] : service_.methods()) {
      const std::string& path = paths_
                                    .emplace_back(std::make_unique<std::string>(
                                        absl::StrCat("/", service_.full_name(), "/", name)))
                                    .
                                    operator*();
      AddMethod(new grpc::internal::RpcServiceMethod(
          path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
      MarkMethodRawCallback(
          index++,
          new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
              [this, &path, &method](grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
                return Take(path, method, *context, *request, *response);
              }));
    }
  }

  void Stop() { executor_.Stop(); }

 private:
  grpc::ServerUnaryReactor* Take(const std::string& path, const BoundMethod& method,
                                 grpc::CallbackServerContext& context,
                                 const grpc::ByteBuffer& request, grpc::ByteBuffer& response) {
    grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
    RawCall raw{.method = path,
                .authorization = Metadata(context, "authorization"),
                .trace_id = Metadata(context, "x-trace-id"),
                .body = ToBytes(request),
                .deadline = absl::FromChrono(context.deadline())};
    if (raw.trace_id.empty() || raw.trace_id.size() > 64) raw.trace_id = NewId(absl::Now());
    const std::string trace_id = raw.trace_id;
    const bool taken =
        executor_.TrySubmit([this, &method, reactor, &response, raw = std::move(raw)] {
          Work(method, raw, *reactor, response);
        });
    if (!taken) reactor->Finish(ToGrpc(QueueFull(), trace_id));
    return reactor;
  }

  void Work(const BoundMethod& method, const RawCall& raw, grpc::ServerUnaryReactor& reactor,
            grpc::ByteBuffer& response) {
    const absl::Time start = absl::Now();
    absl::StatusOr<std::string> bytes = pipeline_.Run(method, raw);
    if (bytes.ok()) response = ToBuffer(*bytes);
    const absl::StatusCode code = bytes.status().code();
    const bool our_fault = code == absl::StatusCode::kInternal ||
                           code == absl::StatusCode::kUnknown ||
                           code == absl::StatusCode::kDataLoss;
    // A database text may be in the message of our own faults; terse errors keep values out of it.
    if (our_fault) {
      Log(Severity::kError, "rpc_failed",
          {{"method", raw.method},
           {"trace", raw.trace_id},
           {"detail", std::string(bytes.status().message())}});
    }
    Log(Severity::kDebug, "rpc",
        {{"method", raw.method},
         {"trace", raw.trace_id},
         {"status", bytes.status()},
         {"took_ms", absl::Now() - start}});
    reactor.Finish(ToGrpc(bytes.status(), raw.trace_id));
  }

  const rpc::Service service_;
  Pipeline& pipeline_;
  std::vector<std::unique_ptr<std::string>> paths_;  // gRPC keeps pointers into these
  Executor executor_;
};

}  // namespace

struct Server::Impl {
  Impl(const Clock& clock, const TokenVerifier& verifier, RateLimit::Options limits)
      : pipeline(clock, verifier, limits) {}

  Pipeline pipeline;
  std::vector<std::unique_ptr<GrpcAdapter>> adapters;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Channel> in_process;
  absl::Notification stopping;
  bool drained = false;
  int tls_port = 0;
  std::thread keep_awake;
};

namespace {

// gRPC 1.51 callback threads doze 100 ms after a second without work (p90 82 ms on the next call).
// A health check to ourselves every 250 ms keeps them awake for next to nothing.
void KeepAwake(Channel& channel, const absl::Notification& stopping) {
  while (!stopping.WaitForNotificationWithTimeout(absl::Milliseconds(250))) {
    channel.CallBytes("/grpc.health.v1.Health/Check", "", CallOptions{}).IgnoreError();
  }
}

}  // namespace

namespace {

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MutualTls(const TlsListen& tls) {
  ASSIGN_OR_RETURN(std::string key, crypto::ReadSecretFile(tls.key_file));
  ASSIGN_OR_RETURN(std::string certificate, crypto::ReadSmallFile(tls.certificate_file));
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  ASSIGN_OR_RETURN(options.pem_root_certs, crypto::ReadSmallFile(tls.client_ca_file));
  options.pem_key_cert_pairs.push_back({std::move(key), std::move(certificate)});
  return grpc::SslServerCredentials(options);
}

}  // namespace

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions options,
                                                      std::vector<Service> services,
                                                      const Clock& clock,
                                                      const TokenVerifier& verifier) {
  auto impl = std::make_unique<Impl>(clock, verifier, options.rate_limit);
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 << 10);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 200);
  for (Service& service : services) {
    service.CheckComplete();
    impl->adapters.push_back(std::make_unique<GrpcAdapter>(
        std::move(service), impl->pipeline, options.threads_per_service,
        options.threads_per_service * options.queue_per_thread));
    builder.RegisterService(impl->adapters.back().get());
  }
  if (options.tls) {
    ASSIGN_OR_RETURN(const auto credentials, MutualTls(*options.tls));
    builder.AddListeningPort(options.tls->address, credentials, &impl->tls_port);
  }
  if (!options.socket_path.empty()) {
    const mode_t before = umask(0177);  // the socket is ours alone
    builder.AddListeningPort(absl::StrCat("unix:", options.socket_path),
                             grpc::InsecureServerCredentials());
    impl->server = builder.BuildAndStart();
    umask(before);
  } else {
    impl->server = builder.BuildAndStart();
  }
  if (impl->server == nullptr || (options.tls && impl->tls_port == 0)) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", options.socket_path, " ",
                                               options.tls ? options.tls->address : ""));
  }
  impl->in_process = std::make_unique<Channel>(impl->server->InProcessChannel({}));
  impl->keep_awake = std::thread(KeepAwake, std::ref(*impl->in_process), std::ref(impl->stopping));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::~Server() { Drain(absl::Seconds(5)); }

int Server::tls_port() const { return impl_->tls_port; }

Channel& Server::in_process() { return *impl_->in_process; }

void Server::Drain(absl::Duration grace) {
  if (impl_->drained) return;
  impl_->drained = true;
  impl_->server->GetHealthCheckService()->SetServingStatus(false);
  impl_->stopping.Notify();
  impl_->keep_awake.join();
  impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  for (const auto& adapter : impl_->adapters) adapter->Stop();
  impl_->server->Wait();
}

}  // namespace notary::rpc
