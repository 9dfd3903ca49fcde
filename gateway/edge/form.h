// multipart/form-data (RFC 7578): what a plain HTML form with one file sends.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/transcode/binder.h"

namespace notary::gateway {

struct FormPart {
  std::string name;
  bool is_file = false;    // it has a file name, which nobody needs
  std::string media_type;  // of a file
  std::string content;
};

struct FormLimits {
  static constexpr size_t kMaxParts = 20;
  static constexpr size_t kMaxPartHead = 1024;
};

// The parts in order. INVALID_ARGUMENT (FORM_MALFORMED, FORM_TOO_MANY_PARTS).
absl::StatusOr<std::vector<FormPart>> ParseForm(absl::string_view content_type,
                                                absl::string_view body);

// The request of a route whose method has content.form. FORM_MALFORMED when there is not exactly
// one file; errors of BindParameters for the other parts.
absl::StatusOr<MessagePtr> BindForm(const Route& route, const std::vector<std::string>& variables,
                                    absl::string_view content_type, absl::string_view body);

}  // namespace notary::gateway
