// What a file really is, by its first and last bytes, whatever its name or sender says.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::document {

// image/jpeg, image/png, application/pdf; "" for anything else, for a file cut short, and for one
// that is two things at once (a PDF with another file before or behind it).
std::string SniffMediaType(absl::string_view content);

// INVALID_ARGUMENT (MEDIA_TYPE_NOT_ALLOWED) for a declared type that no content could have here.
absl::Status CheckDeclaredType(absl::string_view declared);

// INVALID_ARGUMENT: MEDIA_TYPE_NOT_ALLOWED, MEDIA_TYPE_MISMATCH, IMAGE_TOO_LARGE (above 50
// megapixels), PDF_ACTIVE_CONTENT (scripts, launch actions, embedded files), PDF_ENCRYPTED.
absl::Status CheckContent(absl::string_view declared, absl::string_view content);

}  // namespace notary::document
