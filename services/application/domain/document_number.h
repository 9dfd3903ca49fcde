// By which numbers a case is found again: those of the identity documents in its form.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace notary::application {

// The kind of the keyed index (platform/pg/keys.h).
inline constexpr char kDocumentNumber[] = "application.document_number";

// Whether a field of the form holds the number of an identity document.
bool HoldsDocumentNumber(absl::string_view field);

// The number as it is compared: without spaces and dashes, in upper case; "" for none.
std::string NormalDocumentNumber(absl::string_view number);

}  // namespace notary::application
