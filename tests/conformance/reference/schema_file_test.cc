// services/*/storage/schema.sql and platform/pg/schema.sql are the sum of the migrations beside
// them: what a reader wants to see, and what a change of a migration does to it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cmd/notaryd/modules.h"
#include "platform/pg/migrate.h"
#include "tests/testing/golden.h"
#include "tests/testing/test_database.h"

namespace notary {
namespace {

namespace fs = std::filesystem;

// The newest of the machine, where Debian puts them.
std::string PgDump() {
  std::string newest;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql")) {
    newest = std::max(newest, entry.path().string());
  }
  return newest + "/bin/pg_dump";
}

std::string OutputOf(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, n);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return output;
}

// Without the settings and remarks of the program that wrote it.
bool IsOfTheSchema(absl::string_view line) {
  return !absl::StartsWith(line, "--") && !absl::StartsWith(line, "SET ") &&
         !absl::StartsWith(line, "SELECT pg_catalog") && !absl::StartsWith(line, "\\");
}

std::string Tidy(const std::string& dump) {
  std::string tidy;
  bool blank = true;
  for (absl::string_view line : absl::StrSplit(dump, '\n')) {
    if (!IsOfTheSchema(line) || (line.empty() && blank)) continue;
    blank = line.empty();
    absl::StrAppend(&tidy, line, "\n");
  }
  while (absl::EndsWith(tidy, "\n\n")) tidy.pop_back();
  return tidy;
}

// The platform's tables as they stand in each schema, under a name of their own.
const pg::MigrationSet kPlatformAlone{"platform", {}};

std::string Dump(const testing::TestDatabase& database, const std::string& what) {
  return Tidy(OutputOf(absl::StrCat(PgDump(), " --schema-only --no-owner ", what, " '",
                                    database.Target("onevisit"), "'")));
}

std::vector<std::string> TablesIn(const std::string& platform) {
  std::vector<std::string> tables;
  for (absl::string_view line : absl::StrSplit(platform, '\n')) {
    if (!absl::ConsumePrefix(&line, "CREATE TABLE platform.")) continue;
    tables.emplace_back(line.substr(0, line.find(' ')));
  }
  return tables;
}

// The tables of the platform in one schema, as if it were called "platform".
std::string PlatformPart(const testing::TestDatabase& database, const std::string& schema,
                         const std::vector<std::string>& tables) {
  const std::string names =
      absl::StrCat(" --table=", schema, ".", absl::StrJoin(tables, " --table=" + schema + "."));
  return absl::StrReplaceAll(
      Dump(database, names),
      {{schema + ".", "platform."}, {pg::ServiceRole(schema), pg::ServiceRole("platform")}});
}

class SchemaFileTest : public ::testing::Test {
 protected:
  static std::vector<const pg::MigrationSet*> AllAndThePlatform() {
    std::vector<const pg::MigrationSet*> sets = AllMigrations();
    sets.push_back(&kPlatformAlone);
    return sets;
  }

  const testing::TestDatabase database_{AllAndThePlatform()};
  const std::string platform_ = Dump(database_, "--schema=platform");
  const std::vector<std::string> tables_ = TablesIn(platform_);
};

TEST_F(SchemaFileTest, IsTheSumOfTheMigrations) {
  testing::ExpectReference(
      "platform/pg/schema.sql",
      "-- Generated: the sum of migrations/, the tables that every service's schema has.\n" +
          platform_);
  const std::string but_platform =
      absl::StrCat(" --exclude-table='*.", absl::StrJoin(tables_, "' --exclude-table='*."), "'");
  for (const pg::MigrationSet* set : AllMigrations()) {
    testing::ExpectReference(
        absl::StrCat("services/", set->schema, "/storage/schema.sql"),
        absl::StrCat("-- Generated: the sum of migrations/, beside platform/pg/schema.sql.\n",
                     Dump(database_, absl::StrCat("--schema=", set->schema, but_platform))));
  }
}

TEST_F(SchemaFileTest, ThePlatformIsTheSameInEverySchema) {
  ASSERT_FALSE(tables_.empty());
  const std::string alone = PlatformPart(database_, "platform", tables_);
  for (const pg::MigrationSet* set : AllMigrations()) {
    EXPECT_EQ(PlatformPart(database_, set->schema, tables_), alone) << set->schema;
  }
}

}  // namespace
}  // namespace notary
