// Who gets a certificate when (invariant 7, row 33).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "services/certificate/service/certificate_service.h"
#include "services/certificate/storage/certificate_sql.sql.h"
#include "tests/testing/fake_sides.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::certificate {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kCase[] = "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001";

// A print is the titles of its pages.
class TitleRenderer final : public Renderer {
 public:
  absl::StatusOr<std::string> Render(const Document& document) const override {
    std::string titles;
    for (const Page& page : document.pages) absl::StrAppend(&titles, page.title, ";");
    return titles;
  }
};

class CertificateTest : public ::testing::Test {
 protected:
  template <typename Response, typename Request>
  absl::StatusOr<Response> Ask(const rpc::Principal& who, absl::string_view method,
                               const Request& request) {
    return harness_.Call<Response>(
        who, absl::StrCat("/notary.certificate.v1.CertificateService/", method), request);
  }

  std::string Issue() {
    v1::IssueCertificateRequest request;
    request.set_parent("offices/xuhui");
    v1::Certificate& certificate = *request.mutable_certificate();
    certificate.set_application(kCase);
    certificate.set_matter("CERT_EDU");
    certificate.set_kind("MAIN");
    certificate.set_number("（2026）沪徐证字第1号");
    certificate.set_issue_date("2026-11-23");
    certificate.set_notary_name("王敏");
    certificate.set_holder("persons/zhang");
    certificate.set_office_name_zh("上海市徐汇公证处");
    certificate.set_office_name_en("Shanghai Xuhui Notary Public Office");
    (*certificate.mutable_form())["document.title"] = "毕业证书";
    request.set_request_id(NewId(harness_.clock().Now()));
    const auto issued = Ask<v1::Certificate>(system_, "IssueCertificate", request);
    EXPECT_TRUE(issued.ok()) << issued.status();
    return issued->name();
  }

  void Void() {
    v1::VoidCertificatesRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    request.set_ground("REF05");
    request.set_request_id(NewId(harness_.clock().Now()));
    EXPECT_EQ(Ask<v1::VoidCertificatesResponse>(system_, "VoidCertificates", request)->voided(), 1);
  }

  absl::StatusOr<std::string> Print(const rpc::Principal& who, const std::string& name) {
    v1::PrintCertificateRequest request;
    request.set_name(name);
    const auto printed = Ask<v1::PrintCertificateResponse>(who, "PrintCertificate", request);
    if (!printed.ok()) return printed.status();
    return printed->pdf();
  }

  v1::Certificate Listed(const rpc::Principal& who) {
    v1::ListCertificatesRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    const auto listed = Ask<v1::ListCertificatesResponse>(who, "ListCertificates", request);
    EXPECT_TRUE(listed.ok() && listed->certificates_size() == 1) << listed.status();
    return listed->certificates(0);
  }

  static rpc::Principal OfStaff(rpc::Role role) { return testing::Staff("xuhui", "s1", {role}); }

  const rpc::Principal system_ = testing::SystemService("application");
  const rpc::Principal zhang_ = testing::Person("zhang");
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("certificate");
  TitleRenderer renderer_;
  testing::FakeSides sides_{{"persons/zhang"}};
  CertificateService service_{
      *db_,
      renderer_,
      sides_,
      {{{"CERT_EDU", "MAIN"},
        {{"学历", "Education"}, {"《{document.title}》", "{document.title}"}}},
       {{"COPY_TRANS", "COPY_TRANS"},
        {{"译文相符", "Translation"},
         {"{main_number}的{use.language.zh}译本", "{use.language.en} of {main_number}"}}}},
      "https://check.example"};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

// Before its number is taken: that of the certificate it speaks of is not known either.
TEST_F(CertificateTest, TheOneOnATranslationIsPreviewedToo) {
  v1::PreviewCertificateRequest request;
  request.set_parent("offices/xuhui");
  request.set_matter("CERT_EDU");
  (*request.mutable_form())["document.title"] = "毕业证书";
  const auto preview = [&] {
    return Ask<v1::PreviewCertificateResponse>(system_, "PreviewCertificate", request);
  };
  EXPECT_EQ(preview()->text_zh(), "《毕业证书》");

  request.set_kind("COPY_TRANS");
  EXPECT_EQ(ReasonOf(preview().status()), "TEXT_VALUE_MISSING") << "translated into what?";
  (*request.mutable_form())["use.language"] = "en";
  EXPECT_EQ(preview()->text_zh(), "（编号待定）的英文译本");
  EXPECT_EQ(preview()->text_en(), "English of (number to come)");
  request.set_kind("DRAFT");
  EXPECT_EQ(ReasonOf(preview().status()), "ENUM_UNKNOWN");
  request.set_kind("MAIN");
  request.set_matter("CERT_NONE");
  EXPECT_EQ(ReasonOf(preview().status()), "WORDING_UNKNOWN");
}

TEST_F(CertificateTest, AnApplicantKnowsOfItAndGetsItWithThePaper) {
  const std::string name = Issue();

  EXPECT_EQ(ReasonOf(Print(zhang_, name).status()), "NOT_HANDED_OVER");
  v1::Certificate listed = Listed(zhang_);
  EXPECT_EQ(listed.number(), "（2026）沪徐证字第1号");
  EXPECT_EQ(listed.kind(), "MAIN");
  EXPECT_EQ(listed.status(), "VALID");
  EXPECT_EQ(listed.issue_date(), "2026-11-23");
  EXPECT_THAT(listed.text_zh() + listed.check_code() + listed.digest(), IsEmpty());

  sides_.handed_over = true;
  EXPECT_THAT(*Print(zhang_, name), Not(HasSubstr("VOID")));
  listed = Listed(zhang_);
  EXPECT_EQ(listed.text_zh(), "《毕业证书》");
  EXPECT_THAT(listed.check_code(), Not(IsEmpty()));
}

TEST_F(CertificateTest, IsPrintedByTheOfficeBeforeItIsHandedOver) {
  const std::string name = Issue();

  for (const rpc::Role role : {rpc::Role::ROLE_PRODUCTION, rpc::Role::ROLE_ASSISTANT,
                               rpc::Role::ROLE_TRANSLATOR, rpc::Role::ROLE_NOTARY}) {
    EXPECT_TRUE(Print(OfStaff(role), name).ok()) << platform::v1::Role_Name(role);
  }
}

TEST_F(CertificateTest, WhatIsVoidIsShownOnlyToThoseWhoAnswerForIt) {
  const std::string name = Issue();
  Void();

  EXPECT_EQ(ReasonOf(Print(zhang_, name).status()), "CERTIFICATE_VOID");
  EXPECT_EQ(ReasonOf(Print(OfStaff(rpc::Role::ROLE_PRODUCTION), name).status()),
            "CERTIFICATE_VOID");
  EXPECT_EQ(ReasonOf(Print(OfStaff(rpc::Role::ROLE_ASSISTANT), name).status()), "CERTIFICATE_VOID");
  for (const rpc::Role role : {rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_APPROVER,
                               rpc::Role::ROLE_HEAD, rpc::Role::ROLE_ARCHIVIST}) {
    EXPECT_THAT(*Print(OfStaff(role), name), HasSubstr("已作废")) << platform::v1::Role_Name(role);
  }

  sides_.handed_over = true;
  EXPECT_EQ(ReasonOf(Print(zhang_, name).status()), "CERTIFICATE_VOID");
  EXPECT_EQ(Listed(zhang_).status(), "VOID");
  EXPECT_EQ(Listed(zhang_).text_zh() + Listed(zhang_).check_code(), "");
}

// While a process of the version before is asked, which cannot say.
TEST_F(CertificateTest, WaitsForAProcessThatKnowsWhetherItWasHandedOver) {
  const std::string name = Issue();
  sides_.handed_over = std::nullopt;

  EXPECT_EQ(Print(zhang_, name).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Listed(zhang_).check_code(), "");
}

TEST_F(CertificateTest, IsNobodyElsesWhateverBecameOfIt) {
  const std::string name = Issue();
  Void();

  EXPECT_EQ(Print(testing::Person("wu"), name).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace notary::certificate
