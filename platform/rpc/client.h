// Calling a gRPC method by name. The types of request and response are checked against the protos
// at run time, so one small header serves every service and no stub code is generated (ADR
// 2026-11-24-services-bound-by-name).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"
#include "platform/base/status_macros.h"

namespace grpc {
class Channel;
}

namespace notary::rpc {

struct CallOptions {
  std::string authorization;  // "Bearer …", or empty
  std::string trace_id;
  absl::Duration timeout = absl::Seconds(3);
};

// Whether `method` ("/package.Service/Method") takes and gives these types.
bool MethodFits(absl::string_view method, const std::string& request_type,
                const std::string& response_type);

// A connection to one server. Thread-safe.
class Channel {
 public:
  explicit Channel(std::shared_ptr<grpc::Channel> channel) : channel_(std::move(channel)) {}

  // Channels to one address share a connection; kOwn makes a new one.
  enum class Connection { kShared, kOwn };

  // "unix:/path"; without credentials, so only for sockets of this machine.
  static std::unique_ptr<Channel> ToSocket(const std::string& address,
                                           Connection connection = Connection::kShared);

  // host:port over mutual TLS. The server's certificate must be of the CA and name `server_name`. A
  // name with several addresses ("dns:///name:port") gets each call at the next of them. NOT_FOUND
  // or FAILED_PRECONDITION for a file that is absent or too open.
  struct Tls {
    std::string address;
    std::string server_name;
    std::string ca_file;
    std::string certificate_file;
    std::string key_file;
  };
  static absl::StatusOr<std::unique_ptr<Channel>> ToTls(
      const Tls& tls, Connection connection = Connection::kShared);

  // done runs on a gRPC thread: it must not block.
  void Start(const std::string& method, const std::string& request, const CallOptions& options,
             std::function<void(absl::StatusOr<std::string>)> done);

  // Blocks the calling thread; never call it from `done` above.
  absl::StatusOr<std::string> CallBytes(const std::string& method, const std::string& request,
                                        const CallOptions& options);

  // Pre: the method takes this request and gives this response.
  template <typename Response>
  absl::StatusOr<Response> Call(const std::string& method, const google::protobuf::Message& request,
                                const CallOptions& options) {
    CheckTypes(method, request.GetDescriptor()->full_name(), Response::descriptor()->full_name());
    ASSIGN_OR_RETURN(const std::string bytes,
                     CallBytes(method, request.SerializeAsString(), options));
    Response response;
    if (!response.ParseFromString(bytes)) return absl::DataLossError("response does not parse");
    return response;
  }

 private:
  static void CheckTypes(const std::string& method, const std::string& request,
                         const std::string& response);

  const std::shared_ptr<grpc::Channel> channel_;
};

// Which channel a method goes to: the process itself, or the address configured for the service.
// Thread-safe: a server takes calls, which look for routes, before it has one to itself.
class Router {
 public:
  // `channel` outlives the router's use.
  void Route(const std::string& service, Channel* channel);

  // Full names of the services that have a route.
  std::vector<std::string> Services() const;

  // nullptr when no channel is known for the service of `method`.
  Channel* Find(absl::string_view method) const;

 private:
  mutable absl::Mutex mutex_;
  std::map<std::string, Channel*> routes_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::rpc
