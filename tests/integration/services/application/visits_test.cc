// N12: who is called in, when, and with what (domain.md 1.8).
#include <algorithm>

#include "notary/appointment/v1/appointment_service.pb.h"
#include "platform/rpc/timestamp.h"
#include "tests/integration/services/application/handover_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Not;

class CalledInTest : public HandOverTest {
 protected:
  static v1::SubmitApplicationRequest WithoutFaceCheck(const std::string& name) {
    v1::SubmitApplicationRequest submission = Submission(name);
    auto& consents = *submission.mutable_consents();
    const auto without = std::remove_if(consents.begin(), consents.end(), [](const auto& consent) {
      return consent.code() == "FACE";
    });
    consents.erase(without, consents.end());
    return submission;
  }

  // By somebody who has not agreed to the face check.
  std::string GivenReviewingWithoutFaceCheck() {
    const std::string name = GivenDraft();
    EXPECT_TRUE(Do(applicant_, "SubmitApplication", WithoutFaceCheck(name)).ok());
    EXPECT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
    EXPECT_TRUE(Accept(name).ok());
    Assign(name);
    return name;
  }

  Result SendBack(const std::string& name) {
    v1::ReturnApplicationRequest request;
    request.set_name(name);
    request.set_note("再看");
    return Do(approver_, "ReturnApplication", request);
  }

  int64_t Calls() { return std::ranges::count(NoticeCodes(), "N12_VISIT"); }
};

TEST_F(CalledInTest, WhenNothingButTheVisitIsWaitedFor) {
  const std::string name = GivenReviewing();
  SignRemotely(name);
  EXPECT_EQ(Calls(), 0) << "the review may still find what makes a visit vain";

  ASSERT_TRUE(Draft(name).ok());

  ASSERT_EQ(NoticeCodes().back(), "N12_VISIT");
  const notification::v1::Notice told = Notices().back();
  EXPECT_EQ(told.values().at("originals_zh"), "结婚证");
  EXPECT_EQ(told.values().at("originals_en"), "Marriage certificate");
}

TEST_F(CalledInTest, OnceThoughTheDraftIsSentBack) {
  const std::string name = GivenReviewing();
  SignRemotely(name);
  ASSERT_TRUE(Draft(name).ok());
  ASSERT_TRUE(SendBack(name).ok());

  ASSERT_TRUE(Draft(name).ok());

  EXPECT_EQ(Calls(), 1);
}

TEST_F(CalledInTest, AgainForAnOriginalThatDidNotPass) {
  const std::string name = GivenReviewing();
  SignRemotely(name);
  ASSERT_TRUE(Draft(name).ok());
  ASSERT_TRUE(Visit(name, /*passed=*/false).ok());
  ASSERT_TRUE(SendBack(name).ok());

  ASSERT_TRUE(Draft(name).ok());
  EXPECT_EQ(Calls(), 2);
  ASSERT_TRUE(Visit(name, /*passed=*/true, "ORIGINAL_MISSING").ok());
  ASSERT_TRUE(SendBack(name).ok());
  ASSERT_TRUE(Draft(name).ok());
  EXPECT_EQ(Calls(), 2) << "all was seen";
}

TEST_F(CalledInTest, WhoWouldComeOnlyToCollectAgreesToTheFaceCheckFirst) {
  v1::CreateApplicationRequest request = NewCase();
  request.mutable_application()->set_visit_mode(v1::Application::AT_COLLECTION);
  request.mutable_application()->set_handover_mode(v1::Application::COUNTER);
  const std::string name = Do(applicant_, "CreateApplication", request)->name();

  EXPECT_EQ(ReasonOf(Do(applicant_, "SubmitApplication", WithoutFaceCheck(name)).status()),
            "FACE_CHECK_NEEDED");
  EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
}

TEST_F(CalledInTest, WhoTakesThatBackComesBeforeTheIssue) {
  v1::CreateApplicationRequest request = NewCase();
  request.mutable_application()->set_visit_mode(v1::Application::AT_COLLECTION);
  request.mutable_application()->set_handover_mode(v1::Application::COUNTER);
  const std::string name = Do(applicant_, "CreateApplication", request)->name();
  ASSERT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
  ASSERT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
  ASSERT_TRUE(Accept(name).ok());
  Assign(name);
  v1::WithdrawConsentRequest no_face;
  no_face.set_name(name);
  no_face.set_code("FACE");

  const Result withdrawn = Do(applicant_, "WithdrawConsent", no_face);

  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->visit_mode(), v1::Application::BEFORE_ISSUE);
  EXPECT_EQ(Calls(), 1);
}

TEST_F(CalledInTest, NobodyWhoHasBeenThere) {
  GivenPendingApproval();
  EXPECT_EQ(Calls(), 0);
}

// Who does not agree to the face check signs N05 at the counter, before any draft.
TEST_F(CalledInTest, ToSignWhereTheIdentityIsNotCheckedFromAfar) {
  const std::string name = GivenReviewingWithoutFaceCheck();
  EXPECT_EQ(NoticeCodes().back(), "N12_VISIT");
  PrepareDraft(name);
  ASSERT_TRUE(Draft(name).ok());
  EXPECT_EQ(Calls(), 1);
}

TEST_F(CalledInTest, ToSignWhenTheConsentIsWithdrawn) {
  const std::string name = GivenReviewing();
  EXPECT_EQ(Calls(), 0);
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(name);
  withdraw.set_code("FACE");

  ASSERT_TRUE(Do(applicant_, "WithdrawConsent", withdraw).ok());

  EXPECT_EQ(NoticeCodes().back(), "N12_VISIT");
}

TEST_F(CalledInTest, WhoComesToCollectIsToldWhatToBring) {
  GivenAtTheCounter(v1::Application::AT_COLLECTION);
  EXPECT_EQ(Calls(), 0);
  ASSERT_EQ(NoticeCodes().back(), "N12");
  EXPECT_EQ(Notices().back().values().at("originals_zh"), "结婚证");

  harness_.clock().Advance(absl::Hours(24 * 11));
  ASSERT_TRUE(service_.PassTimeLimits(harness_.clock().Now()).ok());
  ASSERT_EQ(NoticeCodes().back(), "N12_REMINDER");
  EXPECT_EQ(Notices().back().values().at("originals_zh"), "结婚证");
}

TEST_F(CalledInTest, WhoHasShownTheOriginalsBringsThemOnlyOnce) {
  GivenAtTheCounter(v1::Application::BEFORE_ISSUE);
  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT");

  harness_.clock().Advance(absl::Hours(24 * 11));
  ASSERT_TRUE(service_.PassTimeLimits(harness_.clock().Now()).ok());
  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT_REMINDER");
  EXPECT_THAT(NoticeCodes(), Not(Contains("N12")));
}

using Told = absl::StatusOr<v1::ReportVisitCancelledResponse>;

// The office cannot receive whoever has booked.
class VisitCancelledTest : public HandOverTest {
 protected:
  v1::ReportVisitCancelledRequest Cancelled(const std::string& name) {
    v1::ReportVisitCancelledRequest report;
    report.set_name(name);
    *report.mutable_visit_time() =
        rpc::ToTimestamp(absl::FromCivil(absl::CivilMinute(2026, 11, 25, 9, 15), ShanghaiZone()));
    report.set_reason("OFFICE_CLOSED");
    report.set_note_zh("设备检修");
    report.set_note_en("Maintenance");
    report.set_request_id(NewId(harness_.clock().Now()));
    return report;
  }
  Told Tell(const v1::ReportVisitCancelledRequest& report) {
    return harness_.Call<v1::ReportVisitCancelledResponse>(system_, Method("ReportVisitCancelled"),
                                                           report);
  }
  v1::Application Get(const std::string& name) {
    v1::GetApplicationRequest request;
    request.set_name(name);
    return *harness_.Call<v1::Application>(applicant_, Method("GetApplication"), request);
  }
};

TEST_F(VisitCancelledTest, ThePartyIsToldOnceAndTheCaseStaysAsItIs) {
  const std::string name = GivenReviewing();
  const v1::Application before = Get(name);
  const v1::ReportVisitCancelledRequest report = Cancelled(name);

  const Told first = Tell(report), again = Tell(report);

  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(std::ranges::count(NoticeCodes(), "N12_VISIT_CANCELLED"), 1);
  const notification::v1::Notice told = Notices().back();
  EXPECT_EQ(told.application(), name);
  EXPECT_EQ(told.addressee(), before.applicant());
  EXPECT_EQ(told.values().at("visit_time"), "2026-11-25 09:15");
  EXPECT_EQ(told.values().at("reason"), "OFFICE_CLOSED");
  EXPECT_EQ(told.values().at("note_zh"), "设备检修");
  EXPECT_EQ(told.values().at("note_en"), "Maintenance");
  EXPECT_EQ(told.values().at("acceptance_number"), before.acceptance_number());
  EXPECT_EQ(Get(name).etag(), before.etag());
  EXPECT_EQ(Get(name).visit_count(), 0);
}

// Whoever thinks that he is expected must not come in vain, whatever has become of the case.
TEST_F(VisitCancelledTest, AlsoInACaseThatIsToEnd) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());

  ASSERT_TRUE(Tell(Cancelled(name)).ok());

  EXPECT_EQ(NoticeCodes().back(), "N12_VISIT_CANCELLED");
}

TEST_F(VisitCancelledTest, ACaseThatIsNotThereIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(
      Tell(Cancelled("offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000999")).status()));
}

// The word of it may come late: what the party books meanwhile is another visit.
TEST_F(CalledInTest, ThatThePartyCameIsSaidWithItsTime) {
  const std::string name = GivenReviewing();
  harness_.clock().Advance(absl::Hours(1));
  ASSERT_TRUE(Visit(name, /*passed=*/false).ok());

  const auto said = OwedTo<appointment::v1::SettleVisitsRequest>("SettleVisits");

  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(rpc::FromTimestamp(said[0].event_time()), harness_.clock().Now());
}

}  // namespace
}  // namespace notary::application
