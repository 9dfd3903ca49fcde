#include "platform/pg/param.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/base/check.h"
#include "platform/base/strings.h"

namespace notary::pg {

Param::Param(Bytes bytes) : text_(absl::StrCat("\\x", HexEncode(bytes.value))) {}

Param::Param(absl::Time value)
    : text_(absl::FormatTime("%Y-%m-%d %H:%M:%E6S+00", value, absl::UTCTimeZone())) {}

Param::Param(absl::CivilDay value) : text_(absl::FormatCivilTime(value)) {}

Param::Param(const std::vector<std::string>& array) : text_(ArrayLiteral(array)) {}

Param::Param(const std::vector<int64_t>& array)
    : text_(absl::StrCat("{", absl::StrJoin(array, ","), "}")) {}

Param::Param(const std::vector<Sealed>& array)
    : text_(absl::StrCat("{",
                         absl::StrJoin(array, ",",
                                       [](std::string* out, const Sealed& sealed) {
                                         absl::StrAppend(out, "\"\\\\x", HexEncode(sealed.value),
                                                         "\"");
                                       }),
                         "}")) {}

std::string ArrayLiteral(const std::vector<std::string>& values) {
  std::string out = "{";
  for (const std::string& value : values) {
    if (out.size() > 1) out += ',';
    out += '"';
    for (char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + "}";
}

std::vector<std::string> ParseArrayLiteral(absl::string_view literal) {
  NOTARY_CHECK(literal.size() >= 2 && literal.front() == '{' && literal.back() == '}');
  std::vector<std::string> out;
  const absl::string_view body = literal.substr(1, literal.size() - 2);
  if (body.empty()) return out;
  out.emplace_back();
  bool quoted = false;
  for (size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '\\' && i + 1 < body.size()) {
      out.back() += body[++i];
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

}  // namespace notary::pg
