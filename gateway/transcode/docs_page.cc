#include "gateway/transcode/docs_page.h"

#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gateway/transcode/comments.h"
#include "gateway/transcode/public_path.h"
#include "notary/platform/v1/access.pb.h"

namespace notary::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

std::string Escape(absl::string_view text) {
  return absl::StrReplaceAll(text,
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string TypeOf(const FieldDescriptor& field) {
  if (field.is_map()) return "map of strings";
  std::string type = field.message_type() != nullptr ? field.message_type()->name()
                     : field.enum_type() != nullptr  ? field.enum_type()->name()
                                                     : field.type_name();
  return field.is_repeated() ? absl::StrCat("list of ", type) : type;
}

std::string FieldTable(const Descriptor& message) {
  if (message.field_count() == 0) return "<p>No fields.</p>";
  std::string rows;
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    const bool required = field.options().GetExtension(platform::v1::field).required();
    absl::StrAppend(&rows, "<tr><th scope=\"row\"><code>", Escape(field.json_name()),
                    "</code></th><td>", Escape(TypeOf(field)), required ? ", required" : "",
                    "</td><td>", Escape(CommentOn(field.full_name())), "</td></tr>");
  }
  return absl::StrCat("<table><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Type</th>",
                      "<th scope=\"col\">Meaning</th></tr></thead><tbody>", rows,
                      "</tbody></table>");
}

std::string WhoMay(const Route& route) {
  if (route.anonymous) return "anybody";
  std::vector<std::string> roles;
  for (int role : route.method->options().GetExtension(platform::v1::access).roles()) {
    roles.push_back(platform::v1::Role_Name(static_cast<platform::v1::Role>(role)));
  }
  std::string text;
  for (const std::string& role : roles) absl::StrAppend(&text, text.empty() ? "" : ", ", role);
  return text;
}

std::string Section(const Route& route) {
  return absl::StrCat("<details><summary><b>", route.http_method, "</b> <code>",
                      Escape(PublicPathOf(route.pattern).path), "</code></summary><p>",
                      Escape(CommentOn(route.method->full_name())),
                      "</p><p>May be called by: ", Escape(WhoMay(route)), "</p><h3>Request</h3>",
                      FieldTable(*route.method->input_type()), "<h3>Answer</h3>",
                      FieldTable(*route.method->output_type()), "</details>");
}

}  // namespace

std::string DocsPage(const RouteTable& routes) {
  std::map<std::string, std::string> services;
  for (const auto& route : routes.routes()) {
    const auto& service = *route->method->service();
    std::string& text = services[service.name()];
    if (text.empty()) {
      text = absl::StrCat("<h2>", Escape(service.name()), "</h2><p>",
                          Escape(CommentOn(service.full_name())), "</p>");
    }
    absl::StrAppend(&text, Section(*route));
  }
  std::string body;
  for (const auto& [name, text] : services) absl::StrAppend(&body, "<section>", text, "</section>");
  return absl::StrCat(
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width\"><title>OneVisit API</title>"
      "<link rel=\"stylesheet\" href=\"/docs.css\"></head><body><main><h1>OneVisit API</h1>"
      "<p>The same for programs: <a href=\"/openapi.json\">openapi.json</a> (OpenAPI 3.1).</p>",
      body, "</main></body></html>");
}

const std::string& DocsStyle() {
  static const auto& style = *new std::string(
      "body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#fff}"
      "main{max-width:70rem;margin:0 auto;padding:1rem}"
      "summary{cursor:pointer;padding:.5rem 0}summary b{display:inline-block;min-width:4.5rem}"
      "details{border-top:1px solid #ccc}details[open]{padding-bottom:1rem}"
      "table{border-collapse:collapse;width:100%}"
      "td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top}"
      "td{white-space:pre-line}code{font-family:ui-monospace,monospace}a{color:#0b57a4}");
  return style;
}

}  // namespace notary::gateway
