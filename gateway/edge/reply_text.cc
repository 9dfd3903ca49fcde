#include "gateway/edge/reply_text.h"

#include "absl/strings/str_cat.h"

namespace notary::gateway {
namespace {

// Nobody's program reads it.
absl::string_view PhraseOf(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 304:
      return "Not Modified";
    case 404:
      return "Not Found";
    default:
      return status < 400 ? "Fine" : "Refused";
  }
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
