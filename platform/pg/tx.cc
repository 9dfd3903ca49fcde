#include "platform/pg/tx.h"

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/crypto/digest.h"
#include "platform/pg/office_wall.h"

namespace notary::pg {

const std::string& Tx::office() const {
  static const auto& none = *new std::string(kNoOffice);
  return scope_ == nullptr ? none : scope_->office;
}

const crypto::FieldCipher& Tx::cipher() const {
  NOTARY_CHECK(scope_ != nullptr && scope_->keys != nullptr);
  if (scope_->cipher != nullptr) return *scope_->cipher;
  needs_key_ = true;
  static const auto& nobodys = *new crypto::FieldCipher(
      crypto::FieldProfile::kAes256Gcm, "", {{1, crypto::RandomBytes(crypto::kFieldKeySize)}});
  return nobodys;
}

absl::StatusOr<std::string> Tx::Open(const crypto::FieldPlace& place,
                                     absl::string_view sealed) const {
  NOTARY_CHECK(scope_ != nullptr && scope_->keys != nullptr);
  missed_key_ = scope_->cipher == nullptr;
  if (missed_key_) return absl::DataLossError("an office without a key");
  return scope_->cipher->Open(place, sealed);
}

std::string Tx::BlindIndex(absl::string_view kind, absl::string_view value) const {
  NOTARY_CHECK(scope_ != nullptr && scope_->keys != nullptr);
  return scope_->keys->BlindIndex(absl::StrCat(kind, "|", office()), value);
}

std::string Tx::BlindIndexOfAllOffices(absl::string_view kind, absl::string_view value) const {
  NOTARY_CHECK(scope_ != nullptr && scope_->keys != nullptr);
  return scope_->keys->BlindIndex(kind, value);
}

absl::StatusOr<std::optional<Row>> Tx::AtMostOne(const Statement& statement,
                                                 absl::StatusOr<Rows> rows) {
  if (!rows.ok()) return rows.status();
  if (rows->size() > 1) {
    return absl::InternalError(absl::StrCat(statement.name, ": several rows where one may be"));
  }
  if (rows->empty()) return std::nullopt;
  return rows->front();
}

absl::StatusOr<Row> Tx::ExactlyOne(const Statement& statement, absl::StatusOr<Rows> rows) {
  absl::StatusOr<std::optional<Row>> row = AtMostOne(statement, std::move(rows));
  if (!row.ok()) return row.status();
  if (!row->has_value()) return absl::NotFoundError(absl::StrCat(statement.name, ": no row"));
  return **row;
}

}  // namespace notary::pg
