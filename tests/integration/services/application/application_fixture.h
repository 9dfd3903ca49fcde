// The application service on a real database, with a catalogue that asks for nothing special.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/pg/outbox.h"
#include "services/application/service/application_service.h"
#include "services/application/service/side_service.h"
#include "services/application/storage/application_sql.sql.h"
#include "tests/integration/services/application/application_fakes.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::application {

class ApplicationFixture : public ::testing::Test {
 protected:
  using Result = absl::StatusOr<v1::Application>;

  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.application.v1.ApplicationService/", name);
  }

  template <typename Request>
  Result Do(const rpc::Principal& who, absl::string_view method, Request request) {
    if (request.request_id().empty()) request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::Application>(who, Method(method), request);
  }

  // The plain verbs: nothing but the name.
  template <typename Request>
  Result Move(const rpc::Principal& who, absl::string_view method, const std::string& name) {
    Request request;
    request.set_name(name);
    return Do(who, method, request);
  }

  v1::CreateApplicationRequest NewCase() {
    v1::CreateApplicationRequest request;
    request.set_parent("offices/xuhui");
    v1::Application& a = *request.mutable_application();
    a.set_matter("CERT_MARRIAGE");
    a.set_capacity(v1::Application::SELF);
    a.set_visit_mode(v1::Application::BEFORE_ISSUE);
    a.set_handover_mode(v1::Application::COURIER);
    (*a.mutable_form())["applicant.name"] = "张一";
    (*a.mutable_form())["applicant.id_number"] = "310111199001151010";
    (*a.mutable_form())["applicant.phone"] = "13800000000";
    (*a.mutable_form())["courier.province"] = "上海市";
    v1::Material& certificate = *a.add_materials();
    certificate.set_slot("CERTIFICATE");
    certificate.set_document("offices/xuhui/documents/0190aaaa-0000-7000-8000-00000000000c");
    return request;
  }

  std::string GivenDraft() { return Do(applicant_, "CreateApplication", NewCase())->name(); }

  // With every consent there is.
  static v1::SubmitApplicationRequest Submission(const std::string& name) {
    v1::SubmitApplicationRequest request;
    request.set_name(name);
    for (const auto& [code, text_hash] :
         {std::pair("AGENCY", "a1"), std::pair("FACE", "f1"), std::pair("COURIER", "k1")}) {
      v1::Consent& consent = *request.add_consents();
      consent.set_code(code);
      consent.set_text_hash(text_hash);
    }
    return request;
  }

  std::string GivenPreCheck() {
    const std::string name = GivenDraft();
    EXPECT_TRUE(Do(applicant_, "SubmitApplication", Submission(name)).ok());
    EXPECT_TRUE(Move<v1::TakeApplicationRequest>(assistant_, "TakeApplication", name).ok());
    return name;
  }

  Result Accept(const std::string& name) {
    v1::AcceptApplicationRequest request;
    request.set_name(name);
    request.mutable_checks()->set_has_interest(true);
    request.mutable_checks()->set_no_dispute(true);
    request.mutable_checks()->set_within_scope(true);
    request.mutable_checks()->set_competent(true);
    return Do(assistant_, "AcceptApplication", request);
  }

  std::string GivenReviewing() {
    const std::string name = GivenPreCheck();
    EXPECT_TRUE(Accept(name).ok());
    Assign(name);
    return name;
  }

  void Assign(const std::string& name) {
    v1::AssignNotaryRequest request;
    request.set_name(name);
    request.set_notary(notary_.subject);
    EXPECT_TRUE(Do(head_, "AssignNotary", request).ok());
  }

  Result Pay(const std::string& name) {
    v1::ReportPaymentRequest request;
    request.set_name(name);
    request.set_payment_state("PAID");
    request.set_fee_fen(38000);
    return Do(system_, "ReportPayment", request);
  }

  std::string GivenPendingApproval() {
    const std::string name = GivenReviewing();
    BringToApproval(name);
    return name;
  }

  // From review: the visit, the signature, the fee and the draft.
  void BringToApproval(const std::string& name) {
    PrepareDraft(name);
    EXPECT_TRUE(Draft(name).ok());
  }

  void PrepareDraft(const std::string& name) {
    v1::RecordVisitRequest visit;
    visit.set_name(name);
    visit.set_identity_record("device-1");
    visit.add_originals()->set_slot("CERTIFICATE");
    visit.mutable_originals(0)->set_passed(true);
    EXPECT_TRUE(Do(assistant_, "RecordVisit", visit).ok());
    v1::SignNoticeRequest sign;
    sign.set_name(name);
    sign.set_text_hash("aa");
    EXPECT_TRUE(Do(applicant_, "SignNotice", sign).ok());
    EXPECT_TRUE(Pay(name).ok());
  }

  Result Draft(const std::string& name) {
    v1::SubmitDraftRequest draft;
    draft.set_name(name);
    draft.set_opinion("材料真实、合法、充分");
    return Do(notary_, "SubmitDraft", draft);
  }

  // Whether the registered marriage is as claimed.
  Result AskTheRegister(const std::string& name, bool blocking = true) {
    v1::StartVerificationRequest request;
    request.set_name(name);
    request.set_fact("MARRIAGE_RECORD");
    request.set_mode("VERIFY");
    request.set_blocking(blocking);
    return Do(notary_, "StartVerification", request);
  }

  // Why the case is to end, by its notary.
  Result ReportClosure(const std::string& name) {
    v1::ReportClosureRequest request;
    request.set_name(name);
    request.set_report("当事人撤回申请，拟予终结");
    return Do(notary_, "ReportClosure", request);
  }

  Result AskForAPaper(const std::string& name) {
    v1::RequestSupplementRequest request;
    request.set_name(name);
    request.set_note("请补充");
    request.add_items()->set_slot("M01");
    return Do(notary_, "RequestSupplement", request);
  }

  v1::Application Get(const std::string& name) {
    v1::GetApplicationRequest request;
    request.set_name(name);
    return *harness_.Call<v1::Application>(applicant_, Method("GetApplication"), request);
  }

  // Requests owed to a method, oldest first.
  template <typename Request>
  std::vector<Request> OwedTo(const std::string& method) {
    std::vector<Request> requests;
    for (const pg::Row& row : RowsOwedTo(method)) {
      EXPECT_TRUE(requests.emplace_back().ParseFromString(testing::TestDatabase::OwedRequest(row)));
    }
    return requests;
  }

  pg::Rows RowsOwedTo(const std::string& method) {
    static constexpr pg::Statement kOwedTo{"test_owed_to",
                                           "SELECT office_id, id, request FROM outbox WHERE "
                                           "method LIKE '%/' || $1 ORDER BY position"};
    return *db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kOwedTo, method); });
  }

  // Notices owed, oldest first.
  std::vector<notification::v1::Notice> Notices() {
    std::vector<notification::v1::Notice> notices;
    for (auto& request : OwedTo<notification::v1::CreateNoticeRequest>("CreateNotice")) {
      notices.push_back(std::move(*request.mutable_notice()));
    }
    return notices;
  }

  std::vector<std::string> NoticeCodes() {
    std::vector<std::string> codes;
    for (const auto& notice : Notices()) codes.push_back(notice.code());
    return codes;
  }

  // Methods of the durable calls owed, oldest first, without the package.
  std::vector<std::string> Owed() {
    static constexpr pg::Statement kOwed{
        "test_owed",
        "SELECT regexp_replace(method, '.*/', '') AS method FROM outbox ORDER BY position"};
    std::vector<std::string> methods;
    const absl::StatusOr<pg::Rows> rows =
        db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kOwed); });
    for (const pg::Row& row : *rows) methods.push_back(row.Str("method"));
    return methods;
  }

  const rpc::Principal applicant_ = testing::Person("zhang");
  const rpc::Principal assistant_ = testing::Staff("xuhui", "s1", {rpc::Role::ROLE_ASSISTANT});
  const rpc::Principal notary_ =
      testing::Staff("xuhui", "n1", {rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_APPROVER});
  const rpc::Principal approver_ =
      testing::Staff("xuhui", "n2", {rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_APPROVER});
  const rpc::Principal head_ = testing::Staff("xuhui", "h1", {rpc::Role::ROLE_HEAD});
  const rpc::Principal system_ = testing::SystemService("payment");

  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("application");
  FakeCatalogue catalogue_;
  FakePapers papers_;
  FakeNotices notices_;
  FakeMandates mandates_;
  FakeStaff staff_;
  FakeWordings wordings_;
  ApplicationService service_{*db_, catalogue_, papers_, notices_, mandates_, staff_, wordings_};
  std::unique_ptr<pg::Database> sides_db_ = database_.As("application", 2);
  SideService sides_{*sides_db_, mandates_};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    services.push_back(sides_.Bind());
    return services;
  }()};
};

}  // namespace notary::application
