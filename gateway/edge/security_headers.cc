#include "gateway/edge/security_headers.h"

#include "absl/strings/str_cat.h"

namespace notary::gateway {
namespace {

constexpr char kPagePolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'";
constexpr char kDataPolicy[] = "default-src 'none'; frame-ancestors 'none'";
constexpr char kDownloadPolicy[] = "sandbox; default-src 'none'; frame-ancestors 'none'";

// Video consultation needs the first two permissions.
constexpr char kRest[] =
    "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(self), microphone=(self), geolocation=(), payment=(), usb=()\r\n";

const std::string& LinesWith(absl::string_view policy) {
  return *new std::string(absl::StrCat("Content-Security-Policy: ", policy, "\r\n", kRest));
}

}  // namespace

const std::string& SecurityLines(Shown shown) {
  static const std::string& page = LinesWith(kPagePolicy);
  static const std::string& data = LinesWith(kDataPolicy);
  static const std::string& download = LinesWith(kDownloadPolicy);
  switch (shown) {
    case Shown::kPage:
      return page;
    case Shown::kData:
      return data;
    case Shown::kDownload:
      return download;
  }
  return download;
}

}  // namespace notary::gateway
