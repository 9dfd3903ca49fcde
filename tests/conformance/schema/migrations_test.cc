// R8: a version and the one before it work on one schema at once, for as long as an upgrade takes
// and, if it goes back, longer. So a migration adds; what it takes away waits for the next version,
// and says so in its file: "-- contract: why nobody needs it any more".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cmd/notaryd/modules.h"

namespace notary {
namespace {

using ::testing::IsEmpty;

// The last migration of each schema from before the first office opened.
const std::map<std::string, std::string>& BeforeTheFirstOffice() {
  static const auto& last = *new std::map<std::string, std::string>{
      {"application", "0026"}, {"appointment", "0003"},  {"certificate", "0002"},
      {"delivery", "0004"},    {"document", "0004"},     {"identity", "0003"},
      {"payment", "0005"},     {"notification", "0002"}, {"verification", "0003"}};
  return last;
}

struct Rule {
  const char* what;
  const char* pattern;
};

constexpr Rule kTakesAway[] = {
    {"drops what the version before uses", R"(DROP\s+(TABLE|COLUMN|VIEW|FUNCTION|CONSTRAINT)\b)"},
    {"renames it", R"(\bRENAME\b)"},
    {"changes a column",
     R"(ALTER\s+COLUMN\s+\w+\s+(TYPE|SET\s+NOT\s+NULL|SET\s+DATA|DROP\s+DEFAULT))"},
    {"takes a right away", R"(\bREVOKE\b)"},
    {"wants a value that the version before does not write",
     R"(ADD\s+COLUMN\s+(?![^;,]*\bDEFAULT\b)[^;,]*\bNOT\s+NULL\b)"},
    {"reads a whole table while everybody waits",
     R"(ADD\s+(CONSTRAINT\s+\w+\s+)?(CHECK|FOREIGN\s+KEY)\b(?![^;]*\bNOT\s+VALID\b))"},
    {"rewrites rows in one transaction", R"((^|;)\s*(UPDATE|DELETE)\b)"},
};

// Without comments, and without the bodies of functions, which run later.
std::string Statements(const std::string& text) {
  const std::string bare = std::regex_replace(text, std::regex("--[^\n]*"), "");
  return std::regex_replace(bare, std::regex(R"(\$\$[^$]*\$\$)"), "");
}

// What the version before could not work with.
std::vector<std::string> Breaks(const std::string& text) {
  std::vector<std::string> found;
  if (absl::StrContains(text, "-- contract:")) return found;
  const std::string statements = Statements(text);
  for (const Rule& rule : kTakesAway) {
    const std::regex pattern(rule.pattern, std::regex::icase);
    if (std::regex_search(statements, pattern)) found.push_back(rule.what);
  }
  return found;
}

TEST(MigrationsTest, TheVersionBeforeWorksOnTheNewSchema) {
  std::vector<std::string> breaks;
  for (const pg::MigrationSet* set : AllMigrations()) {
    ASSERT_TRUE(BeforeTheFirstOffice().contains(set->schema)) << set->schema;
    const std::string& last = BeforeTheFirstOffice().at(set->schema);
    for (const pg::Migration& migration : set->migrations) {
      if (std::string(migration.name).substr(0, last.size()) <= last) continue;
      for (const std::string& what : Breaks(migration.text)) {
        breaks.push_back(absl::StrCat(set->schema, "/", migration.name, " ", what));
      }
    }
  }
  EXPECT_THAT(breaks, IsEmpty());
}

TEST(MigrationsTest, WhatTakesAwayIsSeen) {
  for (const char* text : {
           "ALTER TABLE a DROP COLUMN b;",
           "ALTER TABLE a RENAME COLUMN b TO c;",
           "ALTER TABLE a ALTER COLUMN b TYPE bigint;",
           "REVOKE SELECT ON a FROM b;",
           "ALTER TABLE a ADD COLUMN b text NOT NULL;",
           "ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0);",
           "ALTER TABLE a ADD CHECK (c > 0);",
           "-- a\nUPDATE a SET b = 1;",
       }) {
    EXPECT_EQ(Breaks(text).size(), 1u) << text;
    EXPECT_THAT(Breaks(absl::StrCat("-- contract: version 7 was the last to read it\n", text)),
                IsEmpty());
  }
  for (const char* text : {
           "ALTER TABLE a ADD COLUMN b text NOT NULL DEFAULT '';",
           "ALTER TABLE a ADD COLUMN b text;",
           "ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0) NOT VALID;",
           "CREATE TABLE a (b text NOT NULL, CHECK (b <> ''));",
           "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM a; $$;",
           "DROP INDEX a;",
       }) {
    EXPECT_THAT(Breaks(text), IsEmpty()) << text;
  }
}

}  // namespace
}  // namespace notary
