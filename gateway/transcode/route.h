// One address of the HTTP interface: an HTTP method and a path that stand for a method of a
// service.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/transcode/path_template.h"
#include "google/protobuf/descriptor.h"
#include "notary/platform/v1/content.pb.h"
#include "notary/platform/v1/session.pb.h"

namespace notary::gateway {

// A field inside a message, outermost first: application.name. Never through a repeated field.
using FieldPath = std::vector<const google::protobuf::FieldDescriptor*>;

// By proto or JSON names. NOT_FOUND when there is no such field.
absl::StatusOr<FieldPath> FindField(const google::protobuf::Descriptor& message,
                                    absl::string_view path);

// One field by either name, nullptr when there is none.
const google::protobuf::FieldDescriptor* FieldNamed(const google::protobuf::Descriptor& message,
                                                    absl::string_view name);

struct Route {
  // What travels in the HTTP bodies.
  enum class Kind { kJson, kUpload, kDownload };
  enum class Body { kNone, kWhole, kField };

  Kind kind = Kind::kJson;
  const google::protobuf::MethodDescriptor* method = nullptr;
  std::string rpc;          // "/package.Service/Method"
  std::string http_method;  // "POST"
  std::string path;         // as declared; names the route in logs and metrics
  PathTemplate pattern;
  std::vector<FieldPath> variables;  // one for each of pattern.variables
  Body body = Body::kNone;
  const google::protobuf::FieldDescriptor* body_field = nullptr;     // with kField
  const google::protobuf::FieldDescriptor* response_body = nullptr;  // nullptr: the whole response
  platform::v1::SessionEffect session = platform::v1::SESSION_EFFECT_UNSPECIFIED;
  FieldPath session_field;     // in the response, with SESSION_STARTS
  bool anonymous = false;      // the method needs no sign-in
  bool sends_message = false;  // to a number that the caller names
  platform::v1::Content content;

  // Whether a call may change something. GET and HEAD do not.
  bool IsSafe() const { return http_method == "GET"; }
};

// The routes of a method: google.api.http with its additional bindings, and what Content adds.
// Empty for a method that only services of this system may call. INVALID_ARGUMENT for an annotation
// that does not fit the method.
absl::StatusOr<std::vector<Route>> RoutesOf(const google::protobuf::MethodDescriptor& method);

}  // namespace notary::gateway
