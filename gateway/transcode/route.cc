#include "gateway/transcode/route.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/transcode/json_value.h"
#include "google/api/annotations.pb.h"
#include "notary/platform/v1/access.pb.h"
#include "platform/base/status_macros.h"

namespace notary::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using platform::v1::AccessRule;

// {HTTP method, path}; empty for a rule without a pattern.
std::pair<std::string, std::string> Pattern(const google::api::HttpRule& rule) {
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return {"GET", rule.get()};
    case google::api::HttpRule::kPut:
      return {"PUT", rule.put()};
    case google::api::HttpRule::kPost:
      return {"POST", rule.post()};
    case google::api::HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case google::api::HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    default:
      return {};
  }
}

bool OnlyForServices(const AccessRule& rule) {
  return !rule.anonymous() && std::all_of(rule.roles().begin(), rule.roles().end(), [](int role) {
    return role == platform::v1::ROLE_SYSTEM;
  });
}

absl::StatusOr<FieldPath> SessionField(const Descriptor& response) {
  FieldPath found;
  for (int i = 0; i < response.field_count(); ++i) {
    const FieldDescriptor* field = response.field(i);
    if (field->is_repeated() || field->message_type() != platform::v1::Session::descriptor())
      continue;
    if (!found.empty()) return absl::InvalidArgumentError("two fields of type Session");
    found = {field};
  }
  if (found.empty()) return absl::InvalidArgumentError("no field of type Session");
  return found;
}

// A message type that has a form of its own in JSON and that the edge does not know, in `type` or
// within it; nullptr when there is none.
const Descriptor* FindForeign(const Descriptor& type, std::set<const Descriptor*>& seen) {
  if (IsForeign(type)) return &type;
  if (!seen.insert(&type).second) return nullptr;
  for (int i = 0; i < type.field_count(); ++i) {
    const Descriptor* inner = type.field(i)->message_type();
    if (inner == nullptr) continue;
    if (const Descriptor* found = FindForeign(*inner, seen)) return found;
  }
  return nullptr;
}

class Builder {
 public:
  explicit Builder(const MethodDescriptor& method) : method_(method) {}

  absl::StatusOr<std::vector<Route>> Build() {
    const AccessRule& access = method_.options().GetExtension(platform::v1::access);
    if (OnlyForServices(access)) return std::vector<Route>();
    std::set<const Descriptor*> seen;
    for (const Descriptor* type : {method_.input_type(), method_.output_type()}) {
      const Descriptor* foreign = FindForeign(*type, seen);
      if (foreign == nullptr) continue;
      return absl::InvalidArgumentError(absl::StrCat("no JSON form for ", foreign->full_name()));
    }
    base_.method = &method_;
    base_.rpc = absl::StrCat("/", method_.service()->full_name(), "/", method_.name());
    base_.anonymous = access.anonymous();
    base_.sends_message = access.sends_message();
    base_.session = method_.options().GetExtension(platform::v1::session);
    if (base_.session == platform::v1::SESSION_STARTS) {
      ASSIGN_OR_RETURN(base_.session_field, SessionField(*method_.output_type()));
    }
    base_.content = method_.options().GetExtension(platform::v1::content);
    if (method_.options().HasExtension(google::api::http)) {
      const auto& rule = method_.options().GetExtension(google::api::http);
      RETURN_IF_ERROR(AddJson(rule));
      for (const auto& another : rule.additional_bindings()) RETURN_IF_ERROR(AddJson(another));
    }
    if (base_.content.has_upload()) RETURN_IF_ERROR(AddUpload(base_.content.upload()));
    if (base_.content.has_download()) RETURN_IF_ERROR(AddDownload(base_.content.download()));
    if (base_.content.has_form()) RETURN_IF_ERROR(CheckForm(base_.content.form()));
    return std::move(routes_);
  }

 private:
  absl::Status AddJson(const google::api::HttpRule& rule) {
    const auto [http_method, path] = Pattern(rule);
    if (path.empty()) return absl::InvalidArgumentError("a rule without a path");
    Route route = base_;
    RETURN_IF_ERROR(SetPath(http_method, path, route));
    if (rule.body() == "*") {
      route.body = Route::Body::kWhole;
    } else if (!rule.body().empty()) {
      route.body = Route::Body::kField;
      route.body_field = FieldNamed(*method_.input_type(), rule.body());
      if (route.body_field == nullptr) return absl::InvalidArgumentError("no such body field");
    }
    if (!rule.response_body().empty()) {
      route.response_body = FieldNamed(*method_.output_type(), rule.response_body());
      const bool fits = route.response_body != nullptr && !route.response_body->is_repeated() &&
                        route.response_body->message_type() != nullptr;
      if (!fits) return absl::InvalidArgumentError("response_body must be a message field");
    }
    if (route.IsSafe() && route.body != Route::Body::kNone) {
      return absl::InvalidArgumentError("GET with a body");
    }
    routes_.push_back(std::move(route));
    return absl::OkStatus();
  }

  absl::Status AddUpload(const platform::v1::Upload& upload) {
    RETURN_IF_ERROR(Is(*method_.input_type(), upload.data(), FieldDescriptor::TYPE_BYTES));
    RETURN_IF_ERROR(Is(*method_.input_type(), upload.offset(), FieldDescriptor::TYPE_INT64));
    RETURN_IF_ERROR(Is(*method_.output_type(), upload.received(), FieldDescriptor::TYPE_INT64));
    return AddRaw("PUT", upload.path(), Route::Kind::kUpload);
  }

  absl::Status AddDownload(const platform::v1::Download& download) {
    RETURN_IF_ERROR(Is(*method_.output_type(), download.data(), FieldDescriptor::TYPE_BYTES));
    if (download.offset().empty() != download.last().empty()) {
      return absl::InvalidArgumentError("offset and last go together");
    }
    if (!download.offset().empty()) {
      RETURN_IF_ERROR(Is(*method_.input_type(), download.offset(), FieldDescriptor::TYPE_INT64));
      RETURN_IF_ERROR(Is(*method_.output_type(), download.last(), FieldDescriptor::TYPE_BOOL));
    }
    return AddRaw("GET", download.path(), Route::Kind::kDownload);
  }

  absl::Status CheckForm(const platform::v1::Form& form) {
    const Descriptor& request = *method_.input_type();
    RETURN_IF_ERROR(Is(request, form.data(), FieldDescriptor::TYPE_BYTES));
    RETURN_IF_ERROR(Is(request, form.media_type(), FieldDescriptor::TYPE_STRING));
    RETURN_IF_ERROR(Is(request, form.size(), FieldDescriptor::TYPE_INT64));
    return Is(request, form.sha256(), FieldDescriptor::TYPE_STRING);
  }

  absl::Status AddRaw(const std::string& http_method, const std::string& path, Route::Kind kind) {
    Route route = base_;
    route.kind = kind;
    RETURN_IF_ERROR(SetPath(http_method, path, route));
    routes_.push_back(std::move(route));
    return absl::OkStatus();
  }

  absl::Status SetPath(const std::string& http_method, const std::string& path, Route& route) {
    route.http_method = http_method;
    route.path = path;
    ASSIGN_OR_RETURN(route.pattern, PathTemplate::Parse(path));
    for (const PathTemplate::Variable& variable : route.pattern.variables) {
      ASSIGN_OR_RETURN(FieldPath field, FindField(*method_.input_type(), variable.field));
      if (field.back()->type() != FieldDescriptor::TYPE_STRING) {
        return absl::InvalidArgumentError("a path variable must be a string field");
      }
      route.variables.push_back(std::move(field));
    }
    return absl::OkStatus();
  }

  static absl::Status Is(const Descriptor& message, const std::string& path,
                         FieldDescriptor::Type type) {
    ASSIGN_OR_RETURN(const FieldPath field, FindField(message, path));
    return field.back()->type() == type
               ? absl::OkStatus()
               : absl::InvalidArgumentError(absl::StrCat(path, " is of another type"));
  }

  const MethodDescriptor& method_;
  Route base_;
  std::vector<Route> routes_;
};

}  // namespace

const FieldDescriptor* FieldNamed(const Descriptor& message, absl::string_view name) {
  const FieldDescriptor* field = message.FindFieldByName(std::string(name));
  if (field != nullptr) return field;
  for (int i = 0; i < message.field_count(); ++i) {
    if (name == message.field(i)->json_name()) return message.field(i);
  }
  return nullptr;
}

absl::StatusOr<FieldPath> FindField(const Descriptor& message, absl::string_view path) {
  FieldPath found;
  const Descriptor* inside = &message;
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    const bool through = found.empty() || !found.back()->is_repeated();
    const FieldDescriptor* field =
        inside == nullptr || !through ? nullptr : FieldNamed(*inside, name);
    if (field == nullptr) return absl::NotFoundError(absl::StrCat("no field ", path));
    found.push_back(field);
    inside = field->message_type();
  }
  return found;
}

absl::StatusOr<std::vector<Route>> RoutesOf(const MethodDescriptor& method) {
  absl::StatusOr<std::vector<Route>> routes = Builder(method).Build();
  if (routes.ok()) return routes;
  return absl::InvalidArgumentError(
      absl::StrCat(method.full_name(), ": ", routes.status().message()));
}

}  // namespace notary::gateway
