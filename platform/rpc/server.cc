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
#include "platform/base/failure_log.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/file.h"
#include "platform/metrics/metrics.h"
#include "platform/rpc/bytes.h"
#include "platform/rpc/call_metrics.h"
#include "platform/rpc/certificate_metric.h"
#include "platform/rpc/self_dial.h"
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

// Whoever calls with the number of a request that failed must be answered, in an office that logs
// no calls. Refusals are not failures: who was refused has been told why.
void LogFailure(const RawCall& call, const absl::Status& status, absl::Duration took) {
  const absl::StatusCode code = status.code();
  const bool our_fault = code == absl::StatusCode::kInternal ||
                         code == absl::StatusCode::kUnknown || code == absl::StatusCode::kDataLoss;
  const bool passing =
      code == absl::StatusCode::kUnavailable || code == absl::StatusCode::kDeadlineExceeded;
  if (!our_fault && !passing) return;
  const std::optional<int64_t> left_out = Failures().Admit(absl::Now());
  if (!left_out) return;
  Log(our_fault ? Severity::kError : Severity::kWarning, "rpc_failed",
      {{"method", call.method},
       {"trace", call.trace_id},
       {"status", status},
       {"detail", Impersonal(status.message())},
       {"took_ms", took},
       {"left_out", *left_out}});
}

// One method as gRPC sees it, which keeps the pointer to the path.
struct Endpoint {
  Endpoint(const std::string& service, const std::string& method, const BoundMethod& bound)
      : path(absl::StrCat("/", service, "/", method)), method(bound), metrics(service, method) {}

  const std::string path;
  const BoundMethod& method;
  CallMetrics metrics;
};

// One service as gRPC sees it: raw bytes in, raw bytes out, all work on the executor.
class GrpcAdapter final : public grpc::Service {
 public:
  GrpcAdapter(rpc::Service service, Pipeline& pipeline, int threads, int max_queued)
      : service_(std::move(service)),
        pipeline_(pipeline),
        refused_(metrics::CounterOf("notary_executor_refused_total",
                                    "Calls refused because the queue of the service was full",
                                    {{"service", service_.full_name()}})),
        depth_(metrics::GaugeOf("notary_executor_queued", "Calls that wait for a thread",
                                {{"service", service_.full_name()}})),
        executor_(threads, max_queued),
        measure_depth_([this] { depth_.Set(static_cast<double>(executor_.queued())); }) {
    int index = 0;
    for (const auto& [name, method] : service_.methods()) {
      Endpoint& endpoint =
          *endpoints_.emplace_back(std::make_unique<Endpoint>(service_.full_name(), name, method));
      AddMethod(new grpc::internal::RpcServiceMethod(
          endpoint.path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
      MarkMethodRawCallback(
          index++,
          new grpc::internal::CallbackUnaryHandler<grpc::ByteBuffer, grpc::ByteBuffer>(
              [this, &endpoint](grpc::CallbackServerContext* context,
                                const grpc::ByteBuffer* request, grpc::ByteBuffer* response) {
                return Take(endpoint, *context, *request, *response);
              }));
    }
  }

  void Stop() { executor_.Stop(); }

 private:
  grpc::ServerUnaryReactor* Take(Endpoint& endpoint, grpc::CallbackServerContext& context,
                                 const grpc::ByteBuffer& request, grpc::ByteBuffer& response) {
    const absl::Time start = absl::Now();
    grpc::ServerUnaryReactor* reactor = context.DefaultReactor();
    RawCall raw{.method = endpoint.path,
                .authorization = Metadata(context, "authorization"),
                .trace_id = Metadata(context, "x-trace-id"),
                .body = ToBytes(request),
                .deadline = absl::FromChrono(context.deadline())};
    if (raw.trace_id.empty() || raw.trace_id.size() > 64) raw.trace_id = NewId(start);
    const std::string trace_id = raw.trace_id;
    const bool taken =
        executor_.TrySubmit([this, &endpoint, reactor, &response, raw = std::move(raw), start] {
          Work(endpoint, raw, start, *reactor, response);
        });
    if (!taken) {
      refused_.Increment();
      endpoint.metrics.Note(absl::StatusCode::kResourceExhausted, absl::Now() - start);
      reactor->Finish(ToGrpc(QueueFull(), trace_id));
    }
    return reactor;
  }

  void Work(Endpoint& endpoint, const RawCall& raw, absl::Time start,
            grpc::ServerUnaryReactor& reactor, grpc::ByteBuffer& response) {
    absl::StatusOr<std::string> bytes = pipeline_.Run(endpoint.method, raw);
    if (bytes.ok()) response = ToBuffer(*bytes);
    const absl::StatusCode code = bytes.status().code();
    const absl::Duration took = absl::Now() - start;
    LogFailure(raw, bytes.status(), took);
    endpoint.metrics.Note(code, took);
    Log(Severity::kDebug, "rpc",
        {{"method", raw.method},
         {"trace", raw.trace_id},
         {"status", bytes.status()},
         {"took_ms", took}});
    reactor.Finish(ToGrpc(bytes.status(), raw.trace_id));
  }

  const rpc::Service service_;
  Pipeline& pipeline_;
  std::vector<std::unique_ptr<Endpoint>> endpoints_;
  const metrics::Counter refused_;
  const metrics::Gauge depth_;
  Executor executor_;
  const metrics::ScrapeHook measure_depth_;  // last: reads the executor
};

}  // namespace

struct Server::Impl {
  Impl(ServerOptions options, const Clock& clock, const TokenVerifier& verifier)
      : options(std::move(options)), pipeline(clock, verifier, this->options.rate_limit) {}

  ServerOptions options;
  Pipeline pipeline;
  std::vector<std::unique_ptr<GrpcAdapter>> adapters;
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<Channel> in_process;
  absl::Notification stopping;
  bool drained = false;
  int tls_port = 0;
  Channel::Tls to_myself;  // with tls
  std::thread keep_awake;
  std::unique_ptr<Watchdog> watchdog;  // with a listener
};

namespace {

// gRPC 1.51 callback threads doze 100 ms after a second without work (p90 82 ms on the next call).
// A health check to ourselves every 250 ms keeps them awake for next to nothing.
void KeepAwake(Channel& channel, const absl::Notification& stopping) {
  while (!stopping.WaitForNotificationWithTimeout(absl::Milliseconds(250))) {
    channel.CallBytes("/grpc.health.v1.Health/Check", "", CallOptions{}).IgnoreError();
  }
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MutualTls(const TlsListen& tls) {
  ASSIGN_OR_RETURN(std::string key, crypto::ReadSecretFile(tls.key_file));
  ASSIGN_OR_RETURN(std::string certificate, crypto::ReadSmallFile(tls.certificate_file));
  NoteCertificate(tls.certificate_file, certificate);
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  ASSIGN_OR_RETURN(options.pem_root_certs, crypto::ReadSmallFile(tls.client_ca_file));
  options.pem_key_cert_pairs.push_back({std::move(key), std::move(certificate)});
  return grpc::SslServerCredentials(options);
}

// How the process reaches its own TLS port: with the server's certificate as a client's.
absl::StatusOr<Channel::Tls> ToMyself(const TlsListen& tls, int port) {
  ASSIGN_OR_RETURN(const std::string certificate, crypto::ReadSmallFile(tls.certificate_file));
  ASSIGN_OR_RETURN(const std::string name, crypto::DnsNameOf(certificate));
  std::string host = tls.address.substr(0, tls.address.rfind(':'));
  if (host == "0.0.0.0" || host == "[::]") host = "127.0.0.1";
  return Channel::Tls{.address = absl::StrCat(host, ":", port),
                      .server_name = name,
                      .ca_file = tls.client_ca_file,
                      .certificate_file = tls.certificate_file,
                      .key_file = tls.key_file};
}

// What measurements against Debian's gRPC 1.51 asked for; streams are calls in flight.
void SetLimits(grpc::ServerBuilder& builder, int max_message_bytes) {
  builder.SetMaxReceiveMessageSize(max_message_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, 8 << 10);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 100);
}

// Connections of other machines also end: idle ones, those whose peer is gone, and old ones, so
// that clients spread again over the replicas there are.
void SetTcpLimits(grpc::ServerBuilder& builder) {
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, 5 * 60'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, 30 * 60'000);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, 10'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, 60'000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 30'000);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2);
}

}  // namespace

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions given,
                                                      std::vector<Service> services,
                                                      const Clock& clock,
                                                      const TokenVerifier& verifier) {
  auto impl = std::make_unique<Impl>(std::move(given), clock, verifier);
  const ServerOptions& options = impl->options;
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  SetLimits(builder, options.max_message_bytes);
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
    SetTcpLimits(builder);
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
  std::unique_ptr<Server> server(new Server(std::move(impl)));
  RETURN_IF_ERROR(server->WatchListeners());
  return server;
}

Server::~Server() { Drain(absl::Seconds(5)); }

absl::Status Server::WatchListeners() {
  const ServerOptions& options = impl_->options;
  if (options.socket_path.empty() && !options.tls) return absl::OkStatus();
  if (options.tls) {
    ASSIGN_OR_RETURN(impl_->to_myself, ToMyself(*options.tls, impl_->tls_port));
  }
  const absl::Status reached = SelfDial();
  if (!reached.ok()) {
    return absl::UnavailableError(absl::StrCat(
        "does not answer itself; is its certificate one of client_ca_file? ", reached.message()));
  }
  impl_->watchdog = std::make_unique<Watchdog>(
      options.self_dial_interval, [this] { return SelfDial(); }, options.on_dead_listener);
  return absl::OkStatus();
}

absl::Status Server::SelfDial() const {
  const ServerOptions& options = impl_->options;
  if (!options.socket_path.empty()) RETURN_IF_ERROR(DialSocket(options.socket_path));
  if (options.tls) RETURN_IF_ERROR(DialTls(impl_->to_myself));
  return absl::OkStatus();
}

int Server::tls_port() const { return impl_->tls_port; }

Channel& Server::in_process() { return *impl_->in_process; }

void Server::Drain(absl::Duration grace) {
  if (impl_->drained) return;
  impl_->drained = true;
  impl_->watchdog.reset();
  impl_->server->GetHealthCheckService()->SetServingStatus(false);
  impl_->stopping.Notify();
  impl_->keep_awake.join();
  impl_->server->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  for (const auto& adapter : impl_->adapters) adapter->Stop();
  impl_->server->Wait();
}

}  // namespace notary::rpc
