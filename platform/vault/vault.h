// The keys personal data is encrypted with, for a service with a schema: a key of the installation
// (KEK, a file) wraps keys of the offices (versioned, in the service's table data_key), which
// encrypt fields (platform/crypto/field_cipher.h). Changing the KEK rewrites a row for each office
// and version, never the data. A service adopts it with that table (see
// services/identity/storage/migrations) and a Vault beside its Database.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "notary/config/v1/config.pb.h"
#include "platform/crypto/field_cipher.h"
#include "platform/pg/database.h"

namespace notary::vault {

// What the configuration names. Secrets of the process's life.
struct Secrets {
  crypto::FieldProfile profile = crypto::FieldProfile::kAes256Gcm;
  std::string kek;
  std::vector<std::string> retired_keks;
  std::string index_key;
};

// INVALID_ARGUMENT (KEY_FILE_SIZE) for a file that is not 32 bytes; errors of the file otherwise.
absl::StatusOr<Secrets> LoadSecrets(const config::v1::PersonalData& config);

// Thread-safe.
class Vault {
 public:
  // `db` outlives the vault; its schema has the table data_key.
  Vault(pg::Database& db, Secrets secrets);

  // The cipher of an office, with a first key made when it has none. Asks the database at most once
  // a minute for each office. Call it before a transaction, not inside: it takes a connection.
  absl::StatusOr<crypto::FieldCipher> Cipher(const std::string& office, absl::Time now);

  // What a value can be searched by, 16 bytes: HMAC-SHA-256 under a key apart from those that
  // encrypt. `kind` keeps equal values of different fields apart. Pre: the value is normalised.
  std::string BlindIndex(absl::string_view kind, absl::string_view value) const;

  // A key of 32 bytes for one more purpose, derived from the same file.
  std::string DerivedKey(absl::string_view purpose) const;

  // A new key for each office that has one. It seals from kTakesEffect on, so that every process
  // has seen it by then; data of older keys stays as it is. Returns how many.
  absl::StatusOr<int64_t> Rotate(absl::Time now);

  // Wraps by the current KEK what a retired one has wrapped. Returns how many keys.
  absl::StatusOr<int64_t> Rewrap();

  static constexpr absl::Duration kTakesEffect = absl::Minutes(5);

 private:
  struct Loaded {
    std::vector<crypto::FieldKey> keys;
    std::vector<absl::Time> active_times;
    absl::Time load_time;
  };
  absl::StatusOr<Loaded> Load(const std::string& office, absl::Time now);
  absl::Status AddKey(const std::string& office, int64_t version, absl::Time active,
                      absl::Time now);
  absl::StatusOr<std::string> Unwrap(const std::string& office, int64_t version,
                                     const std::string& kek_id, absl::string_view wrapped) const;
  std::string Wrap(const std::string& office, int64_t version, absl::string_view key) const;

  pg::Database& db_;
  const Secrets secrets_;
  absl::Mutex mutex_;
  std::map<std::string, Loaded> offices_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::vault
