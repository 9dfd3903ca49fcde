#include "platform/base/id.h"

#include <sys/random.h>

#include <cstdint>

#include "absl/strings/ascii.h"
#include "platform/base/check.h"
#include "platform/base/strings.h"

namespace notary {

std::string NewId(absl::Time now) {
  unsigned char bytes[16];
  NOTARY_CHECK(getrandom(bytes, sizeof bytes, 0) == sizeof bytes);
  const auto ms = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (int i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(ms >> (8 * (5 - i)));
  bytes[6] = (bytes[6] & 0x0F) | 0x70;
  bytes[8] = (bytes[8] & 0x3F) | 0x80;
  std::string hex = HexEncode({reinterpret_cast<const char*>(bytes), sizeof bytes});
  for (size_t at : {8, 13, 18, 23}) hex.insert(at, "-");
  return hex;
}

bool IsUuid(absl::string_view text) {
  if (text.size() != 36) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

}  // namespace notary
