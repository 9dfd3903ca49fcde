#include "cmd/notaryctl/accounts.h"

#include <cstdio>
#include <functional>

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/environment.h"

namespace notary::ctl {
namespace {

using Issue = std::function<absl::StatusOr<std::string>(pg::Database&, absl::Time now)>;

// Has the service's database issue a one-time password and hands it out.
absl::Status HandOut(const std::string& config_path, const std::string& password_file,
                     const Issue& issue) {
  ASSIGN_OR_RETURN(const rpc::Environment env, rpc::LoadEnvironment(config_path));
  pg::Database db({.target = absl::StrCat(env.config.database().target(),
                                          " user=", pg::ServiceRole("identity")),
                   .connections = 1});
  ASSIGN_OR_RETURN(const std::string password, issue(db, env.clock->Now()));
  if (!password_file.empty()) return crypto::WriteNewFile(password_file, password);
  std::printf("%s\n", password.c_str());
  return absl::OkStatus();
}

}  // namespace

absl::Status MakeFirstAdmin(const std::string& config_path, const identity::FirstAdmin& admin,
                            const std::string& password_file) {
  return HandOut(config_path, password_file, [&](pg::Database& db, absl::Time now) {
    return identity::CreateFirstAdmin(db, admin, now);
  });
}

absl::Status LetAdminIn(const std::string& config_path, const std::string& office,
                        const std::string& login, const std::string& password_file) {
  return HandOut(config_path, password_file, [&](pg::Database& db, absl::Time now) {
    return identity::RecoverAdmin(db, office, login, now);
  });
}

}  // namespace notary::ctl
