// An HTTP request and its answer, as the rules of the edge see them: no socket, no parser.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/transcode/language.h"

namespace notary::gateway {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;
  std::string target;  // as sent
  std::string path;    // still percent-encoded
  std::string query;   // without the question mark
  Headers headers;     // names in lower case
  std::string client;  // the address the request comes from
  std::string trace_id;
  Language language = Language::kZh;

  // The first header of this lower-case name, "" without one.
  const std::string& Header(absl::string_view name) const;
  bool Has(absl::string_view name) const;
};

struct Reply {
  int status = 200;
  Headers headers;
  std::string body;
  bool close = false;  // the connection ends with this answer

  // What is the same each time and outlives every answer is not copied into each: more lines of
  // the head, each with its line end, and a body in place of `body`.
  absl::string_view lasting_lines = {};
  absl::string_view lasting_body = {};

  absl::string_view Body() const { return lasting_body.empty() ? body : lasting_body; }
};

// A refusal in the AIP-193 form. The HTTP status is that of the code, or of the reason where HTTP
// has a word of its own for it. Pre: status is not OK.
Reply ErrorReply(const Request& request, const absl::Status& status);

Reply JsonReply(std::string json);

}  // namespace notary::gateway
