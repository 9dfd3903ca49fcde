// AES-256-GCM: encryption that also proves who encrypted. The associated data is not hidden but
// must be the same at both ends; put the row or field the text belongs to in it.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::crypto {

inline constexpr size_t kAeadKeySize = 32;
inline constexpr size_t kAeadNonceSize = 12;
inline constexpr size_t kAeadTagSize = 16;

// nonce ‖ ciphertext ‖ tag under a fresh random nonce. Pre: key of 32 bytes.
std::string Seal(absl::string_view key, absl::string_view plaintext, absl::string_view associated);

// UNAUTHENTICATED (AEAD_OPEN_FAILED) when the key, the associated data or one bit of `sealed`
// differs.
absl::StatusOr<std::string> Open(absl::string_view key, absl::string_view sealed,
                                 absl::string_view associated);

// The same for protocols that carry the nonce beside the text (WeChat Pay): ciphertext ‖ tag.
// A nonce must never meet the same key twice. Pre: key of 32 bytes, nonce of 12.
std::string SealWithNonce(absl::string_view key, absl::string_view nonce,
                          absl::string_view plaintext, absl::string_view associated);
absl::StatusOr<std::string> OpenWithNonce(absl::string_view key, absl::string_view nonce,
                                          absl::string_view sealed, absl::string_view associated);

}  // namespace notary::crypto
