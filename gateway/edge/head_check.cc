#include "gateway/edge/head_check.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::gateway {
namespace {

constexpr absl::string_view kMethods[] = {"GET",   "HEAD",   "POST",   "PUT",
                                          "PATCH", "DELETE", "OPTIONS"};

// Headers with one meaning. Those that are lists elsewhere (Cookie, X-Forwarded-For) are among
// them: nobody whom we serve sends two.
constexpr absl::string_view kOnce[] = {"host",
                                       "content-length",
                                       "transfer-encoding",
                                       "content-type",
                                       "content-range",
                                       "authorization",
                                       "cookie",
                                       "origin",
                                       "x-csrf-token",
                                       "expect",
                                       "connection",
                                       "upgrade",
                                       "sec-fetch-site",
                                       "upload-offset",
                                       "x-forwarded-for",
                                       "last-event-id",
                                       "range",
                                       "sec-websocket-key",
                                       "sec-websocket-version"};

absl::Status Bad(absl::string_view reason, Text text) {
  return InvalidField("head", reason, std::move(text));
}

absl::Status Malformed() {
  return Bad("HEAD_MALFORMED", {"HTTP请求头格式错误", "The head of the HTTP request is malformed"});
}

absl::Status TooLarge() {
  return Bad("HEAD_TOO_LARGE", {"HTTP请求头过大", "The head is too large"});
}

absl::Status Unsupported(absl::string_view reason, Text text) {
  return MakeError(absl::StatusCode::kUnimplemented, reason, std::move(text));
}

bool IsTokenChar(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         absl::string_view("!#$%&'*+-.^_`|~").find(c) != absl::string_view::npos;
}

bool IsToken(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsTokenChar);
}

// Visible ASCII, blanks inside; a header of ours holds nothing else.
bool IsValue(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\t' || (c >= 0x20 && c < 0x7F); });
}

absl::Status CheckRequestLine(absl::string_view line) {
  const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');
  if (parts.size() != 3 || !IsToken(parts[0]) || parts[1].empty()) return Malformed();
  if (parts[2] != "HTTP/1.1") {
    return Bad("HTTP_VERSION", {"仅支持HTTP/1.1", "Only HTTP/1.1 is spoken here"});
  }
  if (std::find(std::begin(kMethods), std::end(kMethods), parts[0]) != std::end(kMethods)) {
    return absl::OkStatus();
  }
  return Unsupported("HTTP_METHOD_UNKNOWN",
                     {"不支持此HTTP方法", "This HTTP method is not supported"});
}

absl::Status CheckFields(const std::map<std::string, std::vector<std::string>>& fields) {
  for (absl::string_view name : kOnce) {
    const auto found = fields.find(std::string(name));
    if (found != fields.end() && found->second.size() > 1) {
      return Bad("HEADER_TWICE", {"请求头重复", "A header appears twice"});
    }
  }
  if (!fields.contains("host")) return Bad("HOST_MISSING", {"缺少Host", "Host is missing"});
  const auto length = fields.find("content-length");
  const auto coding = fields.find("transfer-encoding");
  if (length != fields.end() && coding != fields.end()) {
    return Bad("LENGTH_AMBIGUOUS", {"请求体长度不明确", "The length of the body is ambiguous"});
  }
  if (length != fields.end()) {
    const std::string& digits = length->second[0];
    const bool plain = !digits.empty() && digits.size() <= 18 &&
                       std::all_of(digits.begin(), digits.end(), [](char c) {
                         return absl::ascii_isdigit(static_cast<unsigned char>(c));
                       });
    if (!plain) return Malformed();
  }
  if (coding != fields.end() && !absl::EqualsIgnoreCase(coding->second[0], "chunked")) {
    return Unsupported("TRANSFER_ENCODING",
                       {"不支持此传输编码", "This transfer coding is not supported"});
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<size_t> FindHeadEnd(absl::string_view received) {
  for (size_t line = 0; line < received.size();) {
    const size_t end = received.find('\n', line);
    if (end == absl::string_view::npos) break;
    if (end == line || received[end - 1] != '\r') return std::nullopt;
    if (end == line + 1) return end + 1;
    line = end + 1;
  }
  if (received.size() > HeadLimits::kMaxBytes) return std::nullopt;
  return absl::string_view::npos;
}

absl::Status RefusedEarly(absl::string_view received) {
  return received.size() > HeadLimits::kMaxBytes ? TooLarge() : Malformed();
}

absl::Status CheckHead(absl::string_view head) {
  if (head.size() > HeadLimits::kMaxBytes) return TooLarge();
  const std::vector<absl::string_view> lines = absl::StrSplit(head, "\r\n");
  // The request line, the fields, the empty line and what StrSplit finds behind it.
  if (lines.size() < 3) return Malformed();
  if (lines.size() - 3 > HeadLimits::kMaxFields) return TooLarge();
  RETURN_IF_ERROR(CheckRequestLine(lines[0]));
  std::map<std::string, std::vector<std::string>> fields;
  for (size_t i = 1; i + 2 < lines.size(); ++i) {
    const absl::string_view line = lines[i];
    if (line.size() > HeadLimits::kMaxLine) return TooLarge();
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos || !IsToken(line.substr(0, colon))) return Malformed();
    const absl::string_view value = line.substr(colon + 1);
    if (!IsValue(value)) return Malformed();
    fields[absl::AsciiStrToLower(line.substr(0, colon))].emplace_back(
        absl::StripAsciiWhitespace(value));
  }
  return CheckFields(fields);
}

}  // namespace notary::gateway
