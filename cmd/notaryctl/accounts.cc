#include "cmd/notaryctl/accounts.h"

#include <cstdio>

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/environment.h"

namespace notary::ctl {
absl::Status MakeFirstAdmin(const std::string& config_path, const identity::FirstAdmin& admin,
                            const std::string& password_file) {
  ASSIGN_OR_RETURN(const rpc::Environment env, rpc::LoadEnvironment(config_path));
  pg::Database db({.target = absl::StrCat(env.config.database().target(),
                                          " user=", pg::ServiceRole("identity")),
                   .connections = 1});
  ASSIGN_OR_RETURN(const std::string password,
                   identity::CreateFirstAdmin(db, admin, env.clock->Now()));
  if (!password_file.empty()) return crypto::WriteNewFile(password_file, password);
  std::printf("%s\n", password.c_str());
  return absl::OkStatus();
}

}  // namespace notary::ctl
