// I13: after the cases of the demonstration have run, no table of the office and no file of its
// blob store holds the name, number, mobile or street of a person in clear, in hex or in base64.
// The register of civil affairs is another organisation's and not looked at.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "platform/base/strings.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

// What the people of the demonstration are called and where they are reached: whatever their forms
// say about them that is not a choice from a list.
std::set<std::string> Particulars(const std::vector<demo::Scenario>& scenarios) {
  std::set<std::string> particulars;
  for (const demo::Scenario& scenario : scenarios) {
    for (const auto& [field, value] : scenario.script.form) {
      const bool personal = absl::EndsWith(field, ".name") || absl::EndsWith(field, ".id_number") ||
                            absl::EndsWith(field, ".phone") || absl::EndsWith(field, ".address");
      if (personal && value.size() >= 6) particulars.insert(value);
    }
  }
  return particulars;
}

// Every way the bytes of `text` may be written down. Base64 has three, by where they begin; their
// first and last characters also say something of the neighbours and are left out.
std::vector<std::string> Spellings(const std::string& text) {
  std::vector<std::string> spellings = {text, HexEncode(text)};
  for (size_t before = 0; before < 3; ++before) {
    const std::string base64 = absl::Base64Escape(std::string(before, 'x') + text);
    const size_t whole = (before + text.size()) / 3 * 4;
    const size_t first = before == 0 ? 0 : before + 1;
    if (whole > first + 7) spellings.push_back(base64.substr(first, whole - first));
  }
  return spellings;
}

class Canary {
 public:
  explicit Canary(const std::set<std::string>& particulars) {
    for (const std::string& text : particulars) {
      for (std::string& spelling : Spellings(text)) needles_.push_back(std::move(spelling));
    }
  }

  size_t size() const { return needles_.size(); }

  // The first thing that `haystack` tells; "" for nothing.
  std::string FindIn(const std::string& haystack) const {
    for (const std::string& needle : needles_) {
      if (absl::StrContains(haystack, needle)) return needle;
    }
    return "";
  }

 private:
  std::vector<std::string> needles_;
};

constexpr pg::Statement kTables{
    "test_canary_tables",
    "SELECT schemaname || '.' || tablename AS name FROM pg_tables "
    "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name"};

// Tables with a row that tells something, each with what.
std::vector<std::string> Leaks(pg::Tx& tx, const Canary& canary, int64_t& rows_read) {
  // Statements are known by their address to the connection, so they stay.
  static auto& texts = *new std::deque<std::string>();
  static auto& statements = *new std::map<std::string, pg::Statement>();
  std::vector<std::string> leaks;
  const absl::StatusOr<pg::Rows> tables = tx.Query(kTables);
  EXPECT_TRUE(tables.ok()) << tables.status();
  for (const pg::Row& table : *tables) {
    const std::string& name = table.Str("name");
    if (!statements.contains(name)) {
      const std::string& text =
          texts.emplace_back(absl::StrCat("SELECT t::text AS row FROM ", name, " t"));
      statements[name] = {texts.emplace_back("test_canary_" + name).c_str(), text.c_str()};
    }
    const absl::StatusOr<pg::Rows> rows = tx.Query(statements[name]);
    EXPECT_TRUE(rows.ok()) << name << " " << rows.status();
    for (const pg::Row& row : *rows) {
      ++rows_read;
      const std::string found = canary.FindIn(row.Str("row"));
      if (found.empty()) continue;
      leaks.push_back(absl::StrCat(name, " tells ", found));
      break;
    }
  }
  return leaks;
}

TEST(CanaryTest, NothingAtRestTellsWhoSomebodyIs) {
  const std::vector<demo::Scenario> scenarios = demo::AllScenarios(World().Register());
  const Canary canary(Particulars(scenarios));
  ASSERT_GT(canary.size(), 40u);
  for (const demo::Scenario& scenario : scenarios) {
    demo::CaseRun run(World().office(), scenario.script);
    const absl::Status status = scenario.steps(run);
    EXPECT_TRUE(status.ok()) << scenario.script.title << ": " << status;
  }
  Settle(World().owner());

  // Made to fail once: one recipient's name as it was stored before.
  static constexpr pg::Statement kClear{
      "test_canary_clear",
      "UPDATE delivery.shipment SET recipient_name = convert_to('张一', 'UTF8')"};
  std::vector<std::string> leaks, leaks_of_one_clear_field;
  int64_t rows_read = 0;
  const absl::Status rolled_back =
      World().owner().Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
        leaks = Leaks(tx, canary, rows_read);
        RETURN_IF_ERROR(tx.Exec(kClear).status());
        leaks_of_one_clear_field = Leaks(tx, canary, rows_read);
        return absl::CancelledError("nothing of this stays");
      });
  EXPECT_TRUE(absl::IsCancelled(rolled_back)) << rolled_back;
  EXPECT_THAT(leaks, IsEmpty());
  EXPECT_EQ(leaks_of_one_clear_field.size(), leaks.size() + 1);
  EXPECT_GT(rows_read, 1000);

  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(World().blob_folder())) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ostringstream content;
    content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    EXPECT_EQ(canary.FindIn(content.str()), "") << entry.path();
  }
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace notary::testing
