// A door to the database of a running office with the office's own keys, as the service of that
// schema has it.
#pragma once

#include <string>

#include "absl/strings/str_cat.h"
#include "notary/config/v1/config.pb.h"
#include "platform/pg/database.h"
#include "platform/pg/migrate.h"
#include "platform/time/clock.h"
#include "platform/vault/vault.h"

namespace notary::testing {

class VaultDatabase {
 public:
  // `target` without a user; `clock` outlives it.
  VaultDatabase(const std::string& target, const std::string& schema, vault::Secrets secrets,
                const Clock& clock)
      : vault_(db_, std::move(secrets)),
        keys_(vault_, clock),
        db_({.target = absl::StrCat(target, " user=", pg::ServiceRole(schema)),
             .connections = 2,
             .keys = &keys_}) {}

  pg::Database& operator*() { return db_; }
  pg::Database* operator->() { return &db_; }

 private:
  vault::Vault vault_;
  vault::OfficeKeys keys_;
  pg::Database db_;
};

}  // namespace notary::testing
