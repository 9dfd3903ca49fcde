#include "gateway/edge/security_headers.h"

namespace notary::gateway {
namespace {

constexpr char kPagePolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "require-trusted-types-for 'script'";
constexpr char kDataPolicy[] = "default-src 'none'; frame-ancestors 'none'";
constexpr char kDownloadPolicy[] = "sandbox; default-src 'none'; frame-ancestors 'none'";

const char* PolicyOf(Shown shown) {
  switch (shown) {
    case Shown::kPage:
      return kPagePolicy;
    case Shown::kData:
      return kDataPolicy;
    case Shown::kDownload:
      return kDownloadPolicy;
  }
  return kDownloadPolicy;
}

}  // namespace

void AddSecurityHeaders(Shown shown, Reply& reply) {
  Headers& headers = reply.headers;
  headers.emplace_back("Content-Security-Policy", PolicyOf(shown));
  headers.emplace_back("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  headers.emplace_back("X-Content-Type-Options", "nosniff");
  headers.emplace_back("Referrer-Policy", "no-referrer");
  headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  // Video consultation needs the first two.
  headers.emplace_back("Permissions-Policy",
                       "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()");
}

}  // namespace notary::gateway
