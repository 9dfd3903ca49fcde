// What can become of a certificate that lies ready, beside being fetched or sent.
#include "notary/appointment/v1/appointment_service.pb.h"
#include "tests/integration/services/application/handover_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class ReadyTest : public HandOverTest {
 protected:
  Result Withhold(const rpc::Principal& who, const std::string& name) {
    v1::WithholdCertificateRequest request;
    request.set_name(name);
    request.set_ground("REF05");
    return Do(who, "WithholdCertificate", request);
  }

  Result PutAway(const std::string& name) {
    v1::ArchiveApplicationRequest request;
    request.set_name(name);
    request.set_retention("SHORT");
    return Do(archivist_, "ArchiveApplication", request);
  }

  Result HandOver(const rpc::Principal& who, const std::string& name,
                  const std::string& repeat_reason = "") {
    v1::HandOverRequest request;
    request.set_name(name);
    request.set_identity_record("身份证");
    request.set_signer_name("张一");
    request.set_repeat_reason(repeat_reason);
    v1::OriginalCheck& check = *request.add_originals();
    check.set_slot("CERTIFICATE");
    check.set_passed(true);
    return Do(who, "HandOver", request);
  }

  // As the services ask that keep something of the case.
  bool InHand(const std::string& name) {
    v1::CheckSideRequest request;
    request.set_name(name);
    request.set_person(applicant_.subject);
    const auto side = harness_.Call<v1::CheckSideResponse>(
        system_, "/notary.application.v1.SideService/CheckSide", request);
    EXPECT_TRUE(side.ok() && side->has_handed_over()) << side.status();
    return side->handed_over();
  }

  std::vector<std::string> ToFile() {
    v1::ListApplicationsRequest request;
    request.set_parent("offices/xuhui");
    request.set_worklist(v1::ListApplicationsRequest::ARCHIVE);
    const auto page = harness_.Call<v1::ListApplicationsResponse>(
        archivist_, Method("ListApplications"), request);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> names;
    for (const auto& a : page->applications()) names.push_back(a.name());
    return names;
  }

  void DaysPass(int days) {
    harness_.clock().Advance(days * absl::Hours(24));
    ASSERT_TRUE(service_.PassTimeLimits(harness_.clock().Now()).ok());
  }

  const rpc::Principal archivist_ = testing::Staff("xuhui", "r1", {rpc::Role::ROLE_ARCHIVIST});
  const rpc::Principal other_notary_ = testing::Staff("xuhui", "n9", {rpc::Role::ROLE_NOTARY});
};

TEST_F(ReadyTest, WhoTakesBackTheConsentToTheCourierComesToTheCounter) {
  const std::string name = GivenReady();
  v1::WithdrawConsentRequest request;
  request.set_name(name);
  request.set_code("COURIER");
  ASSERT_TRUE(Do(applicant_, "WithdrawConsent", request).ok());

  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT");
  EXPECT_EQ(Get(name).form().count("courier.province"), 0u) << "a later supplement would refuse it";
  EXPECT_EQ(ReasonOf(Dispatch(name).status()), "NOT_BY_COURIER");
  EXPECT_THAT(Parcels(), IsEmpty());
  DaysPass(11);
  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT_REMINDER");
  const Result fetched = HandOver(assistant_, name, "PARTY_COLLECTS");
  ASSERT_TRUE(fetched.ok()) << fetched.status();
  EXPECT_EQ(fetched->state(), v1::Application::DELIVERED);
  EXPECT_THAT(Owed(), Contains("RefundUnusedCourier"));
}

TEST_F(ReadyTest, WhoTookItBackBeforeIsToldWhenItIsReady) {
  const std::string name = GivenPendingApproval();
  v1::WithdrawConsentRequest request;
  request.set_name(name);
  request.set_code("COURIER");
  ASSERT_TRUE(Do(applicant_, "WithdrawConsent", request).ok());
  ASSERT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());

  Produce(name);

  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT");
}

// Its number is given before, and the paper follows the originals (invariant 7).
TEST_F(ReadyTest, IsInHandOnceItWasHandedOver) {
  const std::string name = GivenAtTheCounter(v1::Application::AT_COLLECTION);
  EXPECT_FALSE(InHand(name));

  ASSERT_TRUE(HandOver(assistant_, name).ok());
  EXPECT_TRUE(InHand(name));
  ASSERT_TRUE(PutAway(name).ok());
  EXPECT_TRUE(InHand(name));
}

TEST_F(ReadyTest, OriginalsThatFailAtCollectionVoidTheNumber) {
  const std::string name = GivenAtTheCounter(v1::Application::AT_COLLECTION);
  const Result withheld = Withhold(notary_, name);

  ASSERT_TRUE(withheld.ok()) << withheld.status();
  EXPECT_EQ(withheld->state(), v1::Application::WITHHELD);
  EXPECT_EQ(withheld->certificates(0).status(), "VOID");
  EXPECT_FALSE(InHand(name));
  ASSERT_TRUE(PutAway(name).ok());
  EXPECT_FALSE(InHand(name));
}

TEST_F(ReadyTest, WhicheverNotaryIsThereWithholds) {
  EXPECT_TRUE(Withhold(other_notary_, GivenAtTheCounter(v1::Application::AT_COLLECTION)).ok());
  EXPECT_TRUE(Withhold(head_, GivenAtTheCounter(v1::Application::AT_COLLECTION)).ok());
}

// Nobody has come for it, and nobody will.
TEST_F(ReadyTest, WhatIsFoundFalseNeedNotBePrinted) {
  const std::string name = GivenPendingApproval();
  ASSERT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
  const int64_t visits = Get(name).visit_count();

  const Result withheld = Withhold(notary_, name);

  ASSERT_TRUE(withheld.ok()) << withheld.status();
  EXPECT_EQ(withheld->state(), v1::Application::WITHHELD);
  EXPECT_EQ(withheld->certificates(0).status(), "VOID");
  EXPECT_EQ(withheld->visit_count(), visits);
  EXPECT_EQ(withheld->originals_state(), v1::Application::PASSED) << "they were what they are";
  EXPECT_EQ(NoticeCodes().back(), "N18_FOUND_FALSE");
  EXPECT_THAT(Owed(), Contains("VoidCertificates"));
  using appointment::v1::SettleVisitsRequest;
  EXPECT_EQ(OwedTo<SettleVisitsRequest>("SettleVisits").back().became(), "CANCELLED");
}

TEST_F(ReadyTest, NobodyHasComeWhereItWasFoundOutByALetter) {
  const std::string name = GivenAtTheCounter(v1::Application::AT_COLLECTION);
  v1::WithholdCertificateRequest request;
  request.set_name(name);
  request.set_ground("REF07");
  request.set_found_otherwise(true);

  const Result withheld = Do(notary_, "WithholdCertificate", request);

  ASSERT_TRUE(withheld.ok()) << withheld.status();
  EXPECT_EQ(withheld->visit_count(), 0);
  EXPECT_NE(withheld->originals_state(), v1::Application::FAILED);
  EXPECT_EQ(NoticeCodes().back(), "N18_FOUND_FALSE");
}

TEST_F(ReadyTest, WhatCameBackTornIsMadeAgain) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "RETURNED").ok());
  v1::ResolveIncidentRequest torn;
  torn.set_name(name);
  torn.set_note("封签破损，证书折损");

  const Result again = Do(assistant_, "ResolveIncident", torn);

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->state(), v1::Application::ISSUED);
  EXPECT_FALSE(again->freight_collect());
}

// The one who prints it the second time is another.
TEST_F(ReadyTest, WhatIsMadeAgainIsNotCheckedByWhoMadeItAgain) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Move<v1::ResolveIncidentRequest>(assistant_, "ResolveIncident", name).ok());
  const rpc::Principal both =
      testing::Staff("xuhui", "c2", {rpc::Role::ROLE_PRODUCTION, rpc::Role::ROLE_ASSISTANT});
  ASSERT_TRUE(Move<v1::ProduceCertificateRequest>(both, "ProduceCertificate", name).ok());

  EXPECT_EQ(ReasonOf(Move<v1::PassQualityCheckRequest>(both, "PassQualityCheck", name).status()),
            "FOUR_EYES");
  EXPECT_TRUE(Move<v1::PassQualityCheckRequest>(assistant_, "PassQualityCheck", name).ok());
}

TEST_F(ReadyTest, WhatNobodyCollectsIsPutAwayAndHandedOverFromThere) {
  const std::string name = GivenAtTheCounter(v1::Application::AT_COLLECTION);
  EXPECT_EQ(ReasonOf(PutAway(name).status()), "MAY_STILL_BE_COLLECTED");
  EXPECT_THAT(ToFile(), IsEmpty());
  DaysPass(11);
  EXPECT_THAT(ToFile(), ElementsAre(name));

  const Result away = PutAway(name);
  ASSERT_TRUE(away.ok()) << away.status();
  EXPECT_EQ(away->state(), v1::Application::ARCHIVED);
  EXPECT_TRUE(away->uncollected());
  EXPECT_FALSE(InHand(name));
  EXPECT_THAT(ToFile(), IsEmpty());
  EXPECT_EQ(NoticeCodes().back(), "N12_ARCHIVED");
  EXPECT_THAT(Owed(), Not(Contains("SettleVisits"))) << "it may be booked for tomorrow";

  EXPECT_EQ(ReasonOf(HandOver(assistant_, name).status()), "ROLE_NOT_ALLOWED");
  const Result fetched = HandOver(archivist_, name);
  ASSERT_TRUE(fetched.ok()) << fetched.status();
  EXPECT_EQ(fetched->state(), v1::Application::ARCHIVED);
  EXPECT_FALSE(fetched->uncollected());
  EXPECT_TRUE(InHand(name));
  EXPECT_EQ(Notices().back().code(), "N14");
  EXPECT_EQ(ReasonOf(HandOver(archivist_, name).status()), "NOTHING_TO_COLLECT");
}

TEST_F(ReadyTest, WhatTheOfficeHasYetToSendIsNotPutAway) {
  const std::string name = GivenReady();
  DaysPass(11);

  EXPECT_EQ(ReasonOf(PutAway(name).status()), "MAY_STILL_BE_COLLECTED");
  EXPECT_THAT(ToFile(), IsEmpty());
}

// The party was told to change the address or to collect it, and does neither.
TEST_F(ReadyTest, WhatNoCourierBringsThereIsRemindedOfAndPutAway) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "CANCELLED", "").ok());
  ASSERT_EQ(NoticeCodes().back(), "N12_KEPT");
  EXPECT_EQ(ReasonOf(PutAway(name).status()), "MAY_STILL_BE_COLLECTED");

  DaysPass(11);

  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT_REMINDER");
  EXPECT_THAT(ToFile(), ElementsAre(name));
  EXPECT_TRUE(PutAway(name).ok());
}

TEST_F(ReadyTest, WhatComesBackFromAnIncidentIsRemindedOf) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "LOST").ok());
  ASSERT_TRUE(Report(name, "RETURNED").ok());
  ASSERT_EQ(NoticeCodes().back(), "N12_COLLECT");

  DaysPass(11);

  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT_REMINDER");
}

TEST_F(ReadyTest, WhatIsMadeAgainWaitsForTheOfficeToSendIt) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "LOST").ok());
  ASSERT_TRUE(Move<v1::ResolveIncidentRequest>(assistant_, "ResolveIncident", name).ok());
  Produce(name);

  DaysPass(11);

  EXPECT_THAT(NoticeCodes(), Not(Contains("N12_COLLECT_REMINDER")));
}

}  // namespace
}  // namespace notary::application
