// What each service's role of the database may do, decided by people in role_matrix.csv and tried:
// every role, every table of every schema, every statement. What is not in the table is refused,
// and a row of another office is not there, whoever asks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "cmd/notaryd/modules.h"
#include "platform/pg/connection.h"
#include "platform/pg/migrate.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {
namespace {

using ::testing::IsEmpty;

constexpr char kMatrix[] = "tests/conformance/roles/role_matrix.csv";
constexpr char kHead[] =
    "# role,table,what it may do. UPDATE names the columns; what has no line may not be done.\n"
    "# Written by `make reference`; a change is a decision about who may do what.\n";

struct Table {
  std::string name;  // schema.table
  std::vector<std::string> columns;
  bool has_office = false;
};

std::vector<Table> Tables() {
  static constexpr pg::Statement kColumns{"test_role_columns", R"sql(
    SELECT c.table_schema || '.' || c.table_name AS name, c.column_name::text AS column_name
    FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema NOT IN ('pg_catalog', 'information_schema', 'public')
      AND t.table_type = 'BASE TABLE'
    ORDER BY name, c.ordinal_position)sql"};
  const auto rows =
      World().owner().Read(pg::kNoOffice, [](pg::Tx& tx) { return tx.Query(kColumns); });
  std::vector<Table> tables;
  for (const pg::Row& row : *rows) {
    if (tables.empty() || tables.back().name != row.Str("name")) {
      tables.push_back({row.Str("name"), {}});
    }
    tables.back().columns.push_back(row.Str("column_name"));
    tables.back().has_office |= row.Str("column_name") == "office_id";
  }
  return tables;
}

// One role's connection, as its service has it.
class Role {
 public:
  explicit Role(const std::string& schema)
      : connection_(*pg::Connection::Open(
            absl::StrCat(World().database_target(), " user=", pg::ServiceRole(schema)))) {}

  // Whether the statement gets past the rights; nothing of it stays.
  bool May(const std::string& sql) {
    absl::Status status = Try("", sql);
    return !absl::StrContains(status.message(), "permission denied") &&
           !absl::StrContains(status.message(), "must be owner");
  }

  // What a statement comes to in a transaction that has named `office`; nothing of it stays.
  absl::Status Try(const std::string& office, const std::string& sql) {
    const pg::Scope scope{.office = office};
    absl::Status tried;
    const absl::Status ended = connection_->InTransaction(
        [&](pg::Tx& tx) {
          tried = tx.Script(sql);
          return absl::CancelledError("nothing of this stays");
        },
        &scope);
    EXPECT_TRUE(absl::IsCancelled(ended)) << ended;
    return tried;
  }

 private:
  const std::unique_ptr<pg::Connection> connection_;
};

// "SELECT INSERT UPDATE(state)", by what was tried.
std::string Rights(Role& role, const Table& table) {
  std::vector<std::string> rights;
  const auto try_it = [&](const char* right, absl::string_view sql) {
    if (role.May(absl::Substitute(sql, table.name, table.columns[0]))) rights.push_back(right);
  };
  try_it("SELECT", "SELECT * FROM $0 WHERE false");
  try_it("INSERT", "INSERT INTO $0 DEFAULT VALUES");
  std::vector<std::string> updated;
  for (const std::string& column : table.columns) {
    const std::string quoted = absl::StrCat("\"", column, "\"");
    if (role.May(absl::Substitute("UPDATE $0 SET $1 = NULL WHERE false", table.name, quoted))) {
      updated.push_back(column);
    }
  }
  if (!updated.empty()) rights.push_back(absl::StrCat("UPDATE(", absl::StrJoin(updated, " "), ")"));
  try_it("DELETE", "DELETE FROM $0 WHERE false");
  try_it("TRUNCATE", "TRUNCATE $0 CASCADE");
  try_it("ALTER", "ALTER TABLE $0 ADD COLUMN test_more bigint");
  try_it("DROP", "DROP TABLE $0 CASCADE");
  try_it("LIFT", "ALTER TABLE $0 DISABLE ROW LEVEL SECURITY");
  return absl::StrJoin(rights, " ");
}

std::string TriedMatrix() {
  std::string matrix = kHead;
  const std::vector<Table> tables = Tables();
  for (const pg::MigrationSet* set : AllMigrations()) {
    Role role(set->schema);
    const std::string name = pg::ServiceRole(set->schema);
    for (const pg::MigrationSet* other : AllMigrations()) {
      const std::string make = absl::StrCat("CREATE TABLE ", other->schema, ".test_new (n bigint)");
      if (role.May(make)) absl::StrAppend(&matrix, name, ",", other->schema, ",CREATE\n");
    }
    if (role.May("SET ROLE onevisit")) absl::StrAppend(&matrix, name, ",,SET ROLE\n");
    for (const Table& table : tables) {
      const std::string rights = Rights(role, table);
      if (!rights.empty()) absl::StrAppend(&matrix, name, ",", table.name, ",", rights, "\n");
    }
  }
  return matrix;
}

TEST(RolesTest, OnlyWhatIsDeclaredMayBeDone) {
  const std::string tried = TriedMatrix();
  if (std::getenv("NOTARY_UPDATE_REFERENCE") != nullptr) std::ofstream(kMatrix) << tried;
  std::ostringstream declared;
  declared << std::ifstream(kMatrix).rdbuf();
  EXPECT_EQ(tried, declared.str()) << "what a role may do is another than " << kMatrix;
}

// Rows of xuhui, put there by whole cases, asked for by every role in the name of another office
// and of none. What stands under no office is the log of requests about none.
TEST(RolesTest, ARowOfAnotherOfficeIsNotThere) {
  for (const demo::Scenario& scenario : demo::AllScenarios(World().Register())) {
    if (scenario.script.title.find("Diploma for study") == std::string::npos) continue;
    demo::CaseScript script = scenario.script;
    script.office = "xuhui";
    demo::CaseRun run(World().office(), script);
    ASSERT_TRUE(scenario.steps(run).ok());
  }
  Settle(World().owner());
  std::vector<std::string> seen;
  int tables_with_rows = 0;
  for (const Table& table : Tables()) {
    const std::string schema = table.name.substr(0, table.name.find('.'));
    const bool directory = schema == "identity" || absl::EndsWith(table.name, ".data_key");
    if (!table.has_office || directory) continue;
    Role role(schema);
    // Fails, by a division, when a row shows; on an empty answer it never gets that far.
    const auto look = [&](const char* office, const char* rows) {
      return role.Try(office, absl::Substitute("SELECT 1 / (count(*) - count(*)) FROM $0 WHERE $1 "
                                               "HAVING count(*) > 0",
                                               table.name, rows));
    };
    for (const char* office : {"minhang", ""}) {
      const absl::Status status = look(office, "office_id <> current_setting('app.office_id')");
      if (!status.ok())
        seen.push_back(absl::StrCat(table.name, " in '", office, "' ", status.message()));
    }
    tables_with_rows += look("xuhui", "office_id = 'xuhui'").ok() ? 0 : 1;
  }
  EXPECT_THAT(seen, IsEmpty());
  EXPECT_GT(tables_with_rows, 15) << "the rows were not there to be hidden";
}

// The wall stands before every constraint: where it had a gap, this would fail on a column that is
// missing, as it does in the role's own office.
TEST(RolesTest, ARowForAnotherOfficeCannotBeWritten) {
  std::vector<std::string> not_refused;
  int walls = 0;
  for (const Table& table : Tables()) {
    const std::string schema = table.name.substr(0, table.name.find('.'));
    const bool directory = schema == "identity" || absl::EndsWith(table.name, ".data_key");
    if (!table.has_office || directory) continue;
    Role role(schema);
    const auto insert = [&](const char* of) {
      const absl::Status tried = role.Try(
          "xuhui", absl::Substitute("INSERT INTO $0 (office_id) VALUES ('$1')", table.name, of));
      return std::string(tried.message());
    };
    const std::string foreign = insert("minhang");
    const std::string own = insert("xuhui");
    const bool may_insert = !absl::StrContains(own, "permission denied");
    const bool wall = absl::StrContains(foreign, "row-level security");
    if (may_insert && !wall) not_refused.push_back(absl::StrCat(table.name, ": ", foreign));
    if (may_insert && absl::StrContains(own, "row-level security")) {
      not_refused.push_back(absl::StrCat(table.name, ": own office too, ", own));
    }
    walls += may_insert && wall ? 1 : 0;
  }
  EXPECT_THAT(not_refused, IsEmpty());
  EXPECT_GT(walls, 15) << "hardly anything was tried";
}

}  // namespace
}  // namespace notary::testing
