// The keys personal data is encrypted with, for a service with a schema: a key of the installation
// (KEK, a file) wraps keys of the offices (versioned, in the service's table data_key), which
// encrypt fields (platform/crypto/field_cipher.h). Changing the KEK rewrites a row for each office
// and version, never the data. rpc::DatabaseModule has one for its schema and hands its keys to
// pg::Database, which opens and seals by them (platform/pg/sealed.h).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "notary/config/v1/config.pb.h"
#include "platform/crypto/field_cipher.h"
#include "platform/pg/database.h"
#include "platform/time/clock.h"

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
  // `db` outlives the vault; its schema has the table data_key. `looks` tells when it is time to
  // look for new keys: real time, because an office's clock may run ahead by days between two
  // calls.
  Vault(pg::Database& db, Secrets secrets, const Clock& looks = RealTime());

  // The cipher of an office, with a first key made when it has none. Asks the database at most once
  // a minute of real time for each office. Call it before a transaction, not inside: it takes a
  // connection.
  absl::StatusOr<crypto::FieldCipher> Cipher(const std::string& office, absl::Time now);
  // The same, shared instead of copied. Without `make`: nullptr for an office that has no key.
  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> SharedCipher(const std::string& office,
                                                                          absl::Time now,
                                                                          bool make);

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

  static const Clock& RealTime();

 private:
  struct Loaded {
    std::vector<crypto::FieldKey> keys;
    std::vector<absl::Time> active_times;
    absl::Time load_time;
    std::shared_ptr<const crypto::FieldCipher> cipher;  // of these keys, as of a moment …
    absl::Time cipher_ends;                             // … until another key takes effect
  };
  void MakeCipher(const std::string& office, absl::Time now, Loaded& loaded) const;
  absl::StatusOr<Loaded> Load(const std::string& office);
  absl::Status AddKey(const std::string& office, int64_t version, absl::Time active,
                      absl::Time now);
  absl::StatusOr<std::string> Unwrap(const std::string& office, int64_t version,
                                     const std::string& kek_id, absl::string_view wrapped) const;
  std::string Wrap(const std::string& office, int64_t version, absl::string_view key) const;

  pg::Database& db_;
  const Secrets secrets_;
  const Clock& looks_;
  absl::Mutex mutex_;
  std::map<std::string, Loaded> offices_ ABSL_GUARDED_BY(mutex_);
};

// The vault as the database door of the same schema uses it. All three live as long as the module.
class OfficeKeys final : public pg::Keys {
 public:
  OfficeKeys(Vault& vault, const Clock& clock) : vault_(vault), clock_(clock) {}

  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> CipherOf(
      const std::string& office) override {
    return vault_.SharedCipher(office, clock_.Now(), /*make=*/false);
  }
  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> FirstCipherOf(
      const std::string& office) override {
    return vault_.SharedCipher(office, clock_.Now(), /*make=*/true);
  }
  std::string BlindIndex(absl::string_view kind, absl::string_view value) const override {
    return vault_.BlindIndex(kind, value);
  }

 private:
  Vault& vault_;
  const Clock& clock_;
};

}  // namespace notary::vault
