#include "platform/base/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace notary {
namespace {

TEST(ErrorTest, CarriesReasonFieldsAndBothLanguages) {
  const absl::Status status =
      InvalidFields({{"form.birth_date", "DATE_INVALID", {"日期不存在", "No such date"}},
                     {"form.name", "REQUIRED", {"必填", "Required"}}});

  const std::optional<ErrorDetail> detail = DetailOf(status);

  ASSERT_TRUE(detail);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(detail->reason, "DATE_INVALID");
  ASSERT_EQ(detail->fields.size(), 2);
  EXPECT_EQ(detail->fields[1], (FieldViolation{"form.name", "REQUIRED", {"必填", "Required"}}));
}

TEST(ErrorTest, KeepsTheRetryDelay) {
  const absl::Status status =
      MakeError(absl::StatusCode::kResourceExhausted, {.reason = "QUEUE_FULL",
                                                       .text = {"忙", "Busy"},
                                                       .fields = {},
                                                       .retry_after = absl::Seconds(1)});

  EXPECT_EQ(DetailOf(status)->retry_after, absl::Seconds(1));
}

TEST(ErrorTest, AStatusMadeElsewhereHasNoDetail) {
  EXPECT_EQ(DetailOf(absl::InternalError("x")), std::nullopt);
  EXPECT_EQ(ReasonOf(absl::OkStatus()), "");
}

}  // namespace
}  // namespace notary
