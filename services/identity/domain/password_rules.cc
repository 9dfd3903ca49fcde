#include "services/identity/domain/password_rules.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"

namespace notary::identity {
namespace {

// What lists of leaked passwords hold of this length, and what an office would think of first.
// Compared without case; repeated characters are found by rule.
constexpr std::array<const char*, 32> kCommon = {
    "123456789012",  "1234567890123", "12345678901234", "123456789123",  "123456789abc",
    "1q2w3e4r5t6y",  "1qaz2wsx3edc",  "qwertyuiop12",   "qwertyuiop123", "qwertyuiopas",
    "qwerty123456",  "qwerty1234567", "asdfghjkl123",   "abc123456789",  "abcdefghijkl",
    "password1234",  "password12345", "password123456", "passw0rd1234",  "p@ssw0rd1234",
    "p@ssword1234",  "admin1234567",  "admin12345678",  "administrator", "iloveyou1234",
    "woaini1314520", "woaini520131",  "5201314520131",  "letmein12345",  "welcome12345",
    "gongzhengchu",  "shanghai2026"};

absl::Status Refused(absl::string_view reason, Text text) {
  return InvalidField("new_password", reason, std::move(text));
}

bool IsOneCharacter(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == text[0]; });
}

}  // namespace

absl::Status CheckPassword(absl::string_view password, absl::string_view login) {
  const auto characters = DecodeUtf8(password);
  if (!characters || characters->size() < kPasswordCharactersMin) {
    return Refused("PASSWORD_TOO_SHORT",
                   {absl::StrCat("密码至少", kPasswordCharactersMin, "个字符"),
                    absl::StrCat("At least ", kPasswordCharactersMin, " characters")});
  }
  const std::string lower = absl::AsciiStrToLower(password);
  const bool common = std::any_of(kCommon.begin(), kCommon.end(),
                                  [&](const char* known) { return lower == known; });
  if (common || IsOneCharacter(lower)) {
    return Refused("PASSWORD_COMMON",
                   {"该密码过于常见，请另选", "Everybody tries this one; choose another"});
  }
  if (absl::StrContains(lower, login)) {
    return Refused("PASSWORD_LIKE_LOGIN",
                   {"密码不得包含账号名", "A password may not contain the name of the account"});
  }
  return absl::OkStatus();
}

}  // namespace notary::identity
