// docs/reference/personal_data.md tells of every sealed column that the programs know, and of no
// other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "cmd/notaryd/modules.h"
#include "platform/pg/sealed.h"

namespace notary {
namespace {

constexpr char kHead[] = "|---|---|---|---|";

std::string LineOf(const std::string& schema, const pg::SealedColumn& c) {
  return absl::Substitute("| $0 | `$1.$2` | $3 | $4 |", schema, c.table, c.column, c.content,
                          c.readers);
}

// Identity has no old rows: where its fields lie stands in its code (service/fields.h).
std::vector<std::string> LinesOfThePage() {
  std::ifstream file("docs/reference/personal_data.md");
  std::string line;
  while (std::getline(file, line) && line != kHead) {
  }
  std::vector<std::string> lines;
  while (std::getline(file, line) && !line.empty()) {
    if (!absl::StartsWith(line, "| identity |")) lines.push_back(line);
  }
  return lines;
}

TEST(PersonalDataPageTest, TellsOfEverySealedColumn) {
  std::vector<std::string> known;
  for (const pg::SealedColumn& column : pg::PlatformSealedColumns()) {
    known.push_back(LineOf("every one", column));
  }
  for (const ModuleEntry& module : AllModules()) {
    for (const pg::SealedColumn& column : module.sealed_columns) {
      known.push_back(LineOf(module.migrations->schema, column));
    }
  }
  EXPECT_THAT(LinesOfThePage(), ::testing::UnorderedElementsAreArray(known));
}

}  // namespace
}  // namespace notary
