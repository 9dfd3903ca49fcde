#include "gateway/edge/media_type.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

// "Application/JSON; charset=utf-8" → "application/json".
std::string EssenceOf(absl::string_view content_type) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(content_type.substr(0, content_type.find(';'))));
}

}  // namespace

bool IsJson(absl::string_view content_type) {
  if (EssenceOf(content_type) != "application/json") return false;
  const size_t semicolon = content_type.find(';');
  if (semicolon == absl::string_view::npos) return true;
  const std::string rest =
      absl::AsciiStrToLower(absl::StripAsciiWhitespace(content_type.substr(semicolon + 1)));
  return rest == "charset=utf-8" || rest == "charset=\"utf-8\"";
}

bool IsForm(absl::string_view content_type) {
  return EssenceOf(content_type) == "multipart/form-data";
}

bool IsRawFile(absl::string_view content_type) {
  const std::string essence = EssenceOf(content_type);
  static constexpr absl::string_view kFormTypes[] = {
      "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"};
  const bool by_form =
      std::find(std::begin(kFormTypes), std::end(kFormTypes), essence) != std::end(kFormTypes);
  return !by_form && absl::StrContains(essence, '/');
}

bool AcceptsEventStream(const Request& request) {
  for (absl::string_view part : absl::StrSplit(request.Header("accept"), ',')) {
    if (EssenceOf(part) == "text/event-stream") return true;
  }
  return false;
}

absl::Status MediaTypeUnsupported() {
  return InvalidField("content-type", "MEDIA_TYPE_UNSUPPORTED",
                      {"不支持此内容类型", "This content type is not supported here"});
}

}  // namespace notary::gateway
