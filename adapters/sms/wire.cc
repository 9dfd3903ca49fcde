#include "adapters/sms/wire.h"

#include "absl/strings/str_cat.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::sms {

std::string Signature(absl::string_view secret, absl::string_view method, absl::string_view path,
                      int64_t timestamp, absl::string_view nonce, absl::string_view body) {
  return HexEncode(crypto::HmacSha256(
      secret, absl::StrCat(method, "\n", path, "\n", timestamp, "\n", nonce, "\n", body, "\n")));
}

}  // namespace notary::sms
