// The parts of an HTTP message that client and server share.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace notary::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first header of this name; upper and lower case are the same (RFC 9110 5.1).
std::optional<std::string> FindHeader(const Headers& headers, absl::string_view name);

struct Response {
  int status = 200;
  Headers headers = {};
  std::string body = "";
};

// application/x-www-form-urlencoded as Java's URLEncoder writes it, which SF Express prescribes:
// letters, digits and ".-*_" stay, a space becomes "+", all other bytes %XX.
std::string FormEncode(absl::string_view text);
std::string FormBody(const std::vector<std::pair<std::string, std::string>>& fields);

// The fields of a form body in order; nullopt for a broken escape.
std::optional<std::vector<std::pair<std::string, std::string>>> ParseForm(absl::string_view body);

}  // namespace notary::http
