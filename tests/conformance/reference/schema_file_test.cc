// services/*/storage/schema.sql is the sum of the migrations beside it: what a reader wants to see,
// and what a change of a migration does to it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cmd/notaryd/modules.h"
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

TEST(SchemaFileTest, IsTheSumOfTheMigrations) {
  const testing::TestDatabase database(AllMigrations());
  for (const pg::MigrationSet* set : AllMigrations()) {
    const std::string dump =
        OutputOf(absl::StrCat(PgDump(), " --schema-only --no-owner --schema=", set->schema, " '",
                              database.Target("onevisit"), "'"));
    testing::ExpectReference(
        absl::StrCat("services/", set->schema, "/storage/schema.sql"),
        absl::StrCat("-- Generated: the sum of migrations/, with the platform's own tables.\n",
                     Tidy(dump)));
  }
}

}  // namespace
}  // namespace notary
