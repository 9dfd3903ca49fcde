#include "gateway/transcode/openapi.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gateway/transcode/comments.h"
#include "gateway/transcode/json_value.h"
#include "gateway/transcode/public_path.h"
#include "gateway/transcode/schema.h"
#include "notary/platform/v1/access.pb.h"

namespace notary::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

constexpr char kAbout[] =
    "Everything the office's services do, over HTTPS and JSON. Field names are lowerCamelCase; "
    "64-bit integers are strings; times carry their zone.\n\n"
    "**Names.** The `name` of a resource is its path below `/v1/`: "
    "`offices/xuhui/applications/0190…`; the parameters of a path are single segments of it.\n\n"
    "**Signing in.** A browser holds its session in a cookie that no script can read, and sends "
    "the header `X-CSRF-Token` with everything that changes something (`GET /v1/session` gives the "
    "token again after a reload, `GET /v1/self` says who is signed in). A program sends "
    "`Authorization: Bearer …` instead.\n\n"
    "**Repeating.** A `requestId` (a UUID chosen before the first try) makes a call safe to "
    "repeat: the same id is one effect and one answer.\n\n"
    "**What next.** An application names in `acts` what its state lets the caller do.\n\n"
    "**Watching.** Any GET of JSON with `Accept: text/event-stream` stays open and sends an event "
    "`change` with the whole answer each time it has changed. `GET /v1/watch` is a WebSocket that "
    "carries many: send `{\"watch\": \"a\", \"path\": \"/v1/…\"}`, hear "
    "`{\"watch\": \"a\", \"event\": \"change\", \"id\": \"…\", \"data\": {…}}`; "
    "`{\"unwatch\": \"a\"}` ends one.\n\n"
    "**Errors** have the form of AIP-193 in the language of `Accept-Language` (zh-CN or en); "
    "programs decide on `reason` of the detail ErrorInfo.";

class Writer {
 public:
  std::string Write(const RouteTable& table) {
    OrderedJson paths = OrderedJson::object();
    for (const auto& route : table.routes()) {
      const PublicPath path = PublicPathOf(route->pattern);
      paths[path.path][absl::AsciiStrToLower(route->http_method)] = Operation(*route, path);
    }
    paths["/v1/session"]["get"] = SessionOperation();
    OrderedJson document = {
        {"openapi", "3.1.0"},
        {"info", {{"title", "OneVisit"}, {"version", "1"}, {"description", kAbout}}},
        {"servers", OrderedJson::array({{{"url", "/"}}})},
        {"tags", Tags(table)},
        {"paths", std::move(paths)},
        {"components",
         {{"schemas", schemas_.Components()},
          {"responses", {{"Error", ErrorResponse()}}},
          {"securitySchemes", SecuritySchemes()}}}};
    document["components"]["schemas"]["Error"] = ErrorSchema();
    return document.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
  }

 private:
  OrderedJson Operation(const Route& route, const PublicPath& path) {
    const std::string& comment = CommentOn(route.method->full_name());
    OrderedJson operation = {{"operationId", OperationId(route)},
                             {"tags", OrderedJson::array({route.method->service()->name()})},
                             {"summary", SummaryOf(comment, route)}};
    if (!comment.empty()) operation["description"] = comment;
    OrderedJson parameters = Parameters(route, path);
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    OrderedJson body = RequestBody(route);
    if (!body.empty()) operation["requestBody"] = std::move(body);
    operation["responses"] = {{"200", Success(route)},
                              {"4XX", {{"$ref", "#/components/responses/Error"}}},
                              {"default", {{"$ref", "#/components/responses/Error"}}}};
    operation["security"] = Security(route);
    OrderedJson roles = Roles(route);
    if (!roles.empty()) operation["x-roles"] = std::move(roles);
    // Not a second media type of the answer: generated clients would take every answer for either.
    if (route.IsSafe() && route.kind == Route::Kind::kJson) operation["x-watch"] = true;
    return operation;
  }

  // Unique: a method has at most one route with a body in JSON and one for each raw direction.
  std::string OperationId(const Route& route) {
    std::string id = absl::StrCat(route.method->service()->name(), "_", route.method->name());
    if (route.kind == Route::Kind::kUpload) absl::StrAppend(&id, "_Upload");
    if (route.kind == Route::Kind::kDownload) absl::StrAppend(&id, "_Download");
    std::string unique = id;
    for (int i = 2; !ids_.insert(unique).second; ++i) unique = absl::StrCat(id, "_", i);
    return unique;
  }

  // The first sentence.
  static std::string SummaryOf(const std::string& comment, const Route& route) {
    if (comment.empty()) return route.method->name();
    const std::string line = absl::StrReplaceAll(comment, {{"\n", " "}});
    const size_t end = line.find(". ");
    return end == std::string::npos ? line : line.substr(0, end + 1);
  }

  OrderedJson Parameters(const Route& route, const PublicPath& path) {
    OrderedJson list = OrderedJson::array();
    for (const std::string& name : path.parameters) {
      list.push_back(
          {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    if (route.kind == Route::Kind::kUpload) {
      list.push_back({{"name", "Upload-Offset"},
                      {"in", "header"},
                      {"description", "Where the body goes on; absent: from the start."},
                      {"schema", {{"type", "integer"}, {"minimum", 0}}}});
      return list;
    }
    if (route.body != Route::Body::kWhole) AddQuery(route, *route.method->input_type(), "", list);
    return list;
  }

  void AddQuery(const Route& route, const Descriptor& message, const std::string& prefix,
                OrderedJson& list) {
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor& field = *message.field(i);
      if (&field == route.body_field || IsInPath(route, field) || field.is_map()) continue;
      const std::string name = absl::StrCat(prefix, field.json_name());
      const bool plain = field.message_type() == nullptr || IsWrittenAsText(*field.message_type());
      if (plain) {
        OrderedJson parameter = {{"name", name}, {"in", "query"}};
        const std::string& comment = CommentOn(field.full_name());
        if (!comment.empty()) parameter["description"] = comment;
        if (field.options().GetExtension(platform::v1::field).required()) {
          parameter["required"] = true;
        }
        parameter["schema"] =
            field.is_repeated() ? OrderedJson{{"type", "array"}, {"items", schemas_.ValueOf(field)}}
                                : schemas_.ValueOf(field);
        list.push_back(std::move(parameter));
      } else if (!field.is_repeated() && prefix.empty()) {
        AddQuery(route, *field.message_type(), absl::StrCat(name, "."), list);
      }
    }
  }

  static bool IsInPath(const Route& route, const FieldDescriptor& field) {
    return std::any_of(route.variables.begin(), route.variables.end(),
                       [&](const FieldPath& path) { return path.back() == &field; });
  }

  OrderedJson RequestBody(const Route& route) {
    if (route.kind == Route::Kind::kUpload) {
      return {{"required", true},
              {"content", {{"application/octet-stream", OrderedJson::object()}}}};
    }
    if (route.body == Route::Body::kNone || route.kind != Route::Kind::kJson) return {};
    OrderedJson schema;
    if (route.body == Route::Body::kField) {
      schema = schemas_.RefTo(*route.body_field->message_type());
    } else {
      std::set<const FieldDescriptor*> in_path;
      for (const FieldPath& path : route.variables) in_path.insert(path.back());
      schema = schemas_.ObjectOf(*route.method->input_type(), in_path);
    }
    OrderedJson content = {{"application/json", {{"schema", std::move(schema)}}}};
    if (route.content.has_form()) {
      content["multipart/form-data"] = {
          {"schema",
           {{"type", "object"},
            {"properties", {{"file", {{"type", "string"}, {"contentMediaType", "*/*"}}}}},
            {"required", OrderedJson::array({"file"})}}}};
    }
    return {{"required", true}, {"content", std::move(content)}};
  }

  OrderedJson Success(const Route& route) {
    if (route.kind == Route::Kind::kDownload) {
      return {{"description", "The content."},
              {"content", {{"application/octet-stream", OrderedJson::object()}}}};
    }
    const Descriptor& type = route.response_body == nullptr ? *route.method->output_type()
                                                            : *route.response_body->message_type();
    OrderedJson content = {{"application/json", {{"schema", schemas_.RefTo(type)}}}};
    OrderedJson response = {{"description", "Done."}, {"content", std::move(content)}};
    if (route.kind == Route::Kind::kUpload) {
      response["headers"] = {{"Upload-Offset",
                              {{"description", "How much has arrived: where to go on."},
                               {"schema", {{"type", "integer"}}}}}};
    }
    return response;
  }

  static OrderedJson Security(const Route& route) {
    if (route.anonymous) return OrderedJson::array();
    OrderedJson session = {{"session", OrderedJson::array()}};
    if (!route.IsSafe()) session["csrf"] = OrderedJson::array();
    return OrderedJson::array({std::move(session), {{"token", OrderedJson::array()}}});
  }

  static OrderedJson Roles(const Route& route) {
    OrderedJson roles = OrderedJson::array();
    const auto& access = route.method->options().GetExtension(platform::v1::access);
    for (int role : access.roles()) {
      roles.push_back(platform::v1::Role_Name(static_cast<platform::v1::Role>(role)));
    }
    return roles;
  }

  static OrderedJson SessionOperation() {
    return {{"operationId", "GetSession"},
            {"tags", OrderedJson::array({"Session"})},
            {"summary", "Whether the browser is signed in, and its CSRF token."},
            {"responses",
             {{"200",
               {{"description", "Signed in."},
                {"content",
                 {{"application/json",
                   {{"schema",
                     {{"type", "object"},
                      {"properties", {{"csrfToken", {{"type", "string"}}}}},
                      {"required", OrderedJson::array({"csrfToken"})}}}}}}}}},
              {"4XX", {{"$ref", "#/components/responses/Error"}}},
              {"default", {{"$ref", "#/components/responses/Error"}}}}},
            {"security", OrderedJson::array({{{"session", OrderedJson::array()}}})}};
  }

  static OrderedJson Tags(const RouteTable& table) {
    OrderedJson tags = OrderedJson::array();
    std::set<std::string> seen;
    for (const auto& route : table.routes()) {
      const auto& service = *route->method->service();
      if (!seen.insert(service.name()).second) continue;
      tags.push_back({{"name", service.name()}, {"description", CommentOn(service.full_name())}});
    }
    tags.push_back({{"name", "Session"}, {"description", "The browser's session at this edge."}});
    return tags;
  }

  static OrderedJson ErrorResponse() {
    return {{"description", "Refused; nothing has changed unless the error says otherwise."},
            {"content",
             {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Error"}}}}}}}};
  }

  static OrderedJson ErrorSchema() {
    return {{"type", "object"},
            {"required", OrderedJson::array({"error"})},
            {"properties",
             {{"error",
               {{"type", "object"},
                {"required", OrderedJson::array({"code", "status", "message", "details"})},
                {"properties",
                 {{"code", {{"type", "integer"}, {"description", "HTTP status."}}},
                  {"status", {{"type", "string"}, {"description", "google.rpc.Code."}}},
                  {"message", {{"type", "string"}, {"description", "For people."}}},
                  {"details",
                   {{"type", "array"},
                    {"items",
                     {{"type", "object"},
                      {"required", OrderedJson::array({"@type"})},
                      {"properties", {{"@type", {{"type", "string"}}}}},
                      {"additionalProperties", true}}}}}}}}}}}};
  }

  static OrderedJson SecuritySchemes() {
    return {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-session"}}},
            {"csrf", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}},
            {"token", {{"type", "http"}, {"scheme", "bearer"}}}};
  }

  Schemas schemas_;
  std::set<std::string> ids_;
};

}  // namespace

std::string OpenApiDocument(const RouteTable& routes) { return Writer().Write(routes); }

}  // namespace notary::gateway
