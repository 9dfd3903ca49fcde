#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "platform/time/clock.h"
#include "services/notification/domain/notice.h"

namespace notary::notification {
namespace {

constexpr absl::CivilDay kToday(2026, 11, 26);

Notice OnPaper() {
  return {.create_time = absl::FromCivil(absl::CivilMinute(2026, 11, 24, 0, 10), ShanghaiZone()),
          .service = NoticeService::kPaper};
}

std::string RefusalOf(PaperWay way, absl::string_view day, const std::string& letter = "") {
  return ReasonOf(ServedOnPaper(OnPaper(), way, day, letter, kToday).status());
}

TEST(PaperTest, OnlyWhatIsOnPaperIsServedByHandAndOnce) {
  EXPECT_EQ(ReasonOf(MayServe(Notice())), "SERVED_ELECTRONICALLY");
  Notice notice = OnPaper();
  EXPECT_TRUE(MayServe(notice).ok());
  notice.paper = PaperService();
  EXPECT_EQ(ReasonOf(MayServe(notice)), "ALREADY_SERVED");
}

TEST(PaperTest, AHandoverNamesItsDay) {
  const auto served = ServedOnPaper(OnPaper(), PaperWay::kHandedOver, "2026-11-25", "", kToday);
  ASSERT_TRUE(served.ok()) << served.status();
  EXPECT_EQ(served->way, PaperWay::kHandedOver);
  EXPECT_EQ(served->day, absl::CivilDay(2026, 11, 25));
}

TEST(PaperTest, TheDayLiesBetweenTheNoticeAndToday) {
  // The first day is that of Shanghai, where it was already the 24th.
  EXPECT_EQ(RefusalOf(PaperWay::kHandedOver, "2026-11-24"), "");
  EXPECT_EQ(RefusalOf(PaperWay::kHandedOver, "2026-11-23"), "DATE_BEFORE_NOTICE");
  EXPECT_EQ(RefusalOf(PaperWay::kHandedOver, "2026-11-26"), "");
  EXPECT_EQ(RefusalOf(PaperWay::kHandedOver, "2026-11-27"), "DATE_IN_FUTURE");
  EXPECT_EQ(RefusalOf(PaperWay::kHandedOver, "2026-02-30"), "DATE_NOT_A_DAY");
}

TEST(PaperTest, ALetterHasANumberAndAHandoverNone) {
  EXPECT_EQ(RefusalOf(PaperWay::kRegisteredMail, "2026-11-25", "XA12345678931"), "");
  EXPECT_EQ(RefusalOf(PaperWay::kRegisteredMail, "2026-11-25"), "REQUIRED");
  EXPECT_EQ(RefusalOf(PaperWay::kHandedOver, "2026-11-25", "XA12345678931"), "NOT_BY_MAIL");
}

}  // namespace
}  // namespace notary::notification
