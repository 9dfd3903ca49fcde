#include "gateway/transcode/percent.h"

#include <algorithm>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"

namespace notary::gateway {
namespace {

constexpr size_t kMaxParameters = 100;

absl::Status Refused() {
  return InvalidField("target", "TARGET_REFUSED",
                      {"请求路径格式不被接受", "The path of the request is not acceptable"});
}

absl::Status QueryMalformed() {
  return InvalidField("query", "QUERY_MALFORMED",
                      {"查询参数格式错误", "The query parameters are malformed"});
}

bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool IsVisible(char c) { return c > 0x20 && c < 0x7F; }

bool SegmentIsPlain(absl::string_view segment) {
  const std::optional<std::string> decoded = PercentDecode(segment);
  if (!decoded || decoded->empty() || *decoded == "." || *decoded == "..") return false;
  return std::none_of(decoded->begin(), decoded->end(),
                      [](char c) { return c == '/' || c == '\\' || c == ';' || IsControl(c); });
}

}  // namespace

std::optional<std::string> PercentDecode(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const std::optional<std::string> byte =
        i + 2 < text.size() ? HexDecode(text.substr(i + 1, 2)) : std::nullopt;
    if (!byte) return std::nullopt;
    out += *byte;
    i += 2;
  }
  if (!DecodeUtf8(out)) return std::nullopt;
  return out;
}

absl::Status CheckTarget(absl::string_view target) {
  if (target.empty() || target[0] != '/') return Refused();
  if (!std::all_of(target.begin(), target.end(), IsVisible)) return Refused();
  if (target.find_first_of("#\\\"<>^`{|}") != absl::string_view::npos) return Refused();
  const absl::string_view path = target.substr(0, target.find('?'));
  if (path == "/") return absl::OkStatus();
  absl::string_view inside = path.substr(1);
  // The directory form of a page, "/apply/".
  if (inside.back() == '/') inside.remove_suffix(1);
  for (absl::string_view segment : absl::StrSplit(inside, '/')) {
    if (!SegmentIsPlain(segment)) return Refused();
  }
  return absl::OkStatus();
}

absl::StatusOr<Parameters> ParseQuery(absl::string_view query) {
  Parameters out;
  if (query.empty()) return out;
  const std::vector<absl::string_view> parts = absl::StrSplit(query, '&');
  if (parts.size() > kMaxParameters) return QueryMalformed();
  for (absl::string_view part : parts) {
    const std::pair<absl::string_view, absl::string_view> pair =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    const auto decode = [](absl::string_view text) {
      return PercentDecode(absl::StrReplaceAll(text, {{"+", " "}}));
    };
    const std::optional<std::string> name = decode(pair.first);
    const std::optional<std::string> value = decode(pair.second);
    if (!name || name->empty() || !value) return QueryMalformed();
    if (std::any_of(value->begin(), value->end(), IsControl)) return QueryMalformed();
    out.emplace_back(*name, *value);
  }
  return out;
}

}  // namespace notary::gateway
