// Every bad input gets a precise refusal in Chinese and English, says nothing it should not, and
// leaves no trace; every control leaves one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "platform/base/error.h"
#include "platform/base/strings.h"
#include "services/common/unicode.h"
#include "tests/e2e/bad_inputs/row.h"
#include "tests/testing/office/digest.h"

namespace notary::testing {
namespace {

using ::testing::Contains;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Rows AllRows() {
  Rows all;
  for (const auto& rows : {WireRows, AccessRows, IdentityRows, UnicodeRows, DateRows, MoneyRows,
                           TwoPeopleRows, PagingRows, SearchRows, StateRows, IdempotencyRows,
                           UploadRows, AppointmentRows, ReportRows, AccountRows, NoticeRows}) {
    for (Row& row : rows()) all.push_back(std::move(row));
  }
  return all;
}

bool HasHan(const std::string& text) {
  for (char32_t c : DecodeUtf8(text).value_or(std::vector<char32_t>())) {
    if (common::IsHan(c)) return true;
  }
  return false;
}

// An English text may show what a Chinese number looks like; it begins in English.
void ExpectBothLanguages(const Text& text) {
  EXPECT_TRUE(HasHan(text.zh)) << "zh: " << text.zh;
  ASSERT_THAT(text.en, Not(IsEmpty()));
  EXPECT_TRUE(absl::ascii_isalpha(static_cast<unsigned char>(text.en[0]))) << "en: " << text.en;
}

void ExpectRefusal(const Row& row, const absl::Status& status) {
  EXPECT_EQ(status.code(), row.code) << status;
  const std::optional<ErrorDetail> detail = DetailOf(status);
  ASSERT_TRUE(detail.has_value()) << "no ErrorInfo: " << status;
  EXPECT_EQ(detail->reason, row.reason);
  ExpectBothLanguages(detail->text);
  std::set<std::pair<std::string, std::string>> faults;
  for (const FieldViolation& violation : detail->fields) {
    faults.insert({violation.field, violation.reason});
    ExpectBothLanguages(violation.text);
  }
  if (row.code == absl::StatusCode::kInvalidArgument) {
    EXPECT_THAT(faults, Contains(std::pair(row.field, row.reason)));
  }
  if (row.secret.empty()) return;
  std::string all = status.ToString();
  for (const FieldViolation& violation : detail->fields) {
    absl::StrAppend(&all, violation.field, violation.text.zh, violation.text.en);
  }
  EXPECT_FALSE(absl::StrContains(all, row.secret)) << "echoes personal data";
}

class BadInputsTest : public ::testing::TestWithParam<Row> {};

TEST_P(BadInputsTest, IsRefusedPreciselyAndLeavesNoTrace) {
  const Row& row = GetParam();
  Stage& stage = TheStage();
  if (row.prepare) row.prepare(stage);
  const std::string request =
      row.bytes.empty() ? stage.Request(row.method, row.request) : row.bytes;
  pg::Database& owner = stage.world().owner();
  const Digest before = Settle(owner);

  const absl::StatusOr<std::string> response = stage.Send(row.by, row.method, request);

  const std::vector<std::string> changed = Differing(before, TakeDigest(owner));
  if (row.code != absl::StatusCode::kOk) {
    ExpectRefusal(row, response.status());
    EXPECT_THAT(changed, IsEmpty());
    return;
  }
  ASSERT_TRUE(response.ok()) << response.status() << " " << ReasonOf(response.status());
  EXPECT_EQ(!changed.empty(), row.effect == Effect::kSomething) << absl::StrJoin(changed, " ");
  if (row.then) row.then(*response);
}

INSTANTIATE_TEST_SUITE_P(Rows, BadInputsTest, ::testing::ValuesIn(AllRows()),
                         [](const auto& info) { return info.param.name; });

TEST(BadInputsTableTest, HasManyRowsAndEachNameOnce) {
  std::set<std::string> names;
  for (const Row& row : AllRows()) names.insert(row.name);
  EXPECT_EQ(names.size(), AllRows().size());
  EXPECT_THAT(names, SizeIs(Ge(150)));
}

}  // namespace

// What gtest prints of a row instead of its bytes.
void PrintTo(const Row& row, std::ostream* out) { *out << row.name << " " << row.method; }

}  // namespace notary::testing
