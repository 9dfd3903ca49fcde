#include "services/certificate/domain/check_address.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace notary::certificate {
namespace {

// RFC 3986: all but the unreserved characters by their bytes.
std::string PercentEncoded(absl::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
        absl::string_view("-._~").find(c) != absl::string_view::npos) {
      encoded += c;
    } else {
      absl::StrAppendFormat(&encoded, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

std::string CheckAddress(const std::string& base, const std::string& office,
                         absl::string_view number, absl::string_view check_code) {
  return absl::StrCat(base, "/", office, "/certificates:check?number=", PercentEncoded(number),
                      "&checkCode=", PercentEncoded(check_code));
}

}  // namespace notary::certificate
