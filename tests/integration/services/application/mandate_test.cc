// People who act for others: under their own name, while the mandate holds, and no further.
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "services/common/masking.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class MandateOfCaseTest : public ApplicationFixture {
 protected:
  // Zhang is represented by Zhou.
  Result Begin(const rpc::Principal& who, MandateKind kind,
               v1::Application::Capacity capacity = v1::Application::CAPACITY_UNSPECIFIED) {
    mandates_.mandate.kind = kind;
    v1::CreateApplicationRequest request = NewCase();
    request.mutable_application()->set_capacity(capacity);
    request.mutable_application()->set_mandate("mandates/1");
    if (kind == MandateKind::kGuardian) {
      (*request.mutable_application()->mutable_form())["applicant.birth_date"] = "2015-09-01";
      (*request.mutable_application()->mutable_form())["guardian.name"] = "李二";
    }
    return Do(who, "CreateApplication", request);
  }

  Result Fill(const rpc::Principal& who, const std::string& name) {
    v1::UpdateApplicationRequest request;
    request.mutable_application()->set_name(name);
    (*request.mutable_application()->mutable_form())["use.country"] = "US";
    return Do(who, "UpdateApplication", request);
  }

  Result Look(const rpc::Principal& who, const std::string& name) {
    v1::GetApplicationRequest request;
    request.set_name(name);
    return harness_.Call<v1::Application>(who, Method("GetApplication"), request);
  }

  int Listed(const rpc::Principal& who) {
    v1::ListApplicationsRequest request;
    request.set_parent("offices/xuhui");
    return harness_.Call<v1::ListApplicationsResponse>(who, Method("ListApplications"), request)
        ->applications_size();
  }

  // As the services ask that keep something of the case.
  absl::StatusOr<bool> Owns(const rpc::Principal& who, const std::string& name) {
    v1::CheckSideRequest request;
    request.set_name(name);
    request.set_person(who.subject);
    const auto response = harness_.Call<v1::CheckSideResponse>(
        system_, "/notary.application.v1.SideService/CheckSide", request);
    if (!response.ok()) return response.status();
    return response->owns();
  }

  void EndMandate() { mandates_.held = DeniedError("MANDATE_NOT_ACTIVE", {"已撤销", "Revoked"}); }

  const rpc::Principal zhou_ = testing::Person("zhou");
  const rpc::Principal stranger_ = testing::Person("wu");
};

TEST_F(MandateOfCaseTest, AnAgentOwnsTheSideWhileTheMandateHolds) {
  const Result begun = Begin(zhou_, MandateKind::kAgent);
  ASSERT_TRUE(begun.ok()) << begun.status();
  EXPECT_EQ(begun->capacity(), v1::Application::AGENT);
  EXPECT_EQ(begun->applicant(), "persons/zhou");
  EXPECT_EQ(begun->represented(), "persons/zhang");
  EXPECT_TRUE(Fill(zhou_, begun->name()).ok());

  EndMandate();
  EXPECT_EQ(ReasonOf(Fill(zhou_, begun->name()).status()), "MANDATE_NOT_ACTIVE");
  EXPECT_EQ(ReasonOf(Look(zhou_, begun->name()).status()), "MANDATE_NOT_ACTIVE");
  EXPECT_TRUE(
      Move<v1::CancelApplicationRequest>(applicant_, "CancelApplication", begun->name()).ok())
      << "the person's own case";
}

TEST_F(MandateOfCaseTest, TheCaseGoesOnWithoutItsAgent) {
  const std::string name = Begin(zhou_, MandateKind::kAgent)->name();
  EndMandate();

  const Result submitted = Do(applicant_, "SubmitApplication", Submission(name));
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  ASSERT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
  const Result accepted = Accept(name);
  ASSERT_TRUE(accepted.ok()) << accepted.status();
  Assign(name);
  BringToApproval(name);
  EXPECT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
}

TEST_F(MandateOfCaseTest, WhatOthersKeepOfItIsThePersonsWhoIsRepresented) {
  const std::string name = Begin(zhou_, MandateKind::kAgent)->name();
  ASSERT_TRUE(Do(zhou_, "SubmitApplication", Submission(name)).ok());
  ASSERT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
  ASSERT_TRUE(Accept(name).ok());
  Assign(name);
  BringToApproval(name);
  ASSERT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());

  for (const auto& notice : Notices()) EXPECT_EQ(notice.addressee(), "persons/zhang");
  const auto fees = OwedTo<payment::v1::CreateFeeNoteRequest>("CreateFeeNote");
  ASSERT_EQ(fees.size(), 1u);
  EXPECT_EQ(fees[0].payer(), "persons/zhang");
  const auto texts = OwedTo<certificate::v1::IssueCertificateRequest>("IssueCertificate");
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].certificate().holder(), "persons/zhang");
}

TEST_F(MandateOfCaseTest, WhoseCaseItIsIsSaidAsOfNow) {
  const std::string name = Begin(zhou_, MandateKind::kAgent)->name();
  EXPECT_TRUE(*Owns(zhou_, name));
  EXPECT_TRUE(*Owns(applicant_, name));
  EXPECT_FALSE(*Owns(stranger_, name));

  EndMandate();
  EXPECT_FALSE(*Owns(zhou_, name));
  EXPECT_TRUE(*Owns(applicant_, name));

  mandates_.held = absl::UnavailableError("down");
  EXPECT_EQ(Owns(zhou_, name).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(*Owns(applicant_, name)) << "who acts for oneself waits for nobody";
  const auto none = Owns(zhou_, "offices/xuhui/applications/0190aaaa-0000-7000-8000-0000000000ff");
  EXPECT_EQ(ReasonOf(none.status()), "RESOURCE_NOT_FOUND");
}

TEST_F(MandateOfCaseTest, AHelperDoesNotOwnTheSide) {
  const std::string name = Begin(zhou_, MandateKind::kHelper)->name();
  EXPECT_FALSE(*Owns(zhou_, name));
  EXPECT_TRUE(*Owns(applicant_, name));
}

TEST_F(MandateOfCaseTest, AHelperFillsInAndSignsNothing) {
  const Result begun = Begin(zhou_, MandateKind::kHelper);
  ASSERT_TRUE(begun.ok()) << begun.status();
  EXPECT_EQ(begun->capacity(), v1::Application::SELF);
  EXPECT_EQ(begun->applicant(), "persons/zhang");
  EXPECT_THAT(begun->acts(), ::testing::ElementsAre("update"));
  EXPECT_EQ(Fill(zhou_, begun->name())->form().at("applicant.name"), "张一") << "what he fills in";
  papers_.owner = "persons/zhou";  // the helper scanned them

  EXPECT_EQ(ReasonOf(Do(zhou_, "SubmitApplication", Submission(begun->name())).status()),
            "ROLE_NOT_ALLOWED");
  EXPECT_EQ(
      ReasonOf(
          Move<v1::CancelApplicationRequest>(zhou_, "CancelApplication", begun->name()).status()),
      "ROLE_NOT_ALLOWED");
  EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(begun->name())).ok());
}

TEST_F(MandateOfCaseTest, BothSidesFindTheCaseAndNobodyElse) {
  const std::string name = Begin(zhou_, MandateKind::kHelper)->name();
  EXPECT_EQ(Listed(zhou_), 1);
  EXPECT_EQ(Listed(applicant_), 1);
  EXPECT_EQ(Listed(stranger_), 0);
  EXPECT_EQ(ReasonOf(Look(stranger_, name).status()), "RESOURCE_NOT_FOUND");
  EndMandate();
  EXPECT_EQ(Listed(zhou_), 0);
  EXPECT_EQ(Listed(applicant_), 1);
}

TEST_F(MandateOfCaseTest, TheCapacityIsTheMandates) {
  EXPECT_EQ(ReasonOf(Begin(zhou_, MandateKind::kAgent, v1::Application::SELF).status()),
            "CAPACITY_OF_MANDATE");
  v1::UpdateApplicationRequest request;
  request.mutable_application()->set_name(Begin(zhou_, MandateKind::kAgent)->name());
  request.mutable_application()->set_capacity(v1::Application::SELF);
  EXPECT_EQ(ReasonOf(Do(zhou_, "UpdateApplication", request).status()), "CAPACITY_OF_MANDATE");
}

TEST_F(MandateOfCaseTest, NoCaseUnderAMandateThatDoesNotHold) {
  mandates_.held = DeniedError("MANDATE_OUT_OF_SCOPE", {"不适用", "Not covered"});
  EXPECT_EQ(ReasonOf(Begin(zhou_, MandateKind::kAgent).status()), "MANDATE_OUT_OF_SCOPE");
}

// The notices ask whose case it is while the case waits for the notices: were that to wait for a
// thread or a connection of the case, both would stand still.
TEST_F(MandateOfCaseTest, WhoseItIsIsSaidWhileAllThatTheCaseHasIsWaiting) {
  const std::string name = GivenReviewing();
  absl::Notification asked, answered;
  notices_.meanwhile = [&] {
    if (!asked.HasBeenNotified()) asked.Notify();
    answered.WaitForNotification();
  };
  v1::RecordRemoteIdentityRequest identity;
  identity.set_name(name);
  identity.set_reference("check");
  ASSERT_TRUE(Do(assistant_, "RecordRemoteIdentity", identity).ok());
  std::vector<std::thread> signing;
  for (int i = 0; i < 16; ++i) {
    signing.emplace_back([&] {
      v1::SignNoticeRequest sign;
      sign.set_name(name);
      sign.set_text_hash("aa");
      sign.set_request_id(NewId(harness_.clock().Now()));
      (void)Do(applicant_, "SignNotice", sign);
    });
  }
  asked.WaitForNotification();
  absl::SleepFor(absl::Milliseconds(100));  // until the others wait behind the first

  const absl::StatusOr<bool> owns = Owns(applicant_, name);

  answered.Notify();
  for (std::thread& thread : signing) thread.join();
  ASSERT_TRUE(owns.ok()) << owns.status();
  EXPECT_TRUE(*owns);
}

TEST_F(MandateOfCaseTest, AGuardiansProofIsSeenBeforeAcceptance) {
  mandates_.mandate.represented = "";
  mandates_.ward = "310111199001151010";
  mandates_.mandate.accepted = false;
  const std::string name = Begin(zhou_, MandateKind::kGuardian)->name();
  papers_.owner = "persons/zhou";
  EXPECT_TRUE(Do(zhou_, "SubmitApplication", Submission(name)).ok());
  EXPECT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
  EXPECT_EQ(ReasonOf(Accept(name).status()), "MANDATE_NOT_ACCEPTED");
  mandates_.mandate.accepted = true;
  EndMandate();
  EXPECT_EQ(ReasonOf(Accept(name).status()), "MANDATE_NOT_ACTIVE") << "nobody acts for the ward";
  mandates_.held = absl::OkStatus();
  EXPECT_TRUE(Accept(name).ok());
}

TEST_F(MandateOfCaseTest, AGuardianAppliesForTheWardOnly) {
  mandates_.mandate.represented = "";
  mandates_.ward = "310222201501011010";  // masked it looks like the applicant's
  const std::string name = Begin(zhou_, MandateKind::kGuardian)->name();
  papers_.owner = "persons/zhou";
  EXPECT_EQ(ReasonOf(Do(zhou_, "SubmitApplication", Submission(name)).status()), "WARD_DIFFERS");
}

}  // namespace
}  // namespace notary::application
