#include "cmd/notaryctl/accounts.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/environment.h"
#include "platform/vault/vault.h"

namespace notary::ctl {
namespace {

// The identity service's database and keys, without the service.
struct Opened {
  rpc::Environment env;
  std::unique_ptr<pg::Database> db;
  std::unique_ptr<vault::Vault> vault;
};

absl::StatusOr<Opened> Open(const std::string& config_path) {
  Opened opened;
  ASSIGN_OR_RETURN(opened.env, rpc::LoadEnvironment(config_path));
  const config::v1::Config& config = opened.env.config;
  ASSIGN_OR_RETURN(vault::Secrets secrets, vault::LoadSecrets(config.personal_data()));
  opened.db = std::make_unique<pg::Database>(pg::Database::Options{
      .target = absl::StrCat(config.database().target(), " user=", pg::ServiceRole("identity")),
      .connections = 1});
  opened.vault = std::make_unique<vault::Vault>(*opened.db, std::move(secrets));
  return opened;
}

}  // namespace

absl::Status MakeFirstAdmin(const std::string& config_path, const identity::FirstAdmin& admin,
                            const std::string& password_file) {
  ASSIGN_OR_RETURN(const Opened opened, Open(config_path));
  ASSIGN_OR_RETURN(const std::string password,
                   identity::CreateFirstAdmin(*opened.db, admin, opened.env.clock->Now()));
  if (!password_file.empty()) return crypto::WriteNewFile(password_file, password);
  std::printf("%s\n", password.c_str());
  return absl::OkStatus();
}

absl::Status RotateKeys(const std::string& config_path) {
  ASSIGN_OR_RETURN(const Opened opened, Open(config_path));
  ASSIGN_OR_RETURN(const int64_t count, opened.vault->Rotate(opened.env.clock->Now()));
  std::printf("%d offices have a new key\n", static_cast<int>(count));
  return absl::OkStatus();
}

absl::Status RewrapKeys(const std::string& config_path) {
  ASSIGN_OR_RETURN(const Opened opened, Open(config_path));
  ASSIGN_OR_RETURN(const int64_t count, opened.vault->Rewrap());
  std::printf("%d keys wrapped anew\n", static_cast<int>(count));
  return absl::OkStatus();
}

}  // namespace notary::ctl
