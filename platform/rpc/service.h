// A gRPC service made of plain functions. Each function is bound by the name it has in the proto:
//
//   rpc::Service ApplicationService::Bind() {
//     rpc::Service service("notary.application.v1.ApplicationService");
//     service.Method("SubmitApplication", this, &ApplicationService::SubmitApplication);
//     …
//
// No reactor, no generated base class: requests and responses cross as bytes, so that parsing runs
// on our threads, a stored response is returned as it was, and this header stays cheap to include.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "platform/rpc/call.h"
#include "platform/rpc/canonical.h"

namespace notary::rpc {

// A method without its types: the parsed request in, the serialized response out.
using Handler =
    std::function<absl::StatusOr<std::string>(const Call&, const google::protobuf::Message&)>;

struct BoundMethod {
  platform::v1::AccessRule access;                       // as the proto declares it
  std::unique_ptr<google::protobuf::Message> prototype;  // an empty request
  Handler handler;
};

class Service {
 public:
  // Pre: the name is that of a service in the linked protos.
  explicit Service(std::string full_name) : full_name_(std::move(full_name)) {}

  // `object` must outlive the server. Pre: the proto has this method, unary, with these types.
  template <typename T, typename Request, typename Response>
  void Method(absl::string_view name, T* object,
              absl::StatusOr<Response> (T::*function)(const Call&, const Request&)) {
    Add(name, Request::descriptor()->full_name(), Response::descriptor()->full_name(),
        {{},
         std::make_unique<Request>(),
         [object, function](const Call& call, const google::protobuf::Message& request)
             -> absl::StatusOr<std::string> {
           absl::StatusOr<Response> response =
               (object->*function)(call, static_cast<const Request&>(request));
           if (!response.ok()) return response.status();
           return CanonicalBytes(*response);
         }});
  }

  // Pre: every method of the proto is bound and has an access rule. Called by the server at start.
  void CheckComplete() const;

  const std::string& full_name() const { return full_name_; }
  // By method name.
  const std::map<std::string, BoundMethod>& methods() const { return methods_; }

 private:
  void Add(absl::string_view name, const std::string& request, const std::string& response,
           BoundMethod method);

  std::string full_name_;
  std::map<std::string, BoundMethod> methods_;
};

}  // namespace notary::rpc
