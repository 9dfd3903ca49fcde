// Who a request says it comes from: the lines are Cookie, Authorization, X-CSRF-Token, Origin,
// Sec-Fetch-Site, X-Forwarded-For and Accept-Language.
#include "gateway/edge/client_address.h"
#include "gateway/edge/credentials.h"
#include "gateway/edge/media_type.h"
#include "gateway/transcode/language.h"
#include "tests/fuzz/input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace notary;  // NOLINT: an entry point
  absl::string_view rest = fuzz::TextOf(data, size);
  gateway::Request request{.method = "POST", .target = "/v1/x", .path = "/v1/x"};
  request.headers.emplace_back("host", "localhost");
  for (const char* name : {"cookie", "authorization", "x-csrf-token", "origin", "sec-fetch-site",
                           "x-forwarded-for", "accept-language", "accept"}) {
    const std::string value(fuzz::TakeLine(rest));
    if (!value.empty()) request.headers.emplace_back(name, value);
  }
  const std::string client =
      gateway::ClientAddress("127.0.0.1", request.Header("x-forwarded-for"), {"127.0.0.1"});
  gateway::LimitKey(client);
  gateway::AcceptsEventStream(request);
  const auto credentials = gateway::ReadCredentials(request);
  if (!credentials.ok()) return 0;
  fuzz::Must(credentials->secret.empty() || credentials->bearer.empty(), "nobody has both");
  gateway::CheckOrigin(request, *credentials).IgnoreError();
  if (credentials->secret.empty()) return 0;
  const bool matches = gateway::CsrfToken(credentials->secret) == request.Header("x-csrf-token");
  fuzz::Must(gateway::HasCsrfToken(request, *credentials) == matches,
             "only the session's own token counts");
  return 0;
}
