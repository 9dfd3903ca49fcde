#include "platform/vault/vault.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"
#include "platform/vault/vault_sql.sql.h"

namespace notary::vault {
namespace {

using crypto::FieldCipher;
using crypto::FieldKey;

constexpr absl::Duration kReload = absl::Minutes(1);
constexpr size_t kIndexSize = 16;

// Tells which KEK wrapped a key, and nothing about it.
std::string KekId(absl::string_view kek) {
  return HexEncode(crypto::HmacSha256(kek, "onevisit kek id").substr(0, 8));
}

absl::StatusOr<std::string> ReadKey(const std::string& path) {
  ASSIGN_OR_RETURN(std::string key, crypto::ReadSecretFile(path));
  if (key.size() == crypto::kFieldKeySize) return key;
  return MakeError(absl::StatusCode::kInvalidArgument, "KEY_FILE_SIZE",
                   {"密钥文件须为32字节", absl::StrCat(path, ": a key file has 32 bytes")});
}

FieldCipher KekCipher(crypto::FieldProfile profile, const std::string& office,
                      const std::string& kek) {
  return FieldCipher(profile, office, {{1, kek}});
}

}  // namespace

absl::StatusOr<Secrets> LoadSecrets(const config::v1::PersonalData& config) {
  Secrets secrets;
  if (config.profile() == config::v1::PersonalData::SM4_CTR_HMAC_SM3) {
    secrets.profile = crypto::FieldProfile::kSm4CtrHmacSm3;
  }
  ASSIGN_OR_RETURN(secrets.kek, ReadKey(config.kek_file()));
  ASSIGN_OR_RETURN(secrets.index_key, ReadKey(config.index_key_file()));
  for (const std::string& path : config.retired_kek_files()) {
    ASSIGN_OR_RETURN(std::string retired, ReadKey(path));
    secrets.retired_keks.push_back(std::move(retired));
  }
  return secrets;
}

const Clock& Vault::RealTime() {
  static const RealClock clock;
  return clock;
}

Vault::Vault(pg::Database& db, Secrets secrets, const Clock& looks)
    : db_(db), secrets_(std::move(secrets)), looks_(looks) {}

std::string Vault::Wrap(const std::string& office, int64_t version, absl::string_view key) const {
  return KekCipher(secrets_.profile, office, secrets_.kek)
      .Seal({"data_key", "wrapped", absl::StrCat(version)}, key);
}

absl::StatusOr<std::string> Vault::Unwrap(const std::string& office, int64_t version,
                                          const std::string& kek_id,
                                          absl::string_view wrapped) const {
  std::vector<std::string> keks = secrets_.retired_keks;
  keks.push_back(secrets_.kek);
  for (const std::string& kek : keks) {
    if (KekId(kek) != kek_id) continue;
    return KekCipher(secrets_.profile, office, kek)
        .Open({"data_key", "wrapped", absl::StrCat(version)}, wrapped);
  }
  return absl::DataLossError(absl::StrCat("no key file for kek ", kek_id));
}

absl::Status Vault::AddKey(const std::string& office, int64_t version, absl::Time active,
                           absl::Time now) {
  const std::string wrapped = Wrap(office, version, crypto::RandomBytes(crypto::kFieldKeySize));
  return db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) {
    tx.ExecLater(sql::kDataKeyInsert, office, version, KekId(secrets_.kek), pg::Bytes{wrapped},
                 active, now);
    return absl::OkStatus();
  });
}

absl::StatusOr<Vault::Loaded> Vault::Load(const std::string& office) {
  const absl::Time look = looks_.Now();
  ASSIGN_OR_RETURN(const pg::Rows rows, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return tx.Query(sql::kDataKeyList, office);
  }));
  Loaded loaded{.keys = {}, .active_times = {}, .load_time = look};
  for (const pg::Row& row : rows) {
    const int64_t version = row.Int("version");
    ASSIGN_OR_RETURN(std::string key,
                     Unwrap(office, version, row.Str("kek_id"), row.Bytes("wrapped")));
    loaded.keys.push_back({static_cast<uint32_t>(version), std::move(key)});
    loaded.active_times.push_back(row.Time("active_time"));
  }
  return loaded;
}

absl::StatusOr<FieldCipher> Vault::Cipher(const std::string& office, absl::Time now) {
  ASSIGN_OR_RETURN(const auto cipher, SharedCipher(office, now, /*make=*/true));
  return *cipher;
}

absl::StatusOr<std::shared_ptr<const FieldCipher>> Vault::SharedCipher(const std::string& office,
                                                                       absl::Time now, bool make) {
  {
    absl::MutexLock lock(&mutex_);
    const auto found = offices_.find(office);
    if (found != offices_.end() && looks_.Now() - found->second.load_time < kReload) {
      if (now >= found->second.cipher_ends) MakeCipher(office, now, found->second);
      return found->second.cipher;
    }
  }
  ASSIGN_OR_RETURN(Loaded loaded, Load(office));
  if (loaded.keys.empty() && !make) return nullptr;
  if (loaded.keys.empty()) {
    RETURN_IF_ERROR(AddKey(office, 1, now, now));
    ASSIGN_OR_RETURN(loaded, Load(office));
  }
  MakeCipher(office, now, loaded);
  absl::MutexLock lock(&mutex_);
  return (offices_[office] = std::move(loaded)).cipher;
}

// The key to seal with comes last: the newest that is active. Keys still ahead of their time open
// what a process with a faster clock has sealed.
void Vault::MakeCipher(const std::string& office, absl::Time now, Loaded& loaded) const {
  std::vector<FieldKey> keys = loaded.keys;
  size_t newest = 0;
  loaded.cipher_ends = absl::InfiniteFuture();
  for (size_t i = 0; i < keys.size(); ++i) {
    const absl::Time active = loaded.active_times[i];
    if (active <= now) newest = i;
    if (active > now) loaded.cipher_ends = std::min(loaded.cipher_ends, active);
  }
  std::swap(keys[newest], keys.back());
  loaded.cipher = std::make_shared<const FieldCipher>(secrets_.profile, office, std::move(keys));
}

std::string Vault::BlindIndex(absl::string_view kind, absl::string_view value) const {
  return crypto::HmacSha256(DerivedKey(absl::StrCat("index ", kind)), value).substr(0, kIndexSize);
}

std::string Vault::DerivedKey(absl::string_view purpose) const {
  return crypto::HmacSha256(secrets_.index_key, absl::StrCat("onevisit ", purpose));
}

absl::StatusOr<int64_t> Vault::Rotate(absl::Time now) {
  ASSIGN_OR_RETURN(const pg::Rows offices, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return tx.Query(sql::kDataKeyOffices);
  }));
  for (const pg::Row& row : offices) {
    const std::string& office = row.Str("office_id");
    ASSIGN_OR_RETURN(const Loaded loaded, Load(office));
    RETURN_IF_ERROR(
        AddKey(office, int64_t{loaded.keys.back().version} + 1, now + kTakesEffect, now));
  }
  return static_cast<int64_t>(offices.size());
}

absl::StatusOr<int64_t> Vault::Rewrap() {
  int64_t count = 0;
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kDataKeyForeign, KekId(secrets_.kek)));
    for (const pg::Row& row : rows) {
      const std::string& office = row.Str("office_id");
      const int64_t version = row.Int("version");
      ASSIGN_OR_RETURN(const std::string key,
                       Unwrap(office, version, row.Str("kek_id"), row.Bytes("wrapped")));
      tx.ExecLater(sql::kDataKeyRewrap, office, version, KekId(secrets_.kek),
                   pg::Bytes{Wrap(office, version, key)});
    }
    count = static_cast<int64_t>(rows.size());
    return absl::OkStatus();
  }));
  return count;
}

}  // namespace notary::vault
