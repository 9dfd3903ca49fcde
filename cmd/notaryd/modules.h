// THE table of what notaryd can run.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/sealed.h"
#include "platform/pg/statement.h"
#include "platform/rpc/module.h"

namespace notary {

struct ModuleEntry {
  std::string name;                    // as in --services=
  const pg::MigrationSet* migrations;  // nullptr: no schema of its own
  std::function<absl::StatusOr<std::unique_ptr<rpc::Module>>(const rpc::ModuleContext&)> make;
  std::vector<pg::SealedColumn> sealed_columns = {};  // that an earlier version had in clear
};

const std::vector<ModuleEntry>& AllModules();

// Every schema, for migrate.
std::vector<const pg::MigrationSet*> AllMigrations();

}  // namespace notary
