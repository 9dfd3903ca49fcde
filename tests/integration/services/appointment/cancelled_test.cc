// What the party of a case is told when the office cancels its visit.
#include "tests/integration/services/appointment/appointment_fixture.h"

namespace notary::appointment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CancelledTest : public AppointmentTest {
 protected:
  // What stands about it: "reason by whom".
  std::vector<std::string> Noted() {
    static constexpr pg::Statement kNoted{"noted",
                                          "SELECT reason, canceller FROM office_cancellation"};
    const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kNoted); });
    EXPECT_TRUE(rows.ok()) << rows.status();
    std::vector<std::string> noted;
    for (const pg::Row& row : *rows) {
      noted.push_back(absl::StrCat(row.Str("reason"), " ", row.Str("canceller")));
    }
    return noted;
  }
  std::string GivenVisit(int n) { return Book(n, FreeOn("2026-11-25")[0])->name(); }
};

TEST_F(CancelledTest, TheCaseIsToldOfWhatTheOfficeCancels) {
  const auto cancelled = Cancel(counter_, GivenVisit(1), "STAFF_AWAY");

  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->state(), "CANCELLED");
  EXPECT_EQ(cancelled->cancel_reason(), "STAFF_AWAY");
  EXPECT_THAT(Told(), ElementsAre("1 STAFF_AWAY 25 09:00 "));
  EXPECT_THAT(Noted(), ElementsAre("STAFF_AWAY staff/a1"));
}

TEST_F(CancelledTest, WithoutAReasonItIsTheOffices) {
  ASSERT_TRUE(Cancel(counter_, GivenVisit(1)).ok());
  EXPECT_THAT(Told(), ElementsAre("1 OFFICE_REASON 25 09:00 "));
}

TEST_F(CancelledTest, NobodyIsToldOfWhatTheyCancelThemselves) {
  const std::string visit = GivenVisit(1);
  EXPECT_EQ(ReasonOf(Cancel(person_, visit, "STAFF_AWAY").status()), "CANCEL_REASON_OF_STAFF");
  const auto cancelled = Cancel(person_, visit);
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->cancel_reason(), "");
  EXPECT_THAT(Told(), IsEmpty());
  EXPECT_THAT(Noted(), IsEmpty());
}

TEST_F(CancelledTest, OncePerCancellation) {
  v1::CancelVisitRequest request;
  request.set_name(GivenVisit(1));
  request.set_reason("PARTY_ASKED");
  request.set_request_id(NewId(harness_.clock().Now()));
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(harness_.Call<v1::Visit>(counter_, Method("CancelVisit"), request).ok());
  }
  EXPECT_EQ(ReasonOf(Cancel(counter_, request.name()).status()), "VISIT_NOT_BOOKED");
  EXPECT_THAT(Told(), ElementsAre("1 PARTY_ASKED 25 09:00 "));
}

// Nobody can come to it any more; it only hinders the next.
TEST_F(CancelledTest, NobodyIsToldOfAVisitThatWasMissed) {
  const std::string visit = GivenVisit(1);
  harness_.clock().Advance(absl::Hours(48));
  ASSERT_TRUE(Cancel(counter_, visit).ok());
  EXPECT_THAT(Told(), IsEmpty());
}

TEST_F(CancelledTest, TheEndOfACaseIsToldByTheCase) {
  GivenVisit(1);
  EXPECT_EQ(Settle(1, "CANCELLED"), 1);
  EXPECT_THAT(Told(), IsEmpty());
}

}  // namespace
}  // namespace notary::appointment
