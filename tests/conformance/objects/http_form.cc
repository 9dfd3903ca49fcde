#include "tests/conformance/objects/http_form.h"

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gateway/transcode/binder.h"
#include "google/protobuf/util/json_util.h"
#include "platform/base/check.h"

namespace notary::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::string Escaped(const std::string& text) {
  std::string out;
  for (const unsigned char c : text) {
    const bool plain = absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.' || c == '~';
    absl::StrAppend(&out, plain ? std::string(1, static_cast<char>(c))
                                : absl::StrCat("%", absl::Hex(c, absl::kZeroPad2)));
  }
  return out;
}

std::string JsonOf(const Message& message) {
  std::string json;
  NOTARY_CHECK(google::protobuf::util::MessageToJsonString(message, &json).ok());
  return json;
}

// The template's variables are the names themselves.
std::string PathOf(const gateway::Route& route, Message& rest) {
  std::string path = route.path;
  for (const gateway::FieldPath& variable : route.variables) {
    const size_t open = path.find('{');
    const size_t close = path.find('}', open);
    path.replace(open, close - open + 1, gateway::TakeText(rest, variable));
  }
  return path;
}

// What is neither in the path nor in the body.
std::string QueryOf(const Message& rest, const FieldDescriptor* body) {
  std::string query;
  const auto* reflection = rest.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(rest, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING &&
                      field->type() != FieldDescriptor::TYPE_BYTES && !field->is_repeated();
    if (field == body || !text) continue;
    absl::StrAppend(&query, query.empty() ? "?" : "&", field->json_name(), "=",
                    Escaped(reflection->GetString(rest, field)));
  }
  return query;
}

}  // namespace

http::Request HttpForm(const gateway::Route& route, const Message& request) {
  const std::unique_ptr<Message> rest(request.New());
  rest->CopyFrom(request);
  http::Request out{.method = route.http_method, .url = PathOf(route, *rest)};
  if (route.kind == gateway::Route::Kind::kUpload) {
    out.body = "x";
    out.headers = {{"Content-Type", "application/octet-stream"}};
    return out;
  }
  if (route.body == gateway::Route::Body::kWhole) {
    out.body = JsonOf(*rest);
  } else {
    absl::StrAppend(&out.url, QueryOf(*rest, route.body_field));
    if (route.body_field != nullptr) {
      out.body = JsonOf(rest->GetReflection()->GetMessage(*rest, route.body_field));
    }
  }
  if (!out.body.empty()) out.headers = {{"Content-Type", "application/json"}};
  return out;
}

}  // namespace notary::testing
