#include "gateway/edge/reply_text.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace notary::gateway {
namespace {

// What RFC 9110 calls a status; people read it in their tools, no program does.
absl::string_view PhraseOf(int status) {
  static constexpr std::pair<int, absl::string_view> kPhrases[] = {
      {200, "OK"},
      {206, "Partial Content"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {426, "Upgrade Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
      {505, "HTTP Version Not Supported"}};
  for (const auto& [known, phrase] : kPhrases) {
    if (known == status) return phrase;
  }
  return "";  // may be left out (RFC 9112 4)
}

}  // namespace

void AppendHead(const Reply& reply, const Framing& framing, std::string& to) {
  absl::StrAppend(&to, "HTTP/1.1 ", reply.status, " ", PhraseOf(reply.status), "\r\n");
  to.append(reply.lasting_lines.data(), reply.lasting_lines.size());
  for (const auto& [name, value] : reply.headers) absl::StrAppend(&to, name, ": ", value, "\r\n");
  if (framing.length) absl::StrAppend(&to, "Content-Length: ", *framing.length, "\r\n");
  if (framing.chunked) absl::StrAppend(&to, "Transfer-Encoding: chunked\r\n");
  if (!framing.keep) absl::StrAppend(&to, "Connection: close\r\n");
  absl::StrAppend(&to, "\r\n");
}

std::string Chunk(absl::string_view piece) {
  return absl::StrCat(absl::Hex(piece.size()), "\r\n", piece, "\r\n");
}

}  // namespace notary::gateway
