// The verification service on a real database, asking the real register over mutual TLS.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/civil_affairs/client/civil_affairs_client.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/rpc/timestamp.h"
#include "services/verification/service/verification_service.h"
#include "services/verification/storage/verification_sql.sql.h"
#include "tests/testing/agency/agency_world.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::verification {

// Passes everything on to the real client; a test may do something while a question is under way.
class WatchedAgency final : public AgencyClient {
 public:
  explicit WatchedAgency(std::unique_ptr<AgencyClient> real) : real_(std::move(real)) {}

  absl::StatusOr<std::string> Seal(const Question& question) override {
    return real_->Seal(question);
  }
  AgencyReply Ask(const std::string& sealed) override {
    const std::function<void()> meanwhile = std::exchange(meanwhile_, nullptr);
    if (meanwhile) meanwhile();
    return real_->Ask(sealed);
  }

  void Meanwhile(std::function<void()> what) { meanwhile_ = std::move(what); }

 private:
  const std::unique_ptr<AgencyClient> real_;
  std::function<void()> meanwhile_;
};

class VerificationFixture : public ::testing::Test {
 protected:
  using Result = absl::StatusOr<v1::Verification>;

  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.verification.v1.VerificationService/", name);
  }

  // F1 of domain.md 6.7, as claimed.
  v1::CreateVerificationRequest F1() {
    v1::CreateVerificationRequest request;
    request.set_parent("offices/xuhui");
    request.set_request_id(NewId(clock_.Now()));
    v1::Verification& v = *request.mutable_verification();
    v.set_name("offices/xuhui/verifications/" + NewId(clock_.Now()));
    v.set_application("offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
    v.set_acceptance_number("(2026)沪徐受字第1号");
    *v.mutable_accept_time() = rpc::ToTimestamp(clock_.Now() - absl::Hours(1));
    v.set_matter("CERT_MARRIAGE");
    v.set_fact("MARRIAGE_RECORD");
    v.set_mode("VERIFY");
    v.set_officer("staff/n1");
    v.set_officer_name("公证员甲");
    v.set_consented(true);
    *v.mutable_consent_time() = rpc::ToTimestamp(clock_.Now() - absl::Hours(2));
    for (const auto& [field, value] :
         std::map<std::string, std::string>{{"applicant.name", "张一"},
                                            {"applicant.id_number", "310111199001151010"},
                                            {"marriage.certificate_number", "J310104-2016-000001"},
                                            {"marriage.registration_date", "2016-05-20"},
                                            {"spouse.name", "李二"},
                                            {"spouse.id_number", "310111199102201021"}}) {
      (*v.mutable_claims())[field] = value;
    }
    return request;
  }

  Result Create(const v1::CreateVerificationRequest& request) {
    return harness_.Call<v1::Verification>(system_, Method("CreateVerification"), request);
  }

  std::string GivenQuestion() { return Create(F1())->name(); }

  int Cancel(const std::string& application) {
    v1::CancelVerificationsRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(application);
    request.set_request_id(NewId(clock_.Now()));
    return harness_
        .Call<v1::CancelVerificationsResponse>(system_, Method("CancelVerifications"), request)
        ->cancelled();
  }

  Result Get(const std::string& name, const rpc::Principal& who) {
    v1::GetVerificationRequest request;
    request.set_name(name);
    return harness_.Call<v1::Verification>(who, Method("GetVerification"), request);
  }
  v1::Verification Get(const std::string& name) { return *Get(name, notary_); }

  int64_t AskOne() {
    const absl::StatusOr<int64_t> asked = service_.AskOne(clock_.Now());
    EXPECT_TRUE(asked.ok()) << asked.status();
    return asked.value_or(-1);
  }

  void SetFault(auto set) {
    config::v1::RegisterFaults faults;
    set(faults);
    world_.SetFaults(faults);
  }

  // Reports owed to cases, oldest first.
  std::vector<application::v1::ReportVerificationRequest> Reports() {
    static constexpr pg::Statement kReports{"test_reports",
                                            "SELECT office_id, id, request FROM outbox "
                                            "WHERE method LIKE '%/ReportVerification' "
                                            "ORDER BY position"};
    std::vector<application::v1::ReportVerificationRequest> reports;
    const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kReports); });
    for (const pg::Row& row : *rows) {
      EXPECT_TRUE(reports.emplace_back().ParseFromString(testing::TestDatabase::OwedRequest(row)));
    }
    return reports;
  }

  // What the cases are owed about staff who read.
  std::vector<application::v1::ReportReadingRequest> Readings() {
    static constexpr pg::Statement kReadings{
        "test_readings",
        "SELECT office_id, id, request FROM outbox WHERE method LIKE '%/ReportReading' "
        "ORDER BY position"};
    std::vector<application::v1::ReportReadingRequest> readings;
    const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kReadings); });
    for (const pg::Row& row : *rows) {
      EXPECT_TRUE(readings.emplace_back().ParseFromString(testing::TestDatabase::OwedRequest(row)));
    }
    return readings;
  }

  // "QUESTION SENT", "ANSWER USED"; in no order, because the clock of a test stands still.
  std::vector<std::string> Evidence() {
    static constexpr pg::Statement kEvidence{"test_evidence",
                                             "SELECT kind || ' ' || use AS line FROM evidence"};
    std::vector<std::string> lines;
    const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kEvidence); });
    for (const pg::Row& row : *rows) lines.push_back(row.Str("line"));
    return lines;
  }

  const rpc::Principal system_ = testing::SystemService("application");
  const rpc::Principal notary_ = testing::Staff("xuhui", "n1", {rpc::Role::ROLE_NOTARY});

  FakeClock clock_{testing::TestStart()};
  testing::TestDatabase register_database_{{&marriage_register::sql::kMigrations}};
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("verification", 8);
  testing::AgencyWorld world_{register_database_.TargetWithoutUser(), clock_};
  WatchedAgency agency_{*civil_affairs::NewClient(world_.Agency(), clock_)};
  VerificationService service_{*db_, agency_, clock_, {{"xuhui", "沪徐"}}};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

}  // namespace notary::verification
