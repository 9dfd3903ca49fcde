// Where each encrypted field of this service lies, and what blind indexes are made of.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "platform/crypto/field_cipher.h"
#include "platform/pg/office_wall.h"

namespace notary::identity {

using pg::kDirectory;

inline constexpr char kMobileIndex[] = "person.mobile";

inline crypto::FieldPlace CodeMobile(absl::string_view challenge) {
  return {"sign_in_code", "mobile", challenge};
}
inline crypto::FieldPlace PersonMobile(absl::string_view person) {
  return {"person", "mobile", person};
}
// A name of before does not pass for the newest.
inline std::string RealNameRow(absl::string_view person, int64_t revision) {
  return absl::StrCat(person, "/", revision);
}
inline crypto::FieldPlace PersonName(absl::string_view row) { return {"real_name", "name", row}; }
inline crypto::FieldPlace PersonIdNumber(absl::string_view row) {
  return {"real_name", "id_number", row};
}
inline crypto::FieldPlace WardName(absl::string_view mandate) {
  return {"mandate", "ward_name", mandate};
}
inline crypto::FieldPlace WardIdNumber(absl::string_view mandate) {
  return {"mandate", "ward_id_number", mandate};
}
inline crypto::FieldPlace TotpSecret(absl::string_view staff) {
  return {"credential", "totp_secret", staff};
}

}  // namespace notary::identity
