#include "services/application/domain/visits.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

// Under review, to be visited before the certificate is issued.
Application Reviewed() {
  Application a;
  a.visit_mode = VisitMode::kBeforeIssue;
  a.handler = "staff/n1";
  return a;
}

TEST(CallInTest, AVisitBeforeIssueIsCalledForOnce) {
  Application a = Reviewed();
  EXPECT_TRUE(IsToBeCalledIn(a));
  a.called_visit = 1;
  EXPECT_FALSE(IsToBeCalledIn(a));
}

TEST(CallInTest, WhoCameAndLeftSomethingAtHomeIsCalledForTheNextVisit) {
  Application a = Reviewed();
  a.called_visit = 1;
  a.visit_count = 1;
  a.identity_state = IdentityState::kInPerson;
  EXPECT_TRUE(IsToBeCalledIn(a)) << "an original is missing";
  a.originals_state = OriginalsState::kFailed;
  EXPECT_TRUE(IsToBeCalledIn(a));
  a.originals_state = OriginalsState::kPassed;
  EXPECT_FALSE(IsToBeCalledIn(a));
  a.identity_state = IdentityState::kUnchecked;  // the form names somebody else since
  EXPECT_TRUE(IsToBeCalledIn(a));
}

TEST(CallInTest, NobodyIsCalledWhoComesToCollectOrNotAtAll) {
  Application a = Reviewed();
  for (const VisitMode mode : {VisitMode::kAtCollection, VisitMode::kNoVisit}) {
    a.visit_mode = mode;
    EXPECT_FALSE(IsToBeCalledIn(a));
  }
}

TEST(CallInTest, WithoutTheFaceCheckTheNoticeIsSignedAtTheOffice) {
  Application a = Reviewed();
  EXPECT_TRUE(SignsAtTheOffice(a, /*agreed_to_face_check=*/false));
  EXPECT_FALSE(SignsAtTheOffice(a, /*agreed_to_face_check=*/true));
  a.identity_state = IdentityState::kRemote;
  EXPECT_FALSE(SignsAtTheOffice(a, false));
  a = Reviewed();
  a.notice_sign_time = absl::UnixEpoch();
  EXPECT_FALSE(SignsAtTheOffice(a, false));
  a = Reviewed();
  a.handler.clear();
  EXPECT_FALSE(SignsAtTheOffice(a, false)) << "nobody handles it yet";
}

TEST(VisitModeTest, WhoComesOnlyToCollectIsComparedFromAfar) {
  Application a = Reviewed();
  a.visit_mode = VisitMode::kAtCollection;
  EXPECT_EQ(MayComeAtCollection(a, /*agreed_to_face_check=*/true), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayComeAtCollection(a, false)), "FACE_CHECK_NEEDED");
  a.identity_state = IdentityState::kInPerson;
  EXPECT_EQ(MayComeAtCollection(a, false), absl::OkStatus());
  a = Reviewed();
  EXPECT_EQ(MayComeAtCollection(a, false), absl::OkStatus());
}

TEST(VisitModeTest, WithoutTheCheckThePartyComesBeforeTheIssue) {
  Application a = Reviewed();
  a.visit_mode = VisitMode::kAtCollection;
  a.identity_state = IdentityState::kRemote;
  ComeBeforeIssue(a);
  EXPECT_EQ(a.visit_mode, VisitMode::kAtCollection) << "what was done under the consent stays";
  a.identity_state = IdentityState::kUnchecked;
  ComeBeforeIssue(a);
  EXPECT_EQ(a.visit_mode, VisitMode::kBeforeIssue);
}

}  // namespace
}  // namespace notary::application
