#include "cmd/notaryctl/config_files.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/file.h"
#include "platform/crypto/key.h"

namespace notary::ctl {
namespace {

// Renewing takes people time: an authority, a bureau, a bank.
constexpr absl::Duration kSoon = absl::Hours(24 * 21);

enum class Holds { kText, kSecretText, kPrivateKey, kPublicKey, kCertificate, kBytes32 };

Holds HoldsOf(const std::string& name) {
  static const auto& bytes = *new std::set<std::string>{"kek_file", "retired_kek_files",
                                                        "index_key_file", "api_v3_key_file"};
  static const auto& words = *new std::set<std::string>{"secret_file", "check_word_file"};
  if (bytes.contains(name)) return Holds::kBytes32;
  if (words.contains(name)) return Holds::kSecretText;
  if (absl::EndsWith(name, "public_key_file")) return Holds::kPublicKey;
  if (absl::EndsWith(name, "key_file")) return Holds::kPrivateKey;
  if (absl::EndsWith(name, "certificate_file") || absl::EndsWith(name, "ca_file")) {
    return Holds::kCertificate;
  }
  return Holds::kText;
}

std::string Problem(const ConfigField& field, absl::string_view rule) {
  return absl::StrCat(field.path, ": ", field.value, " ", rule);
}

std::optional<std::string> CheckCertificate(const ConfigField& field, const std::string& content,
                                            absl::Time now) {
  const absl::StatusOr<absl::Time> end = crypto::ExpiryOf(content);
  if (!end.ok()) return Problem(field, "is not a certificate in PEM");
  const std::string day = absl::FormatTime("%Y-%m-%d", *end, absl::UTCTimeZone());
  if (*end <= now) return Problem(field, absl::StrCat("expired on ", day));
  if (*end <= now + kSoon) return Problem(field, absl::StrCat("expires on ", day, ": renew it"));
  return std::nullopt;
}

// Why the file cannot be used for what it is named for.
std::optional<std::string> CheckContent(const ConfigField& field, const std::string& content,
                                        absl::Time now) {
  switch (HoldsOf(field.name)) {
    case Holds::kBytes32:
      if (content.size() == 32) return std::nullopt;
      return Problem(field, absl::StrCat("must hold 32 bytes, and holds ", content.size()));
    case Holds::kSecretText:
      if (absl::StripAsciiWhitespace(content) != content) {
        return Problem(field, "ends with a line break or a blank, which would be part of it");
      }
      if (content.empty()) return Problem(field, "is empty");
      return std::nullopt;
    case Holds::kPrivateKey:
      // The key of the papers is 32 bytes, all other keys of this name are PEM.
      if (field.path == "blobs.key_file") {
        if (content.size() == 32) return std::nullopt;
        return Problem(field, absl::StrCat("must hold 32 bytes, and holds ", content.size()));
      }
      if (crypto::SigningKey::FromPem(content).ok()) return std::nullopt;
      return Problem(field, "is not a private key in PEM of a kind that is used here");
    case Holds::kPublicKey:
      if (crypto::VerifyingKey::FromPem(content).ok()) return std::nullopt;
      return Problem(field, "is neither a public key nor a certificate in PEM");
    case Holds::kCertificate:
      return CheckCertificate(field, content, now);
    case Holds::kText:
      return std::nullopt;
  }
  return std::nullopt;
}

bool IsSecret(Holds holds) {
  return holds == Holds::kPrivateKey || holds == Holds::kSecretText || holds == Holds::kBytes32;
}

std::optional<std::string> CheckFile(const ConfigField& field, absl::Time now) {
  struct stat info;
  if (stat(field.value.c_str(), &info) != 0) {
    return Problem(field, absl::StrCat("cannot be opened: ", std::strerror(errno)));
  }
  const bool secret = IsSecret(HoldsOf(field.name));
  const absl::StatusOr<std::string> content =
      secret ? crypto::ReadSecretFile(field.value) : crypto::ReadSmallFile(field.value);
  if (absl::IsFailedPrecondition(content.status())) {
    return Problem(field,
                   "may be read by every user of this machine: its mode must be 0640 or "
                   "stricter");
  }
  if (!content.ok()) return Problem(field, content.status().message());
  return CheckContent(field, *content, now);
}

// The field in `fields` beside this one, of another name.
const ConfigField* Beside(const std::vector<ConfigField>& fields, const ConfigField& field,
                          const std::string& name) {
  const std::string path = absl::StrCat(absl::StripSuffix(field.path, "certificate_file"), name);
  for (const ConfigField& other : fields) {
    if (other.path == path) return &other;
  }
  return nullptr;
}

// A pair that a person mixed up would be refused by everybody who connects.
std::optional<std::string> CheckPair(const ConfigField& certificate, const ConfigField& key) {
  const auto shown = crypto::VerifyingKey::FromFile(certificate.value);
  const auto held = crypto::SigningKey::FromFile(key.value);
  if (!shown.ok() || !held.ok()) return std::nullopt;  // said already
  const auto half = held->Public();
  if (half.ok() && half->id() == shown->id()) return std::nullopt;
  return absl::StrCat(key.path, ": ", key.value, " is not the key of ", certificate.value);
}

}  // namespace

std::vector<std::string> CheckFiles(const std::vector<ConfigField>& fields, absl::Time now) {
  std::vector<std::string> problems;
  for (const ConfigField& field : fields) {
    if (!NamesFile(field)) continue;
    if (auto problem = CheckFile(field, now)) problems.push_back(*std::move(problem));
    if (field.name != "certificate_file") continue;
    const ConfigField* key = Beside(fields, field, "key_file");
    if (key == nullptr) continue;
    if (auto problem = CheckPair(field, *key)) problems.push_back(*std::move(problem));
  }
  return problems;
}

}  // namespace notary::ctl
