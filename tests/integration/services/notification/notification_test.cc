#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/fill_in.h"
#include "platform/time/clock.h"
#include "services/notification/service/notification_service.h"
#include "services/notification/storage/notification_sql.sql.h"
#include "tests/testing/fake_sides.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::notification {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class FakeGateway final : public SmsGateway {
 public:
  absl::StatusOr<std::string> Send(const SmsMessage& message) override {
    if (!down.ok()) return down;
    sent.push_back(message);
    return std::string("m1");
  }
  absl::Status down = absl::OkStatus();
  std::vector<SmsMessage> sent;
};

TEST(FillInTest, LeavesOutWhatMayNotBePromised) {
  const char* pattern = "受理号{number}。\n法定办结日：{due}。";
  EXPECT_EQ(FillIn(pattern, {{"number", "1"}, {"due", "2026-12-14"}}),
            "受理号1。\n法定办结日：2026-12-14。");
  EXPECT_EQ(FillIn(pattern, {{"number", "1"}, {"due", ""}}), "受理号1。");
  EXPECT_EQ(FillIn("no keys {", {}), "no keys {");
}

class NotificationTest : public ::testing::Test {
 protected:
  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.notification.v1.NotificationService/", name);
  }

  absl::StatusOr<v1::Notice> Create(const std::string& code = "N04",
                                    v1::Notice::Service service = v1::Notice::ELECTRONIC) {
    v1::CreateNoticeRequest request;
    request.set_parent("offices/xuhui");
    v1::Notice& notice = *request.mutable_notice();
    notice.set_code(code);
    notice.set_application("offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
    notice.set_addressee("persons/zhang");
    notice.set_mobile("13800000000");
    notice.set_service(service);
    (*notice.mutable_values())["number"] = "7";
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::Notice>(testing::SystemService("application"), Method("CreateNotice"),
                                     request);
  }

  absl::StatusOr<v1::Notice> Get(const std::string& name, const rpc::Principal& who) {
    v1::GetNoticeRequest request;
    request.set_name(name);
    return harness_.Call<v1::Notice>(who, Method("GetNotice"), request);
  }

  absl::StatusOr<v1::Notice> Serve(const std::string& name, const std::string& day) {
    v1::ServeNoticeRequest request;
    request.set_name(name);
    request.set_paper_way(v1::Notice::REGISTERED_MAIL);
    request.set_mail_number("XA12345678931");
    request.set_serve_date(day);
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::Notice>(assistant_, Method("ServeNotice"), request);
  }

  std::vector<std::string> Unserved() {
    v1::ListUnservedNoticesRequest request;
    request.set_parent("offices/xuhui");
    const auto page = harness_.Call<v1::ListUnservedNoticesResponse>(
        assistant_, Method("ListUnservedNotices"), request);
    EXPECT_TRUE(page.ok()) << page.status();
    std::vector<std::string> names;
    for (const v1::Notice& notice : page->notices()) {
      EXPECT_EQ(notice.text_zh(), "") << "staff read one by one";
      names.push_back(notice.name());
    }
    return names;
  }

  std::string Today() {
    return absl::FormatCivilTime(absl::ToCivilDay(harness_.clock().Now(), ShanghaiZone()));
  }

  // What the cases are owed about staff who read.
  std::vector<application::v1::ReportReadingRequest> Readings() {
    static constexpr pg::Statement kOwed{
        "test_readings",
        "SELECT office_id, id, request FROM outbox WHERE method LIKE '%/ReportReading' "
        "ORDER BY position"};
    std::vector<application::v1::ReportReadingRequest> readings;
    const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.Query(kOwed); });
    EXPECT_TRUE(rows.ok()) << rows.status();
    for (const pg::Row& row : *rows) {
      EXPECT_TRUE(readings.emplace_back().ParseFromString(testing::TestDatabase::OwedRequest(row)));
    }
    return readings;
  }

  const rpc::Principal assistant_ = testing::Staff("xuhui", "a1", {rpc::Role::ROLE_ASSISTANT});
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("notification");
  FakeGateway gateway_;
  testing::FakeSides sides_{{"persons/zhang"}};
  NotificationService service_{
      *db_,
      gateway_,
      sides_,
      {.templates = {
           {"N04",
            {"N04", {"受理通知书", "Acceptance"}, {"号{number}", "No. {number}"}, "L30", true}}}}};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

TEST_F(NotificationTest, NumbersRunOnPerOfficeYearAndCode) {
  EXPECT_EQ(Create()->number(), "xuhui-N04-2026-000001");
  EXPECT_EQ(Create()->number(), "xuhui-N04-2026-000002");
  EXPECT_EQ(ReasonOf(Create("N99").status()), "NOTICE_UNKNOWN");
}

TEST_F(NotificationTest, TheMessageSaysThatThereIsNewsAndNothingElse) {
  ASSERT_TRUE(Create().ok());

  EXPECT_EQ(*service_.SendMessages(harness_.clock().Now()), 1);
  EXPECT_EQ(*service_.SendMessages(harness_.clock().Now()), 0);

  ASSERT_EQ(gateway_.sent.size(), 1u);
  EXPECT_EQ(gateway_.sent[0].params, (std::map<std::string, std::string>{{"code", "N04"}}));
}

// A code is in the message and nowhere else.
TEST_F(NotificationTest, ACodeGoesOutAtOnceAndIsNotKept) {
  v1::SendCodeRequest request;
  request.set_message(NewId(harness_.clock().Now()));
  request.set_mobile("13800000000");
  request.set_code("042517");
  request.set_minutes(5);

  const auto sent = harness_.Call<v1::SendCodeResponse>(testing::SystemService("identity"),
                                                        Method("SendCode"), request);

  ASSERT_TRUE(sent.ok()) << sent.status();
  ASSERT_EQ(gateway_.sent.size(), 1u);
  EXPECT_EQ(gateway_.sent[0].params.at("code"), "042517");
  static constexpr pg::Statement kRows{"test_rows", R"sql(
    SELECT (SELECT count(*) FROM notice) + (SELECT count(*) FROM request_log) AS n)sql"};
  EXPECT_EQ(db_->Read("xuhui", [](pg::Tx& tx) { return tx.One(kRows); })->Int("n"), 0);
  gateway_.down = absl::UnavailableError("down");
  EXPECT_EQ(harness_
                .Call<v1::SendCodeResponse>(testing::SystemService("identity"), Method("SendCode"),
                                            request)
                .status()
                .code(),
            absl::StatusCode::kUnavailable);
}

TEST_F(NotificationTest, WhatIsElectronicIsServedWhenItIsThere) {
  const auto notice = Create();
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_EQ(notice->service(), v1::Notice::ELECTRONIC);
  EXPECT_EQ(notice->serve_date(), Today());
  EXPECT_THAT(Unserved(), IsEmpty());
  EXPECT_EQ(ReasonOf(Serve(notice->name(), Today()).status()), "SERVED_ELECTRONICALLY");
}

// What a version before owed does not say how it is to be served.
TEST_F(NotificationTest, WhatDoesNotSayHowIsElectronic) {
  EXPECT_EQ(Create("N04", v1::Notice::SERVICE_UNSPECIFIED)->service(), v1::Notice::ELECTRONIC);
}

TEST_F(NotificationTest, PaperWaitsUntilItIsServedAndSendsNoMessage) {
  const std::string first = Create("N04", v1::Notice::PAPER)->name();
  const std::string second = Create("N04", v1::Notice::PAPER)->name();
  EXPECT_EQ(*service_.SendMessages(harness_.clock().Now()), 0);
  EXPECT_THAT(gateway_.sent, IsEmpty());
  EXPECT_THAT(Unserved(), UnorderedElementsAre(first, second));

  const auto served = Serve(first, Today());
  ASSERT_TRUE(served.ok()) << served.status();
  EXPECT_EQ(served->serve_date(), Today());
  EXPECT_EQ(served->served_by(), assistant_.subject);
  EXPECT_EQ(served->mail_number(), "XA12345678931");
  EXPECT_THAT(Unserved(), ElementsAre(second));
  EXPECT_EQ(ReasonOf(Serve(first, Today()).status()), "ALREADY_SERVED");
  const auto read = Get(first, testing::Person("zhang"));
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->paper_way(), v1::Notice::REGISTERED_MAIL);
}

TEST_F(NotificationTest, AGatewayThatIsDownIsTriedForAWeekendThenGivenUp) {
  const std::string name = Create()->name();
  gateway_.down = absl::UnavailableError("down");
  for (int i = 0; i < 72; ++i) {
    ASSERT_TRUE(service_.SendMessages(harness_.clock().Now()).ok());
    EXPECT_EQ(Get(name, testing::Person("zhang"))->message_state(), "QUEUED");
    harness_.clock().Advance(absl::Hours(1));
  }
  ASSERT_TRUE(service_.SendMessages(harness_.clock().Now()).ok());

  EXPECT_EQ(Get(name, testing::Person("zhang"))->message_state(), "FAILED");
}

TEST_F(NotificationTest, AGatewayThatComesBackAfterHoursSendsIt) {
  ASSERT_TRUE(Create().ok());
  gateway_.down = absl::UnavailableError("down");
  for (int i = 0; i < 12; ++i) {
    ASSERT_TRUE(service_.SendMessages(harness_.clock().Now()).ok());
    harness_.clock().Advance(absl::Hours(1));
  }
  gateway_.down = absl::OkStatus();
  ASSERT_TRUE(service_.SendMessages(harness_.clock().Now()).ok());

  EXPECT_EQ(gateway_.sent.size(), 1u);
}

TEST_F(NotificationTest, TheFirstReadingIsNotedAndOthersReadNothing) {
  const std::string name = Create()->name();
  EXPECT_EQ(Get(name, testing::Person("li")).status().code(), absl::StatusCode::kNotFound);
  const rpc::Principal clerk = testing::Staff("xuhui", "s1", {rpc::Role::ROLE_ASSISTANT});
  EXPECT_FALSE(Get(name, clerk)->has_read_time());

  EXPECT_TRUE(Get(name, testing::Person("zhang"))->has_read_time());
  EXPECT_EQ(Get(name, testing::Person("zhang"))->text_zh(), "号7");
}

TEST_F(NotificationTest, WhoSignsUnderATextHasOpenedIt) {
  const v1::Notice made = *Create();
  const rpc::Principal zhang = testing::Person("zhang");
  v1::ListNoticesRequest list;
  list.set_parent("offices/xuhui");
  list.set_application(made.application());
  const auto listed = harness_.Call<v1::ListNoticesResponse>(zhang, Method("ListNotices"), list);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->notices(0).text_zh(), "");
  EXPECT_EQ(listed->notices(0).text_hash(), "");
  EXPECT_FALSE(listed->notices(0).has_read_time());

  const auto opened = Get(made.name(), zhang);
  EXPECT_EQ(opened->text_hash(), made.text_hash());
  EXPECT_TRUE(opened->has_read_time());
}

TEST_F(NotificationTest, WhoseCaseItIsNowReadsAndNobodyWhoseItWas) {
  const v1::Notice made = *Create();
  v1::ListNoticesRequest list;
  list.set_parent("offices/xuhui");
  list.set_application(made.application());
  const auto listed = [&](const std::string& who) {
    return harness_
        .Call<v1::ListNoticesResponse>(testing::Person(who), Method("ListNotices"), list)
        ->notices_size();
  };
  EXPECT_EQ(listed("zhang"), 1);
  EXPECT_EQ(listed("li"), 0);

  sides_.owners = {"persons/li"};
  EXPECT_EQ(listed("zhang"), 0);
  EXPECT_EQ(Get(made.name(), testing::Person("zhang")).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(listed("li"), 1);
  EXPECT_TRUE(Get(made.name(), testing::Person("li"))->has_read_time());

  sides_.down = absl::UnavailableError("down");
  EXPECT_EQ(Get(made.name(), testing::Person("li")).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_TRUE(Get(made.name(), testing::Staff("xuhui", "s1", {rpc::Role::ROLE_ASSISTANT})).ok());
}

TEST_F(NotificationTest, StaffReadOneTextAtATimeAndEachReadingIsReported) {
  const v1::Notice made = *Create();
  const rpc::Principal clerk = testing::Staff("xuhui", "s1", {rpc::Role::ROLE_ASSISTANT});
  v1::ListNoticesRequest list;
  list.set_parent("offices/xuhui");
  list.set_application(made.application());

  const auto listed = harness_.Call<v1::ListNoticesResponse>(clerk, Method("ListNotices"), list);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->notices(0).text_zh(), "");
  EXPECT_EQ(listed->notices(0).text_hash(), made.text_hash());
  EXPECT_THAT(Readings(), IsEmpty());
  EXPECT_EQ(Get(made.name(), clerk)->text_zh(), "号7");
  EXPECT_TRUE(Get(made.name(), testing::Person("zhang")).ok());

  const std::vector<application::v1::ReportReadingRequest> readings = Readings();
  ASSERT_THAT(readings, SizeIs(1));
  EXPECT_EQ(readings[0].name(), made.application());
  EXPECT_EQ(readings[0].document(), made.name());
  EXPECT_EQ(readings[0].viewer(), clerk.subject);
}

}  // namespace
}  // namespace notary::notification
