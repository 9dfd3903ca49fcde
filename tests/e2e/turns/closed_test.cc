// The office closes on the day for which a party has booked.
#include "platform/base/error.h"
#include "platform/time/clock.h"
#include "tests/e2e/turns/turns_fixture.h"

namespace notary::testing {
namespace {

using ::testing::HasSubstr;

TEST_F(TurnsTest, WhoseVisitFallsIntoAClosureIsToldAndComesAtAnotherTime) {
  demo::CaseRun run = Diploma();
  ASSERT_EQ(UpToReview(run), absl::OkStatus());
  const auto slot = run.FirstFreeSlot();
  ASSERT_TRUE(slot.ok() && *slot) << slot.status();
  ASSERT_EQ(run.Book(**slot).status(), absl::OkStatus());
  constexpr char kChange[] = "AppointmentService/CreateOpeningChange";
  const std::string closed = RequestOf(
      kChange,
      absl::StrCat("parent: 'offices/xuhui' cancel_visits: true opening_change { kind: 'CLOSED' "
                   "start_time { seconds: ",
                   absl::ToUnixSeconds(**slot),
                   " } end_time { seconds: ", absl::ToUnixSeconds(**slot + absl::Minutes(30)),
                   " } reason_zh: '临时停电' reason_en: 'Power cut' }"),
      World().Now());

  ASSERT_EQ(Send(World(), By::kHead, kChange, closed).status(), absl::OkStatus());

  EXPECT_EQ(ReasonOf(run.Book(**slot).status()), "OFFICE_CLOSED");
  ASSERT_EQ(run.ExpectNotices("N12_VISIT_CANCELLED", 1), absl::OkStatus());
  const std::string told = TextOf(run, "N12_VISIT_CANCELLED");
  EXPECT_THAT(told, HasSubstr(absl::FormatTime("%Y-%m-%d %H:%M", **slot, ShanghaiZone())));
  EXPECT_THAT(told, HasSubstr("原因：本处届时暂停接待。\n本处说明：临时停电\n"));
  ASSERT_EQ(UpToDraft(run), absl::OkStatus());
  EXPECT_EQ(run.Get()->visit_count(), 1);
}

}  // namespace
}  // namespace notary::testing
