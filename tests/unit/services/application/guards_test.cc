#include "services/application/domain/guards.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "services/application/domain/retention.h"

namespace notary::application {
namespace {

const std::vector<std::string> kFacts = {"MARRIAGE_RECORD"};
const absl::Time kNow =
    absl::FromCivil(absl::CivilSecond(2026, 11, 23, 9, 0, 0), absl::UTCTimeZone());

// A case that may be approved: each test takes one thing away.
Case Approvable() {
  Case c;
  c.application.handler = "staff/n1";
  c.application.visit_mode = VisitMode::kBeforeIssue;
  c.application.payment_state = PaymentState::kPaid;
  c.application.identity_state = IdentityState::kInPerson;
  c.application.originals_state = OriginalsState::kPassed;
  c.application.notice_sign_time = kNow;
  c.verifications.push_back({.name = "v",
                             .fact = "MARRIAGE_RECORD",
                             .outcome = "VERIFIED",
                             .answer_time = kNow,
                             .stale_after_days = 30});
  return c;
}

TEST(ApproveTest, PassesWhenEverythingHolds) {
  EXPECT_TRUE(MayApprove(Approvable(), "staff/n2", kFacts, kNow).ok());
}

// The party's proof of a low income came after the payment: a part of the fee went back, or all.
TEST(ApproveTest, AFeeThatWasGivenBackIsOwedNoMore) {
  for (const PaymentState state : {PaymentState::kPartRefunded, PaymentState::kRefunded}) {
    Case c = Approvable();
    c.application.payment_state = state;
    EXPECT_TRUE(MayApprove(c, "staff/n2", kFacts, kNow).ok()) << Name(state);
  }
}

TEST(ApproveTest, NobodyApprovesTheirOwnCase) {
  EXPECT_EQ(ReasonOf(MayApprove(Approvable(), "staff/n1", kFacts, kNow)), "FOUR_EYES");
}

TEST(ApproveTest, NamesTheGuardThatDoesNotHold) {
  struct Row {
    const char* reason;
    void (*spoil)(Case&);
  };
  const Row rows[] = {
      {"NOT_PAID", [](Case& c) { c.application.payment_state = PaymentState::kAssessed; }},
      {"NOT_PAID", [](Case& c) { c.application.payment_state = PaymentState::kNone; }},
      {"PAUSE_OPEN",
       [](Case& c) {
         c.pauses.push_back({PauseKind::kForceMajeure, "台风", kNow, std::nullopt});
       }},
      {"VERIFICATION_OPEN", [](Case& c) { c.verifications[0].outcome.clear(); }},
      {"VERIFICATION_NOT_SUPPORTING", [](Case& c) { c.verifications[0].outcome = "NOT_FOUND"; }},
      {"VERIFICATION_STALE",
       [](Case& c) { c.verifications[0].answer_time = kNow - absl::Hours(24 * 31); }},
      {"VERIFICATION_STALE",
       [](Case& c) { c.verifications[0].data_time = kNow - absl::Hours(24 * 31); }},
      {"IDENTITY_NOT_IN_PERSON",
       [](Case& c) { c.application.identity_state = IdentityState::kRemote; }},
      {"ORIGINALS_NOT_PASSED",
       [](Case& c) { c.application.originals_state = OriginalsState::kFailed; }},
      {"IDENTITY_UNCHECKED",
       [](Case& c) {
         c.application.visit_mode = VisitMode::kAtCollection;
         c.application.identity_state = IdentityState::kUnchecked;
       }},
      {"ZERO_VISIT_RECORD_INCOMPLETE",
       [](Case& c) { c.application.visit_mode = VisitMode::kNoVisit; }},
  };
  for (const Row& row : rows) {
    Case c = Approvable();
    row.spoil(c);
    EXPECT_EQ(ReasonOf(MayApprove(c, "staff/n2", kFacts, kNow)), row.reason);
  }
}

TEST(ApproveTest, AWrittenOpinionResolvesAnInconclusiveAnswer) {
  Case c = Approvable();
  c.verifications[0].outcome = "INCONCLUSIVE";
  c.verifications[0].opinion = "公安证明已核对";

  EXPECT_TRUE(MayApprove(c, "staff/n2", kFacts, kNow).ok());
}

TEST(DraftTest, WaitsForNoticePauseAndFacts) {
  Case c = Approvable();
  EXPECT_TRUE(MaySubmitDraft(c, "staff/n1", {"MARRIAGE_RECORD"}).ok());
  EXPECT_EQ(ReasonOf(MaySubmitDraft(c, "staff/n2", {})), "NOT_THE_HANDLER");
  EXPECT_EQ(ReasonOf(MaySubmitDraft(c, "staff/n1", {"EDUCATION"})), "VERIFICATION_MISSING");
  c.pauses.push_back({PauseKind::kVerify, "x", kNow, std::nullopt});
  EXPECT_EQ(ReasonOf(MaySubmitDraft(c, "staff/n1", {})), "PAUSE_OPEN");
  c.application.notice_sign_time.reset();
  EXPECT_EQ(ReasonOf(MaySubmitDraft(c, "staff/n1", {})), "NOTICE_NOT_SIGNED");
}

TEST(SubmitTest, ALostOriginalNeedsTheCommitment) {
  Case c;
  c.application.visit_mode = VisitMode::kBeforeIssue;
  c.application.handover_mode = HandoverMode::kCourier;
  c.application.original_lost = true;

  EXPECT_EQ(ReasonOf(MaySubmit(c)), "COMMITMENT_REQUIRED");
  c.application.commitment_signed = true;
  EXPECT_TRUE(MaySubmit(c).ok());
}

TEST(DiscloseTest, NeedsALostOriginalAndASecondPerson) {
  Application a;
  a.handler = "staff/n1";
  const auto ask = [&](const char* mode, const char* supervisor, const char* permitted_by) {
    return ReasonOf(MayAskAgency(a, "staff/n1", mode, supervisor, permitted_by));
  };
  EXPECT_EQ(ask("DISCLOSE", "", "staff/h"), "DISCLOSE_NEEDS_LOST_ORIGINAL");
  EXPECT_EQ(ReasonOf(MayPermitDisclosure(a, "staff/h")), "DISCLOSE_NEEDS_LOST_ORIGINAL");
  a.original_lost = true;
  EXPECT_EQ(ask("DISCLOSE", "staff/h", ""), "DISCLOSURE_NOT_PERMITTED");
  EXPECT_EQ(ask("DISCLOSE", "", "staff/n1"), "FOUR_EYES");
  EXPECT_EQ(ask("DISCLOSE", "staff/x", "staff/h"), "SUPERVISOR_DIFFERS");
  EXPECT_EQ(ask("DISCLOSE", "", "staff/h"), "");
  EXPECT_EQ(ask("DISCLOSE", "staff/h", "staff/h"), "");
  EXPECT_EQ(ask("STATUS", "", ""), "MODE_UNKNOWN");
  EXPECT_EQ(ask("VERIFY", "", ""), "");
  EXPECT_EQ(ReasonOf(MayPermitDisclosure(a, "staff/n1")), "FOUR_EYES");
  EXPECT_TRUE(MayPermitDisclosure(a, "staff/h").ok());
}

TEST(FindingTest, IsConfirmedOnceByWhoCameAlong) {
  Application a;
  Verification v{
      .mode = kByHand, .supervisor = "staff/s", .outcome = "VERIFIED", .reason_code = "ASK_UNIT"};
  EXPECT_FALSE(v.Supports());
  EXPECT_EQ(ReasonOf(MayConfirmFinding(v, "staff/other")), "NOT_THE_SECOND_PERSON");
  EXPECT_TRUE(MayConfirmFinding(v, "staff/s").ok());
  v.confirm_time = absl::UnixEpoch();
  EXPECT_TRUE(v.Supports());
  EXPECT_EQ(ReasonOf(MayConfirmFinding(v, "staff/s")), "NOTHING_TO_CONFIRM");
  v.mode = "VERIFY";
  EXPECT_EQ(ReasonOf(MayConfirmFinding(v, "staff/s")), "NOT_THE_SECOND_PERSON");
}

TEST(FindingTest, TheSecondPersonIsOfTheStaff) {
  Application a;
  a.handler = "staff/n1";
  const auto with = [&](const char* second_person, const char* means = "INSPECT") {
    return ReasonOf(MayVerifyByHand(a, "staff/n1", means, second_person));
  };
  EXPECT_EQ(with("staff/s"), "");
  EXPECT_EQ(with("persons/p"), "NOT_STAFF");
  EXPECT_EQ(with("persons/p", kMeansAlone), "NOT_STAFF");
  EXPECT_EQ(with("staff/n1"), "SECOND_PERSON_REQUIRED");
  EXPECT_EQ(with(""), "SECOND_PERSON_REQUIRED");
}

TEST(FindingTest, WhoOnlyReadDocumentsNeedsNobody) {
  const Verification v{.mode = kByHand, .outcome = "VERIFIED", .reason_code = kMeansAlone};
  EXPECT_TRUE(v.Supports());
  EXPECT_FALSE(v.AwaitsSecondPerson());
}

TEST(CompletionTest, TheRoundBeyondTheLimitNeedsAReason) {
  Application a;
  a.completion_rounds = 1;
  EXPECT_TRUE(MayRequestCompletion(a, 2, "").ok());
  EXPECT_EQ(ReasonOf(MayRequestCompletion(a, 1, "")), "COMPLETION_ROUND_REASON_REQUIRED");
  a.completion_rounds = 2;
  EXPECT_EQ(ReasonOf(MayRequestCompletion(a, 2, "")), "COMPLETION_ROUND_REASON_REQUIRED");
  EXPECT_TRUE(MayRequestCompletion(a, 2, "NEW_LAW").ok());
}

TEST(OfferTest, OnlyWhatTheOfficeTakesOn) {
  Application a;
  a.visit_mode = VisitMode::kNoVisit;
  Offer offer{.matter = true, .by_itself = true, .visit_modes = {VisitMode::kBeforeIssue}};
  EXPECT_EQ(ReasonOf(MayApplyFor(a, offer)), "VISIT_MODE_NOT_FOR_MATTER");
  offer.no_visit = true;
  EXPECT_EQ(ReasonOf(MayApplyFor(a, offer)), "VISIT_MODE_NOT_OFFERED");
  offer.visit_modes.push_back(VisitMode::kNoVisit);
  EXPECT_EQ(MayApplyFor(a, offer), absl::OkStatus());
  offer.no_visit = false;
  EXPECT_EQ(ReasonOf(MayApplyFor(a, offer)), "VISIT_MODE_NOT_FOR_MATTER");
  a.visit_mode = VisitMode::kUnspecified;
  EXPECT_EQ(MayApplyFor(a, offer), absl::OkStatus());
  offer.by_itself = false;
  EXPECT_EQ(ReasonOf(MayApplyFor(a, offer)), "MATTER_NOT_BY_ITSELF");
  offer.matter = false;
  EXPECT_EQ(ReasonOf(MayApplyFor(a, offer)), "MATTER_NOT_OFFERED");
}

TEST(RetentionTest, IsTheMattersOrLonger) {
  EXPECT_EQ(CheckRetention("SHORT", "SHORT"), absl::OkStatus());
  EXPECT_EQ(CheckRetention("LONG", "SHORT"), absl::OkStatus());
  EXPECT_EQ(CheckRetention("PERMANENT", "LONG"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(CheckRetention("SHORT", "LONG")), "RETENTION_TOO_SHORT");
  EXPECT_EQ(ReasonOf(CheckRetention("LONG", "PERMANENT")), "RETENTION_TOO_SHORT");
  EXPECT_EQ(ReasonOf(CheckRetention("FOREVER", "SHORT")), "NOT_AN_OPTION");
}

TEST(SeriesTest, IsTheOneThatHoldsOnTheDay) {
  const absl::CivilDay day(2026, 11, 23);
  const OfficeInfo office{
      {{{.office = "徐"}, day - 10, day - 1}, {{.office = "汇"}, day, {}}}, "徐汇公证处", "Xuhui"};
  EXPECT_EQ(SeriesOn(office, day - 1)->office, "徐");
  EXPECT_EQ(SeriesOn(office, day)->office, "汇");
  EXPECT_TRUE(absl::IsDataLoss(SeriesOn(office, day - 11).status()));
}

TEST(ClosureTest, TheHeadDecidesOnceTheNotaryHasReported) {
  Application a;
  EXPECT_EQ(MayApproveClosure(a, "persons/a", "staff/h1"), absl::OkStatus()) << "nobody has it yet";
  a.handler = "staff/n1";
  EXPECT_EQ(ReasonOf(MayApproveClosure(a, "persons/a", "staff/h1")), "CLOSURE_NOT_REPORTED");
  a.closure_reported = true;
  EXPECT_EQ(MayApproveClosure(a, "persons/a", "staff/h1"), absl::OkStatus());
  EXPECT_EQ(ReasonOf(MayApproveClosure(a, "persons/a", "staff/n1")), "FOUR_EYES");
  a.payment_state = PaymentState::kPaid;
  EXPECT_EQ(MayApproveClosure(a, "persons/a", "staff/h1"), absl::OkStatus());
  a.ground = "REF09";
  EXPECT_EQ(ReasonOf(MayApproveClosure(a, "persons/a", "staff/h1")), "PAID_MEANWHILE");
  a.payment_state = PaymentState::kRefunded;
  EXPECT_EQ(ReasonOf(MayApproveClosure(a, "persons/a", "staff/h1")), "PAID_MEANWHILE");
  a.payment_state = PaymentState::kAssessed;
  EXPECT_EQ(ReasonOf(MayApproveClosure(a, "staff/h1", "staff/h1")), "FOUR_EYES");
}

}  // namespace
}  // namespace notary::application
