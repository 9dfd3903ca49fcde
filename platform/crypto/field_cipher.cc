#include "platform/crypto/field_cipher.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/sm4.h"

namespace notary::crypto {
namespace {

constexpr size_t kHeaderSize = 5;

absl::Status NotAuthentic() {
  return MakeError(absl::StatusCode::kDataLoss, "FIELD_NOT_AUTHENTIC",
                   {"加密数据校验失败", "An encrypted field is not authentic"});
}

std::string Header(FieldProfile profile, uint32_t version) {
  std::string header(kHeaderSize, '\0');
  header[0] = static_cast<char>(profile);
  for (size_t i = 1; i < kHeaderSize; ++i) {
    header[i] = static_cast<char>(version >> (8 * (kHeaderSize - 1 - i)));
  }
  return header;
}

uint32_t VersionIn(absl::string_view header) {
  uint32_t version = 0;
  for (size_t i = 1; i < kHeaderSize; ++i) {
    version = version << 8 | static_cast<unsigned char>(header[i]);
  }
  return version;
}

std::string Associated(const FieldPlace& place, absl::string_view office, uint32_t version) {
  return absl::StrCat(place.table, "|", place.column, "|", place.row, "|", office, "|", version);
}

}  // namespace

FieldCipher::FieldCipher(FieldProfile profile, std::string office, std::vector<FieldKey> keys)
    : profile_(profile), office_(std::move(office)), keys_(std::move(keys)) {
  NOTARY_CHECK(!keys_.empty());
  for (const FieldKey& key : keys_) NOTARY_CHECK(key.key.size() == kFieldKeySize);
}

std::string FieldCipher::Seal(const FieldPlace& place, absl::string_view plaintext) const {
  const FieldKey& key = keys_.back();
  const std::string associated = Associated(place, office_, key.version);
  const std::string body = profile_ == FieldProfile::kAes256Gcm
                               ? crypto::Seal(key.key, plaintext, associated)
                               : SealSm4(key.key, plaintext, associated);
  return absl::StrCat(Header(profile_, key.version), body);
}

std::string FieldCipher::Fingerprint(absl::string_view value) const {
  const auto oldest =
      std::min_element(keys_.begin(), keys_.end(),
                       [](const FieldKey& a, const FieldKey& b) { return a.version < b.version; });
  // Not the data key itself: one key, one use.
  return HexEncode(HmacSha256(HmacSha256(oldest->key, "onevisit fingerprint"), value));
}

absl::StatusOr<std::string> FieldCipher::Open(const FieldPlace& place,
                                              absl::string_view sealed) const {
  if (sealed.size() < kHeaderSize) return NotAuthentic();
  const uint32_t version = VersionIn(sealed);
  const std::string associated = Associated(place, office_, version);
  const absl::string_view body = sealed.substr(kHeaderSize);
  for (const FieldKey& key : keys_) {
    if (key.version != version) continue;
    absl::StatusOr<std::string> opened = NotAuthentic();
    if (sealed[0] == static_cast<char>(FieldProfile::kAes256Gcm)) {
      opened = crypto::Open(key.key, body, associated);
    }
    if (sealed[0] == static_cast<char>(FieldProfile::kSm4CtrHmacSm3)) {
      opened = OpenSm4(key.key, body, associated);
    }
    if (!opened.ok()) return NotAuthentic();
    return opened;
  }
  return NotAuthentic();
}

}  // namespace notary::crypto
