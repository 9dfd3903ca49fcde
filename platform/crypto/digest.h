// Digests and the two small things that go with them: random bytes and a comparison that takes the
// same time whatever it finds. Results are raw bytes; HexEncode (platform/base/strings.h) prints
// them.
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::crypto {

std::string Sha256(absl::string_view data);

// GB/T 32905.
std::string Sm3(absl::string_view data);

// Only because SF Express signs its protocol with it (domain.md 8.1). Never for anything of ours.
std::string Md5ForSfProtocol(absl::string_view data);

std::string HmacSha256(absl::string_view key, absl::string_view data);
std::string HmacSm3(absl::string_view key, absl::string_view data);

// From the operating system's generator. Thread-safe.
std::string RandomBytes(size_t count);

// For secrets and authentication codes: the time taken depends on the lengths only.
bool ConstantTimeEquals(absl::string_view a, absl::string_view b);

}  // namespace notary::crypto
