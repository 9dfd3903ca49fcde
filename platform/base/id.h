// Identifiers this system makes itself, before the first round trip to the database.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary {

// A new UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits, so that indexes grow
// at one end. Lower case, with hyphens. Thread-safe.
std::string NewId(absl::Time now);

// True for any UUID in the 8-4-4-4-12 form, in lower case.
bool IsUuid(absl::string_view text);

}  // namespace notary
