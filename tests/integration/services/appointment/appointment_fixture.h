// The appointment service with a database of its own; a FakeClock at a Monday, ten o'clock.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/pg/outbox.h"
#include "platform/rpc/timestamp.h"
#include "services/appointment/service/appointment_service.h"
#include "services/appointment/storage/appointment_sql.sql.h"
#include "tests/testing/fake_sides.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::appointment {

// 2026 with one holiday, on a Tuesday.
inline common::WorkingCalendar Calendar() {
  return *common::WorkingCalendar::Create(
      "test", {2026},
      {{absl::CivilDay(2026, 11, 24), common::DayRule::Kind::kHoliday, {"假", "Holiday"}, "test"}});
}

// Every case is open, unless a test says otherwise.
class FakeCases final : public Cases {
 public:
  absl::StatusOr<CaseOfVisit> Find(const std::string&) override { return found; }

  absl::StatusOr<CaseOfVisit> found = CaseOfVisit{.awaits_visitors = true};
};

class AppointmentTest : public ::testing::Test {
 protected:
  static Visit VisitAt(absl::Time start, absl::Time end) {
    return {.office = "xuhui",
            .id = NewId(start),
            .application = "offices/xuhui/applications/1",
            .visitor = "persons/zhang",
            .counter = 1,
            .start = start,
            .end = end,
            .create_time = start};
  }

  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.appointment.v1.AppointmentService/", name);
  }

  std::vector<absl::Time> FreeOn(const std::string& date) {
    v1::ListFreeSlotsRequest request;
    request.set_parent("offices/xuhui");
    request.set_date(date);
    std::vector<absl::Time> starts;
    const auto response =
        harness_.Call<v1::ListFreeSlotsResponse>(person_, Method("ListFreeSlots"), request);
    for (const auto& start : response->start_times()) starts.push_back(rpc::FromTimestamp(start));
    return starts;
  }

  absl::StatusOr<v1::Visit> Book(int n, absl::Time start) {
    v1::BookVisitRequest request;
    request.set_parent("offices/xuhui");
    request.mutable_visit()->set_application(
        absl::StrFormat("offices/xuhui/applications/0190aaaa-0000-7000-8000-%012d", n));
    *request.mutable_visit()->mutable_start_time() = rpc::ToTimestamp(start);
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::Visit>(person_, Method("BookVisit"), request);
  }

  // Their names, or the reason why not.
  std::vector<std::string> VisitsOf(const rpc::Principal& who, int n) {
    v1::ListApplicationVisitsRequest request;
    request.set_parent(
        absl::StrFormat("offices/xuhui/applications/0190aaaa-0000-7000-8000-%012d", n));
    const auto response = harness_.Call<v1::ListApplicationVisitsResponse>(
        who, Method("ListApplicationVisits"), request);
    if (!response.ok()) return {ReasonOf(response.status())};
    std::vector<std::string> names;
    for (const v1::Visit& visit : response->visits()) names.push_back(visit.name());
    return names;
  }

  // As the case tells it, which may say when it happened; how many visits it concerned.
  int Settle(int n, const std::string& became, std::optional<absl::Time> at = {}) {
    v1::SettleVisitsRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(
        absl::StrFormat("offices/xuhui/applications/0190aaaa-0000-7000-8000-%012d", n));
    request.set_became(became);
    if (at) *request.mutable_event_time() = rpc::ToTimestamp(*at);
    request.set_request_id(NewId(harness_.clock().Now()));
    const auto settled = harness_.Call<v1::SettleVisitsResponse>(
        testing::SystemService("application"), Method("SettleVisits"), request);
    return settled.ok() ? settled->settled() : -1;
  }

  void AdvanceTo(absl::Time time) { harness_.clock().Advance(time - harness_.clock().Now()); }

  // As the counter sees the day.
  std::vector<std::string> StatesOn(const std::string& date) {
    v1::ListVisitsRequest request;
    request.set_parent("offices/xuhui");
    request.set_date(date);
    const auto day = harness_.Call<v1::ListVisitsResponse>(counter_, Method("ListVisits"), request);
    std::vector<std::string> states;
    for (const v1::Visit& visit : day->visits()) states.push_back(visit.state());
    return states;
  }

  absl::StatusOr<v1::Visit> Cancel(const rpc::Principal& who, const std::string& visit,
                                   const std::string& reason = "") {
    v1::CancelVisitRequest request;
    request.set_name(visit);
    request.set_reason(reason);
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::Visit>(who, Method("CancelVisit"), request);
  }

  // A change of the opening hours, as the head makes it.
  v1::CreateOpeningChangeRequest Change(const std::string& kind, absl::Time start, absl::Time end) {
    v1::CreateOpeningChangeRequest request;
    request.set_parent("offices/xuhui");
    v1::OpeningChange& change = *request.mutable_opening_change();
    change.set_kind(kind);
    *change.mutable_start_time() = rpc::ToTimestamp(start);
    *change.mutable_end_time() = rpc::ToTimestamp(end);
    change.set_reason_zh("设备检修");
    change.set_reason_en("Maintenance");
    request.set_request_id(NewId(harness_.clock().Now()));
    return request;
  }
  absl::StatusOr<v1::OpeningChange> Make(const v1::CreateOpeningChangeRequest& request) {
    return harness_.Call<v1::OpeningChange>(head_, Method("CreateOpeningChange"), request);
  }
  absl::StatusOr<v1::OpeningChange> Withdraw(const v1::OpeningChange& change, bool cancel = false) {
    v1::WithdrawOpeningChangeRequest request;
    request.set_name(change.name());
    request.set_etag(change.etag());
    request.set_cancel_visits(cancel);
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::OpeningChange>(head_, Method("WithdrawOpeningChange"), request);
  }

  // Takes what the service owes the cases: each cancelled visit with its reason, as
  // "case reason time note".
  std::vector<std::string> Told() {
    const absl::Time later = harness_.clock().Now() + absl::Hours(1);
    const auto calls = pg::ClaimOwedCalls(*db_, later, later + absl::Minutes(1), 100);
    EXPECT_TRUE(calls.ok()) << calls.status();
    std::vector<std::string> told;
    for (const pg::OwedCall& call : *calls) {
      EXPECT_EQ(call.method, "/notary.application.v1.ApplicationService/ReportVisitCancelled");
      application::v1::ReportVisitCancelledRequest report;
      EXPECT_TRUE(report.ParseFromString(call.request));
      EXPECT_TRUE(report.note_zh().empty() == report.note_en().empty());
      const std::string at =
          absl::FormatTime("%d %H:%M", rpc::FromTimestamp(report.visit_time()), ShanghaiZone());
      told.push_back(absl::StrCat(report.name().substr(report.name().size() - 1), " ",
                                  report.reason(), " ", at, " ", report.note_en()));
    }
    EXPECT_TRUE(pg::MarkAnswered(*db_, *calls).ok());
    return told;
  }

  // Until somebody waits for a lock in this test's database; at most 5 s.
  void AwaitWaiting() {
    const pg::Statement waiting{"waiting",
                                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
                                "AND wait_event_type = 'Lock'"};
    const std::unique_ptr<pg::Database> owner = database_.AsOwner();
    for (int look = 0; look < 500; ++look) {
      const auto rows = owner->Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Query(waiting); });
      if (rows.ok() && !rows->empty()) return;
      absl::SleepFor(absl::Milliseconds(10));
    }
    ADD_FAILURE() << "nobody waits";
  }

  const rpc::Principal person_ = testing::Person("zhang");
  const rpc::Principal counter_ = testing::Staff("xuhui", "a1", {rpc::Role::ROLE_ASSISTANT});
  const rpc::Principal head_ = testing::Staff("xuhui", "h1", {rpc::Role::ROLE_HEAD});
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("appointment", 8);
  FakeCases cases_;
  testing::FakeSides sides_{{"persons/zhang"}};
  AppointmentService service_{*db_, cases_, sides_,
                              [](const std::string&, absl::CivilDay) { return Calendar(); },
                              OpeningHours{}};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

}  // namespace notary::appointment
