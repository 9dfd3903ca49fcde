#include "gateway/edge/form.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::gateway {
namespace {

absl::Status Malformed() {
  return InvalidField("body", "FORM_MALFORMED", {"表单格式错误", "The form is malformed"});
}

// key=value or key="value" among the parameters of a header; nullopt when absent or quoted oddly.
std::optional<std::string> ParameterOf(absl::string_view header, absl::string_view key) {
  for (absl::string_view part : absl::StrSplit(header, ';')) {
    absl::string_view text = absl::StripAsciiWhitespace(part);
    if (!absl::ConsumePrefix(&text, absl::StrCat(key, "="))) continue;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
      text = text.substr(1, text.size() - 2);
    }
    if (absl::StrContains(text, '"') || absl::StrContains(text, '\\')) return std::nullopt;
    return std::string(text);
  }
  return std::nullopt;
}

bool IsBoundary(absl::string_view text) {
  return !text.empty() && text.size() <= 70 && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::string_view("'()+_,-./:=?").find(c) != absl::string_view::npos;
  });
}

absl::StatusOr<FormPart> ParsePart(absl::string_view text) {
  const size_t end = text.find("\r\n\r\n");
  if (end == absl::string_view::npos || end > FormLimits::kMaxPartHead) return Malformed();
  FormPart part{.content = std::string(text.substr(end + 4))};
  bool disposed = false;
  for (absl::string_view line : absl::StrSplit(text.substr(0, end), "\r\n")) {
    const std::pair<absl::string_view, absl::string_view> header =
        absl::StrSplit(line, absl::MaxSplits(':', 1));
    const absl::string_view value = absl::StripAsciiWhitespace(header.second);
    if (absl::EqualsIgnoreCase(header.first, "content-type")) part.media_type = std::string(value);
    if (!absl::EqualsIgnoreCase(header.first, "content-disposition")) continue;
    const std::optional<std::string> name = ParameterOf(value, "name");
    if (disposed || !absl::StartsWith(value, "form-data") || !name) return Malformed();
    disposed = true;
    part.name = *name;
    part.is_file = absl::StrContains(value, "filename=") || absl::StrContains(value, "filename*=");
  }
  if (!disposed || part.name.empty()) return Malformed();
  return part;
}

void FillIn(const Route& route, const FormPart& file, google::protobuf::Message& message) {
  const platform::v1::Form& form = route.content.form();
  const auto& type = *message.GetDescriptor();
  SetText(message, *FindField(type, form.data()), file.content);
  SetText(message, *FindField(type, form.media_type()), file.media_type);
  SetInt64(message, *FindField(type, form.size()), static_cast<int64_t>(file.content.size()));
  SetText(message, *FindField(type, form.sha256()), HexEncode(crypto::Sha256(file.content)));
}

}  // namespace

absl::StatusOr<std::vector<FormPart>> ParseForm(absl::string_view content_type,
                                                absl::string_view body) {
  const std::optional<std::string> boundary = ParameterOf(content_type, "boundary");
  if (!boundary || !IsBoundary(*boundary)) return Malformed();
  const std::string delimiter = absl::StrCat("\r\n--", *boundary);
  // The first delimiter has no line before it.
  if (!absl::ConsumePrefix(&body, absl::string_view(delimiter).substr(2))) return Malformed();
  std::vector<FormPart> parts;
  while (!absl::StartsWith(body, "--")) {
    if (!absl::ConsumePrefix(&body, "\r\n")) return Malformed();
    const size_t end = body.find(delimiter);
    if (end == absl::string_view::npos) return Malformed();
    if (parts.size() == FormLimits::kMaxParts) {
      return InvalidField("body", "FORM_TOO_MANY_PARTS",
                          {"表单项过多", "The form has too many parts"});
    }
    ASSIGN_OR_RETURN(FormPart part, ParsePart(body.substr(0, end)));
    parts.push_back(std::move(part));
    body.remove_prefix(end + delimiter.size());
  }
  if (body != "--" && body != "--\r\n") return Malformed();
  return parts;
}

absl::StatusOr<MessagePtr> BindForm(const Route& route, const std::vector<std::string>& variables,
                                    absl::string_view content_type, absl::string_view body) {
  ASSIGN_OR_RETURN(const std::vector<FormPart> parts, ParseForm(content_type, body));
  Parameters parameters;
  const FormPart* file = nullptr;
  for (const FormPart& part : parts) {
    if (!part.is_file) {
      parameters.emplace_back(part.name, part.content);
    } else if (file == nullptr) {
      file = &part;
    } else {
      return Malformed();
    }
  }
  if (file == nullptr) return Malformed();
  // The fields of the resource are parts of the form here, not of a body of their own.
  MessagePtr message = NewMessage(*route.method->input_type());
  Route open = route;
  open.body = Route::Body::kNone;
  open.body_field = nullptr;
  RETURN_IF_ERROR(BindParameters(open, parameters, *message));
  FillIn(route, *file, *message);
  for (size_t i = 0; i < variables.size(); ++i) {
    SetText(*message, route.variables[i], variables[i]);
  }
  return message;
}

}  // namespace notary::gateway
