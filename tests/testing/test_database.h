// A database of its own for one test, made from a template that holds the migrated schemas. The
// cluster is the one ctest starts (NOTARY_TEST_PG); without it, the test says how to get one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "platform/pg/database.h"
#include "platform/pg/statement.h"

namespace notary::testing {

class TestDatabase {
 public:
  // One template per set of schemas and process; a database per object.
  explicit TestDatabase(const std::vector<const pg::MigrationSet*>& schemas);
  ~TestDatabase();

  // Connected as the service role of the schema, with keys that are the same in every test.
  std::unique_ptr<pg::Database> As(absl::string_view schema, int connections = 4) const;

  // Connected as the owner of everything, to look and to break things.
  std::unique_ptr<pg::Database> AsOwner() const;

  // What of `request` in outbox row `row` (office_id, id, request) is owed, in clear.
  static std::string OwedRequest(const pg::Row& row);

  // libpq connection string for a user.
  std::string Target(absl::string_view user) const;

  // As configurations have it: each service adds its own role.
  std::string TargetWithoutUser() const;

 private:
  std::string name_;
};

}  // namespace notary::testing
