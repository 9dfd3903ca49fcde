// A refusal as an HTTP answer: {"error": {code, status, message, details}} of AIP-193.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/transcode/language.h"

namespace notary::gateway {

// The HTTP status of a google.rpc.Code, as google/rpc/code.proto lists them.
int HttpStatusOf(absl::StatusCode code);

// The body. What went wrong inside us stays inside: INTERNAL, UNKNOWN and DATA_LOSS say no more
// than the trace id. Pre: status is not OK.
std::string ErrorJson(const absl::Status& status, int http_status, Language language,
                      absl::string_view trace_id);

}  // namespace notary::gateway
