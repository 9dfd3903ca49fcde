#include "notary/notification/v1/notification_service.pb.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

class LifecycleTest : public ApplicationFixture {};

TEST_F(LifecycleTest, AcceptanceGivesNumberDueDateAndOwesNoticesAndFee) {
  const std::string name = GivenPreCheck();

  const Result accepted = Accept(name);

  ASSERT_TRUE(accepted.ok()) << accepted.status();
  EXPECT_EQ(accepted->state(), v1::Application::ACCEPTED);
  EXPECT_EQ(accepted->acceptance_number(), "（2026）沪徐证受字第1号");
  EXPECT_EQ(accepted->due_date(), "2026-12-14");
  EXPECT_THAT(Owed(), ElementsAre("ReportOwnCase", "CreateNotice", "CreateNotice", "CreateNotice",
                                  "CreateFeeNote"));
}

TEST_F(LifecycleTest, NothingIsOwedForAFeeBeforeAcceptance) {
  GivenPreCheck();

  EXPECT_THAT(Owed(), ::testing::Not(Contains("CreateFeeNote")));
}

TEST_F(LifecycleTest, ThePartyReadsTheFeeInYuan) {
  static constexpr pg::Statement kLast{
      "test_last_owed", "SELECT office_id, id, request FROM outbox ORDER BY position DESC LIMIT 1"};
  const std::string name = GivenReviewing();
  v1::ReportPaymentRequest report;
  report.set_name(name);
  report.set_payment_state("ASSESSED");
  report.set_fee_note("offices/xuhui/feeNotes/1");
  report.set_fee_fen(38050);
  v1::FeeItem& item = *report.add_items();
  item.set_name_zh("公证费");
  item.set_name_en("Certificate");
  item.set_quantity(1);
  item.set_subtotal_fen(38050);
  item.set_basis("GOVERNMENT");

  ASSERT_TRUE(Do(system_, "ReportPayment", report).ok());

  const absl::StatusOr<pg::Row> last = db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kLast); });
  notification::v1::CreateNoticeRequest owed;
  ASSERT_TRUE(last.ok() && owed.ParseFromString(testing::TestDatabase::OwedRequest(*last)));
  EXPECT_EQ(owed.notice().code(), "N06");
  EXPECT_EQ(owed.notice().values().at("fee_yuan"), "380.50");
  EXPECT_EQ(owed.notice().values().at("items_zh"), "\n公证费 × 1：380.50元（政府指导价）");
}

TEST_F(LifecycleTest, ThePartyIsToldThatNothingIsToBePaid) {
  v1::ReportPaymentRequest report;
  report.set_name(GivenReviewing());
  report.set_payment_state("WAIVED");
  ASSERT_TRUE(Do(system_, "ReportPayment", report).ok());
  EXPECT_EQ(NoticeCodes().back(), "N06_WAIVED");
}

TEST_F(LifecycleTest, ARefundByTransferIsNotSaidToGoBackToThePayingAccount) {
  v1::ReportPaymentRequest report;
  report.set_name(GivenPendingApproval());
  report.set_payment_state("REFUNDED");
  report.set_fee_fen(38000);
  report.set_refund_fen(38000);
  report.set_by_transfer(true);
  ASSERT_TRUE(Do(system_, "ReportPayment", report).ok());
  EXPECT_EQ(NoticeCodes().back(), "N15_TRANSFER");
}

// Each notice tells of one refund, how it went and why.
TEST_F(LifecycleTest, ARefundIsToldWithItsOwnSumWayAndCause) {
  struct Row {
    const char* way;
    const char* cause;
    const char* code;
  };
  const Row rows[] = {{"CHANNEL", "REVOKED", "N15"},
                      {"PROVIDER_SITE", "WITHDRAWN_LATE", "N15_SITE"},
                      {"BANK_TRANSFER", "FINAL_FEE_LOWER", "N15_TRANSFER"}};
  v1::ReportPaymentRequest report;
  report.set_name(GivenPendingApproval());
  report.set_payment_state("PART_REFUNDED");
  report.set_fee_fen(38000);
  for (const Row& row : rows) {
    report.clear_request_id();
    report.set_returned_fen(1050);
    report.set_refund_fen(report.refund_fen() + 1050);
    report.set_way(row.way);
    report.set_cause(row.cause);
    report.set_by_transfer(absl::string_view(row.way) == "BANK_TRANSFER");
    ASSERT_TRUE(Do(system_, "ReportPayment", report).ok()) << row.way;
    EXPECT_EQ(NoticeCodes().back(), row.code);
    const auto values = Notices().back().values();
    EXPECT_EQ(values.at("returned_yuan"), "10.50");
    EXPECT_EQ(values.at("cause"), absl::StrCat("REFUND_", row.cause));
  }
  EXPECT_EQ(Notices().back().values().at("refund_yuan"), "31.50");
}

TEST_F(LifecycleTest, WhatWasPaidTooMuchAndWentBackIsSaid) {
  const std::string name = GivenPendingApproval();
  v1::ReportOverpaymentRequest report;
  report.set_name(name);
  report.set_returned_fen(38050);

  const Result told = Do(system_, "ReportOverpayment", report);

  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(told->payment_state(), v1::Application::PAID);
  EXPECT_EQ(told->refund_fen(), 0);
  EXPECT_EQ(NoticeCodes().back(), "N15_OVERPAID");
  EXPECT_EQ(Notices().back().values().at("returned_yuan"), "380.50");
  report.set_name(GivenDraft());
  report.clear_request_id();
  EXPECT_EQ(ReasonOf(Do(system_, "ReportOverpayment", report).status()), "NOT_ACCEPTED_YET");
}

TEST_F(LifecycleTest, ApprovalIssuesTheNextNumberAndOwesTheText) {
  const std::string name = GivenPendingApproval();

  const Result issued = Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name);

  ASSERT_TRUE(issued.ok()) << issued.status();
  EXPECT_EQ(issued->state(), v1::Application::ISSUED);
  ASSERT_EQ(issued->certificates_size(), 1);
  EXPECT_EQ(issued->certificates(0).number(), "（2026）沪徐证字第1号");
  EXPECT_EQ(issued->certificates(0).issue_date(), "2026-11-23");
  EXPECT_THAT(Owed(), Contains("IssueCertificate"));
}

TEST_F(LifecycleTest, ATranslationCertificateTakesTheNextNumber) {
  catalogue_.rules.copy_trans = true;
  const std::string name = GivenPendingApproval();

  const Result issued = Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name);

  ASSERT_EQ(issued->certificates_size(), 2);
  EXPECT_EQ(issued->certificates(1).serial(), 2);
  EXPECT_EQ(issued->certificates(1).kind(), "COPY_TRANS");
}

TEST_F(LifecycleTest, TheHandlerCannotApprove) {
  const std::string name = GivenPendingApproval();

  const Result refused = Move<v1::ApproveApplicationRequest>(notary_, "ApproveApplication", name);

  EXPECT_EQ(ReasonOf(refused.status()), "FOUR_EYES");
  EXPECT_EQ(Get(name).state(), v1::Application::PENDING_APPROVAL);
}

TEST_F(LifecycleTest, AFailedApprovalLeavesNoGapInTheNumbers) {
  const std::string first = GivenPendingApproval();
  const std::string second = GivenPendingApproval();
  EXPECT_FALSE(Move<v1::ApproveApplicationRequest>(notary_, "ApproveApplication", first).ok());
  EXPECT_EQ(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", second)
                ->certificates(0)
                .serial(),
            1);
  EXPECT_EQ(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", first)
                ->certificates(0)
                .serial(),
            2);
}

TEST_F(LifecycleTest, GoesOnToTheCourierAndTheArchive) {
  const std::string name = GivenPendingApproval();
  const rpc::Principal printer = testing::Staff("xuhui", "c1", {rpc::Role::ROLE_PRODUCTION});
  const rpc::Principal archivist = testing::Staff("xuhui", "r1", {rpc::Role::ROLE_ARCHIVIST});
  ASSERT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
  ASSERT_TRUE(Move<v1::ProduceCertificateRequest>(printer, "ProduceCertificate", name).ok());
  ASSERT_TRUE(Move<v1::PassQualityCheckRequest>(assistant_, "PassQualityCheck", name).ok());
  const Result sent = Move<v1::DispatchCertificateRequest>(assistant_, "DispatchCertificate", name);
  ASSERT_TRUE(sent.ok()) << sent.status();
  v1::ReportShipmentRequest signed_for;
  signed_for.set_name(name);
  signed_for.set_shipment(sent->shipment());
  signed_for.set_waybill("SF1234567890123");
  signed_for.set_shipment_state("SIGNED");
  ASSERT_TRUE(Do(system_, "ReportShipment", signed_for).ok());
  v1::ArchiveApplicationRequest archive;
  archive.set_name(name);
  archive.set_retention("SHORT");
  catalogue_.retention = "LONG";
  EXPECT_EQ(ReasonOf(Do(archivist, "ArchiveApplication", archive).status()), "RETENTION_TOO_SHORT");
  archive.set_retention("LONG");

  const Result archived = Do(archivist, "ArchiveApplication", archive);

  ASSERT_TRUE(archived.ok()) << archived.status();
  EXPECT_EQ(archived->state(), v1::Application::ARCHIVED);
  EXPECT_EQ(archived->visit_count(), 1);
  EXPECT_EQ(archived->waybill(), "SF1234567890123");
}

TEST_F(LifecycleTest, TheCatalogueIsToldHowLongThePapersAre) {
  papers_.pages = 5;
  GivenPreCheck();
  EXPECT_THAT(catalogue_.pages_told, ::testing::Contains(::testing::Pair("CERTIFICATE", 5)));
}

TEST_F(LifecycleTest, AVisitCountsTheOriginalsThatWereShown) {
  catalogue_.rules.originals = {"CERTIFICATE"};
  const std::string name = GivenReviewing();
  v1::RecordVisitRequest visit;
  visit.set_name(name);
  visit.set_identity_record("device-1");
  visit.add_originals()->set_slot("CERTIFICATE");
  const Result failed = Do(assistant_, "RecordVisit", visit);
  ASSERT_TRUE(failed.ok()) << failed.status();
  EXPECT_EQ(failed->originals_state(), v1::Application::FAILED);
  EXPECT_EQ(failed->materials(0).original(), v1::Application::FAILED);

  visit.clear_request_id();
  visit.set_repeat_reason("ORIGINAL_MISSING");
  visit.mutable_originals(0)->set_passed(true);
  EXPECT_EQ(Do(assistant_, "RecordVisit", visit)->originals_state(), v1::Application::PASSED);
  EXPECT_EQ(Get(name).materials(0).original(), v1::Application::PASSED);
}

// After the number is taken it would be too late.
TEST_F(LifecycleTest, NoDraftOfATextThatCannotBeMade) {
  const std::string name = GivenPendingApproval();
  v1::ReturnApplicationRequest back;
  back.set_name(name);
  back.set_note("请核对");
  ASSERT_TRUE(Do(approver_, "ReturnApplication", back).ok());
  wordings_.made =
      PreconditionError("TEXT_VALUE_MISSING", {"证词缺少必要内容", "A value is missing"});
  v1::SubmitDraftRequest draft;
  draft.set_name(name);
  draft.set_opinion("属实");

  EXPECT_EQ(ReasonOf(Do(notary_, "SubmitDraft", draft).status()), "TEXT_VALUE_MISSING");
}

TEST_F(LifecycleTest, ABlockingQuestionPausesUntilItsAnswer) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string name = GivenReviewing();
  const Result asked = AskTheRegister(name);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->state(), v1::Application::VERIFY_WAIT);
  EXPECT_EQ(asked->due_date(), "");  // while the time stands still there is none
  v1::ReportVerificationRequest answer;
  answer.set_name(name);
  answer.set_verification(asked->verifications(0).verification());
  answer.set_outcome("VERIFIED");
  answer.set_reason_code("V00");
  answer.set_reply_number("R-1");

  const Result answered = Do(system_, "ReportVerification", answer);

  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->state(), v1::Application::REVIEWING);
  EXPECT_TRUE(answered->pauses(0).has_end_time());
  EXPECT_EQ(answered->verifications(0).reply_number(), "R-1");
}

// Row 18: any open case.
TEST_F(LifecycleTest, ForceMajeureHoldsUpTheApprovalToo) {
  const std::string name = GivenPendingApproval();
  v1::StartForceMajeureRequest start;
  start.set_name(name);
  start.set_note("台风");
  const Result paused = Do(head_, "StartForceMajeure", start);
  ASSERT_TRUE(paused.ok()) << paused.status();
  EXPECT_EQ(paused->state(), v1::Application::PENDING_APPROVAL);
  EXPECT_EQ(
      ReasonOf(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).status()),
      "PAUSE_OPEN");
  harness_.clock().Advance(absl::Hours(30));

  const Result resumed = Move<v1::EndForceMajeureRequest>(head_, "EndForceMajeure", name);

  ASSERT_TRUE(resumed.ok()) << resumed.status();
  EXPECT_EQ(resumed->due_date(), "2026-12-15");
  EXPECT_TRUE(Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name).ok());
}

TEST_F(LifecycleTest, WhatDoesNotStandStillDoesNotRunAgain) {
  const std::string name = GivenReviewing();

  EXPECT_EQ(ReasonOf(Move<v1::EndForceMajeureRequest>(head_, "EndForceMajeure", name).status()),
            "NOT_PAUSED");
}

TEST_F(LifecycleTest, ThePartyIsToldWhenTheTimeStillStands) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string name = GivenReviewing();
  v1::ReportVerificationRequest answer;
  answer.set_name(name);
  answer.set_verification(AskTheRegister(name)->verifications(0).verification());
  answer.set_outcome("VERIFIED");
  answer.set_reason_code("V00");
  v1::StartForceMajeureRequest start;
  start.set_name(name);
  ASSERT_TRUE(Do(head_, "StartForceMajeure", start).ok());

  ASSERT_TRUE(Do(system_, "ReportVerification", answer).ok());
  EXPECT_EQ(Notices().back().values().at("phase"), "HELD");
  ASSERT_TRUE(Move<v1::EndForceMajeureRequest>(head_, "EndForceMajeure", name).ok());
  EXPECT_EQ(Notices().back().values().at("phase"), "END");
}

// A draft that goes back takes the pause along, and the review ends it.
TEST_F(LifecycleTest, ForceMajeureThatBeganBeforeApprovalEndsInTheReview) {
  const std::string name = GivenPendingApproval();
  v1::StartForceMajeureRequest start;
  start.set_name(name);
  ASSERT_TRUE(Do(head_, "StartForceMajeure", start).ok());
  v1::ReturnApplicationRequest back;
  back.set_name(name);
  back.set_note("请核对");
  ASSERT_TRUE(Do(approver_, "ReturnApplication", back).ok());

  EXPECT_TRUE(Move<v1::EndForceMajeureRequest>(head_, "EndForceMajeure", name).ok());
}

TEST_F(LifecycleTest, AnAnswerAfterWithdrawalIsKeptAndMovesNothing) {
  catalogue_.rules.facts = {{"MARRIAGE_RECORD", 30, {"applicant.name"}}};
  const std::string name = GivenReviewing();
  const std::string question = AskTheRegister(name)->verifications(0).verification();
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  v1::ReportVerificationRequest answer;
  answer.set_name(name);
  answer.set_verification(question);
  answer.set_outcome("VERIFIED");
  answer.set_reason_code("V00");

  const Result answered = Do(system_, "ReportVerification", answer);

  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->state(), v1::Application::TERMINATION_PENDING);
}

TEST_F(LifecycleTest, ATerminationSettlesTheMoneyAndClosesPauses) {
  const std::string name = GivenReviewing();
  ASSERT_TRUE(Pay(name).ok());
  ASSERT_TRUE(Move<v1::WithdrawApplicationRequest>(applicant_, "WithdrawApplication", name).ok());
  ASSERT_TRUE(ReportClosure(name).ok());
  v1::ApproveClosureRequest close;
  close.set_name(name);
  close.set_fault("NOBODY");

  const Result closed = Do(head_, "ApproveClosure", close);

  ASSERT_TRUE(closed.ok()) << closed.status();
  EXPECT_EQ(closed->state(), v1::Application::TERMINATED);
  EXPECT_EQ(closed->ground(), "R50_2");
  EXPECT_THAT(Owed(), Contains("SettleFeeNote"));
  EXPECT_THAT(Owed(), Contains("SettleVisits"));
}

TEST_F(LifecycleTest, HistoryTellsWhoDidWhatInOrder) {
  const std::string name = GivenPreCheck();
  v1::ListHistoryRequest request;
  request.set_name(name);

  const auto history =
      harness_.Call<v1::ListHistoryResponse>(applicant_, Method("ListHistory"), request);

  ASSERT_TRUE(history.ok());
  std::vector<std::string> events;
  for (const v1::HistoryEntry& entry : history->entries()) events.push_back(entry.event());
  EXPECT_THAT(events, ElementsAre("START", "SUBMIT", "TAKE"));
  EXPECT_EQ(history->entries(2).actor(), "staff/s1");
}

}  // namespace
}  // namespace notary::application
