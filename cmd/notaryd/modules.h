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
  std::vector<std::string> reads = {};                // its own fields of the configuration
  int more_connections = 0;  // beside those that every service with a schema has
  // Everything in its part of the configuration that `make` refuses, without a trace on this
  // machine; where `make` leaves none, it is enough.
  std::function<std::vector<absl::Status>(const rpc::ModuleContext&)> check = nullptr;
};

const std::vector<ModuleEntry>& AllModules();

// As in --services: a module's own name, or "all".
bool IsWanted(const std::string& name, const std::vector<std::string>& wanted);
// INVALID_ARGUMENT for a name that is neither a module, nor kGateway, nor "all".
absl::Status CheckNames(const std::vector<std::string>& wanted);
inline constexpr char kGateway[] = "gateway";

// How many connections to the database a process of these modules opens at most.
int ConnectionsOf(const config::v1::Database& database, const std::vector<std::string>& wanted);

// Every schema, for migrate.
std::vector<const pg::MigrationSet*> AllMigrations();

}  // namespace notary
