// SM4-CTR, then HMAC-SM3 over everything (GB/T 32907, GB/T 32905; encrypt-then-MAC): the national
// counterpart of aead.h. Both keys are derived from one of 32 bytes.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::crypto {

// nonce (16) ‖ ciphertext ‖ tag (32) under a fresh random nonce. Pre: key of 32 bytes.
std::string SealSm4(absl::string_view key, absl::string_view plaintext,
                    absl::string_view associated);

// UNAUTHENTICATED (AEAD_OPEN_FAILED) when the key, the associated data or one bit differs.
absl::StatusOr<std::string> OpenSm4(absl::string_view key, absl::string_view sealed,
                                    absl::string_view associated);

// The stream cipher alone, for its test vectors; encrypting and decrypting are one. Pre: key and
// counter of 16 bytes.
std::string Sm4Ctr(absl::string_view key, absl::string_view counter, absl::string_view data);

}  // namespace notary::crypto
