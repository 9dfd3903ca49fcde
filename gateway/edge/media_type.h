// What a request says its body is, and what it wants for an answer.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

// application/json, in UTF-8 if it says so at all.
bool IsJson(absl::string_view content_type);

// multipart/form-data.
bool IsForm(absl::string_view content_type);

// A raw file: any one media type that a plain HTML form cannot send.
bool IsRawFile(absl::string_view content_type);

bool AcceptsEventStream(const Request& request);

absl::Status MediaTypeUnsupported();

}  // namespace notary::gateway
