#include "platform/pg/enum_of.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "platform/base/error.h"

namespace notary {
namespace {

enum class Signal { kStop, kGo };

}  // namespace

template <>
inline constexpr auto kEnumNames<Signal> = std::to_array<const char*>({"STOP", "GO"});

namespace {

pg::Row RowOf(const std::string& state) {
  return pg::Row(std::make_shared<const pg::Table>(pg::Table{{"state"}, {state}}), 0);
}

TEST(EnumOfTest, IsWhatTheColumnNames) {
  EXPECT_EQ(*pg::EnumOf<Signal>(RowOf("GO"), "state"), Signal::kGo);
}

// Of a newer version, read by a process of this one.
TEST(EnumOfTest, ANameThatIsNotKnownIsDataLoss) {
  const absl::Status status = pg::EnumOf<Signal>(RowOf("CAUTION"), "state").status();
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
  EXPECT_EQ(status.message(), "unknown value in column state");
}

}  // namespace
}  // namespace notary
