// Time-based one-time passwords (RFC 6238: HMAC-SHA-1, 30 s, six digits: what authenticators know),
// by liboath. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary::crypto {

inline constexpr absl::Duration kTotpStep = absl::Seconds(30);
inline constexpr size_t kTotpSecretSize = 20;

// The code of one step: Unix time / 30 s.
std::string TotpCode(absl::string_view secret, int64_t step);

// The step `code` belongs to: the one `now` lies in, the one before or the one after, because
// clocks differ; only steps after `last_used`, because a code is good once. nullopt otherwise.
std::optional<int64_t> MatchTotp(absl::string_view secret, absl::string_view code, absl::Time now,
                                 int64_t last_used);

// Upper case, without padding.
std::string Base32(absl::string_view bytes);

}  // namespace notary::crypto
