// The way of a finished certificate to its party: the counter, the courier, and the courier again
// (domain.md 8.4).
#include "tests/integration/services/application/handover_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Not;

TEST_F(HandOverTest, WhatCameBackGoesOutAgainAtTheRecipientsCost) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "CREATED").ok());
  EXPECT_EQ(FreightTold(), "FREIGHT_PAID");

  const Result back = Report(name, "RETURNED");

  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->state(), v1::Application::READY);
  EXPECT_TRUE(back->freight_collect());
  EXPECT_EQ(NoticeCodes().back(), "N12_RETURNED");
  ASSERT_TRUE(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name)).ok());
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_EQ(Parcels().size(), 2u);
  EXPECT_FALSE(Parcels()[0].freight_collect());
  EXPECT_TRUE(Parcels()[1].freight_collect());
  EXPECT_EQ(Parcels()[1].address(), "平江路1号");
  ASSERT_TRUE(Report(name, "CREATED", "SF2222222222222").ok());
  EXPECT_EQ(FreightTold(), "FREIGHT_COLLECT");
}

TEST_F(HandOverTest, WhatCameBackAndIsNotCollectedIsRemindedOf) {
  const std::string waits_for_the_courier = GivenReady();
  const std::string came_back = GivenReady();
  ASSERT_TRUE(Dispatch(came_back).ok());
  ASSERT_TRUE(Report(came_back, "RETURNED").ok());
  harness_.clock().Advance(absl::Hours(24 * 11));

  ASSERT_TRUE(service_.PassTimeLimits(harness_.clock().Now()).ok());

  std::vector<std::string> reminded;
  for (const auto& notice : Notices()) {
    if (notice.code() == "N12_COLLECT_REMINDER") reminded.push_back(notice.application());
  }
  EXPECT_THAT(reminded, Each(came_back));
  EXPECT_THAT(reminded, Not(IsEmpty()));
}

TEST_F(HandOverTest, TheOfficePaysForItsOwnFault) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "RETURNED").ok());

  const Result sent = Dispatch(name, /*office_fault=*/true);

  ASSERT_TRUE(sent.ok()) << sent.status();
  EXPECT_FALSE(sent->freight_collect());
  EXPECT_FALSE(Parcels()[1].freight_collect());
}

TEST_F(HandOverTest, WhatTheCourierLostOrNeverTookIsNotPaidForAgain) {
  const std::string refused = GivenReady();
  ASSERT_TRUE(Dispatch(refused).ok());
  EXPECT_FALSE(Report(refused, "CANCELLED", "")->freight_collect());
  EXPECT_EQ(Notices().back().values().at("why"), "NOT_DELIVERABLE");

  const std::string lost = GivenReady();
  ASSERT_TRUE(Dispatch(lost).ok());
  ASSERT_TRUE(Report(lost, "RETURNED").ok());
  ASSERT_TRUE(Dispatch(lost).ok());
  ASSERT_TRUE(Report(lost, "LOST", "SF2222222222222").ok());
  ASSERT_TRUE(Move<v1::ResolveIncidentRequest>(assistant_, "ResolveIncident", lost).ok());
  Produce(lost);
  ASSERT_TRUE(Dispatch(lost).ok());
  EXPECT_FALSE(Parcels().back().freight_collect());
}

// The way back runs under a waybill of its own, or nobody scans what is lost: the case must not
// wait for a scan that never comes.
TEST_F(HandOverTest, WhatNoScanSaysAPersonDoes) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  v1::RecordParcelRequest record;
  record.set_name(name);
  record.set_outcome(v1::RecordParcelRequest::RETURNED);
  record.set_note("信封在本处");
  EXPECT_EQ(ReasonOf(Do(applicant_, "RecordParcel", record).status()), "ROLE_NOT_ALLOWED");

  const Result back = Do(assistant_, "RecordParcel", record);

  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->state(), v1::Application::READY);
  EXPECT_TRUE(back->freight_collect()) << "nobody was there for it";
  EXPECT_EQ(Notices().back().code(), "N12_RETURNED");
  ASSERT_TRUE(Dispatch(name).ok());
  record.set_outcome(v1::RecordParcelRequest::LOST);
  record.set_note("承运人电话告知");
  EXPECT_EQ(Do(assistant_, "RecordParcel", record)->state(), v1::Application::INCIDENT);
  EXPECT_EQ(Notices().back().values().at("why"), "LOST");
  record.set_outcome(v1::RecordParcelRequest::RETURNED);
  EXPECT_EQ(Do(assistant_, "RecordParcel", record)->state(), v1::Application::READY);
  EXPECT_EQ(Notices().back().code(), "N12_COLLECT");
}

// Who may take the parcel stays known while it travels; once it is back, nobody sends it again.
TEST_F(HandOverTest, TheConsentToTheCourierGoesWhenTheParcelIsBack) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(name);
  withdraw.set_code("COURIER");
  EXPECT_EQ(ReasonOf(Do(applicant_, "WithdrawConsent", withdraw).status()), "PARCEL_UNDER_WAY");
  ASSERT_TRUE(Report(name, "RETURNED").ok());

  const Result withdrawn = Do(applicant_, "WithdrawConsent", withdraw);

  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->handover_mode(), v1::Application::COUNTER);
}

TEST_F(HandOverTest, WhoHoldsTheCertificateSaysSo) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "SIGNED_BY_OTHER").ok());
  EXPECT_EQ(Notices().back().code(), "N13_INCIDENT");
  EXPECT_EQ(Notices().back().values().at("why"), "SIGNED_BY_OTHER");
  v1::ResolveIncidentRequest again;
  again.set_name(name);
  EXPECT_EQ(ReasonOf(Do(applicant_, "ResolveIncident", again).status()), "ROLE_NOT_ALLOWED")
      << "the office makes it again";
  v1::ResolveIncidentRequest held;
  held.set_name(name);
  held.set_received(true);

  const Result confirmed = Do(applicant_, "ResolveIncident", held);

  ASSERT_TRUE(confirmed.ok()) << confirmed.status();
  EXPECT_EQ(confirmed->state(), v1::Application::DELIVERED);
}

// The courier does not go where the party now wants it: that parcel has not left, and changes
// nothing.
TEST_F(HandOverTest, ASecondParcelThatNeverLeftLeavesEverythingAsItWas) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "CREATED").ok());
  ASSERT_TRUE(Report(name, "RETURNED").ok());
  ASSERT_TRUE(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name, "西藏")).ok());
  ASSERT_TRUE(Dispatch(name).ok());

  const Result refused = Report(name, "CANCELLED", "");

  ASSERT_TRUE(refused.ok()) << refused.status();
  EXPECT_TRUE(refused->freight_collect());
  EXPECT_TRUE(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name, "上海市")).ok());
  v1::HandOverRequest collect;
  collect.set_name(name);
  collect.set_identity_record("device-2");
  collect.set_signer_name("张一");
  collect.set_repeat_reason("PARCEL_RETURNED");
  ASSERT_TRUE(Do(assistant_, "HandOver", collect).ok());
  EXPECT_THAT(Owed(), Not(Contains("RefundUnusedCourier"))) << "the first parcel has spent it";
}

TEST_F(HandOverTest, TheHistorySaysWhereItWouldHaveGoneAndWhoseFaultItWas) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "RETURNED").ok());
  ASSERT_TRUE(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name)).ok());
  EXPECT_EQ(NoticeCodes().back(), "N13_ADDRESS");
  ASSERT_TRUE(Dispatch(name, /*office_fault=*/true).ok());
  v1::RevealHistoryRequest reveal;
  reveal.set_name(name);
  reveal.set_purpose("REVIEW");

  const auto history =
      harness_.Call<v1::ListHistoryResponse>(head_, Method("RevealHistory"), reveal);

  ASSERT_TRUE(history.ok()) << history.status();
  const int last = history->entries_size() - 1;
  EXPECT_EQ(history->entries(last).reason(), "OFFICE_FAULT");
  EXPECT_THAT(history->entries(last - 1).note(), ::testing::HasSubstr("上海市"))
      << "where it would have gone";
}

// Found again after it was lost: nobody failed to be at home.
TEST_F(HandOverTest, ALostParcelThatComesBackIsNotPaidForAgain) {
  const std::string name = GivenReady();
  ASSERT_TRUE(Dispatch(name).ok());
  ASSERT_TRUE(Report(name, "LOST").ok());

  const Result back = Report(name, "RETURNED");

  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->state(), v1::Application::READY);
  EXPECT_FALSE(back->freight_collect());
  EXPECT_EQ(NoticeCodes().back(), "N12_COLLECT");
}

TEST_F(HandOverTest, TheAddressIsThePartysUntilTheParcelHasLeft) {
  const std::string name = GivenReady();
  rpc::Principal long_ago = applicant_;
  long_ago.sign_in_time = harness_.clock().Now() - absl::Minutes(11);

  EXPECT_EQ(ReasonOf(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name)).status()),
            "FIXED_AT_ACCEPTANCE");
  EXPECT_EQ(ReasonOf(Do(long_ago, "ChangeDeliveryAddress", NewAddress(name, "上海市")).status()),
            "SIGN_IN_AGAIN");
  EXPECT_TRUE(absl::IsNotFound(
      Do(testing::Person("li"), "ChangeDeliveryAddress", NewAddress(name)).status()));
  ASSERT_TRUE(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name, "上海市")).ok());
  EXPECT_EQ(Get(name).form().at("courier.address"), "平江路1号");
  ASSERT_TRUE(Dispatch(name).ok());
  EXPECT_EQ(ReasonOf(Do(applicant_, "ChangeDeliveryAddress", NewAddress(name, "上海市")).status()),
            "STATE_NOT_ALLOWED");
}

TEST_F(HandOverTest, AnAssistantChangesItForWhoeverWasIdentified) {
  const std::string name = GivenReady();
  v1::ChangeDeliveryAddressRequest change = NewAddress(name, "上海市");

  EXPECT_EQ(ReasonOf(Do(assistant_, "ChangeDeliveryAddress", change).status()), "REQUIRED");
  change.set_identity_record("device-2");
  EXPECT_TRUE(Do(assistant_, "ChangeDeliveryAddress", change).ok());
}

TEST_F(HandOverTest, WhoCollectsAfterAVisitHasComeTwice) {
  const std::string name = GivenReady();
  v1::HandOverRequest request;
  request.set_name(name);
  request.set_identity_record("device-2");
  request.set_signer_name("张一");

  EXPECT_EQ(ReasonOf(Do(assistant_, "HandOver", request).status()), "SECOND_VISIT_REASON_REQUIRED");
  request.set_repeat_reason("PARTY_COLLECTS");
  const Result handed = Do(assistant_, "HandOver", request);

  ASSERT_TRUE(handed.ok()) << handed.status();
  EXPECT_EQ(handed->state(), v1::Application::DELIVERED);
  EXPECT_EQ(handed->visit_count(), 2);
}

TEST_F(HandOverTest, WhatIsOfferedFitsTheWay) {
  v1::CreateApplicationRequest counter = NewCase();
  counter.mutable_application()->set_handover_mode(v1::Application::COUNTER);
  const std::string name = Do(applicant_, "CreateApplication", counter)->name();
  ASSERT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
  ASSERT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
  ASSERT_TRUE(Accept(name).ok());

  EXPECT_THAT(Get(name).acts(), Not(Contains("changeDeliveryAddress")));
  const std::string courier = GivenReady();
  EXPECT_THAT(Get(courier).acts(), Contains("changeDeliveryAddress"));
}

}  // namespace
}  // namespace notary::application
