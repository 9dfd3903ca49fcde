// Rows put in between two pages (quality.md D 82): by every method that gives pages, whatever was
// there when the first page was read comes once. Which methods those are, the protos say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "gateway/transcode/binder.h"
#include "platform/base/check.h"
#include "tests/testing/office/accounts.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/stage.h"
#include "tests/testing/office/stuck_money.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using ::testing::SizeIs;

constexpr int kRowsBefore = 7;

// A draft more.
void Apply() { TheStage().Draft(TheStage().diploma(), {}); }

// A draft more, which the list of the person's own cases was told of.
void ApplyAndTell() {
  Apply();
  Settle(World().owner());
}

// A case more that nobody has answered.
void Submit() {
  demo::CaseRun run(World().office(), TheStage().diploma());
  NOTARY_CHECK(run.CreateAndSubmit().ok());
}

// An account more, in turn before and behind the others by its login, and the line about it.
void Employ() {
  static int count = 0;
  ++count;
  TheStage().Do(By::kSecurityAdmin, "StaffService/CreateStaff",
                absl::StrCat("parent: 'offices/xuhui' login: '", count % 2 == 0 ? "aa" : "zz",
                             ".paging", count, "' display_name: '公证员' roles: ROLE_NOTARY"));
}

// Closes for a quarter of an hour more, on Sundays from 29 November on.
void Close() {
  static int count = 0;
  const int64_t start = 1795881600 + 604800 * (count / 96) + 900 * (count % 96);
  ++count;
  TheStage().Do(By::kHead, "AppointmentService/CreateOpeningChange",
                absl::StrCat("parent: 'offices/xuhui' opening_change { kind: 'CLOSED' start_time { "
                             "seconds: ",
                             start, " } end_time { seconds: ", start + 900,
                             " } reason_zh: '检修' reason_en: 'Repairs' }"));
}

// Looks at the particulars of the person who has a case, for that case.
void LookAtAPerson() {
  static const auto& known = *new std::pair<std::string, std::string>([] {
    const auto in = SignInByCode(World(), "13900000082");
    NOTARY_CHECK(in.ok());
    const std::string token = World().Token(Person(in->subject.substr(in->subject.find('/') + 1)));
    const auto created = World().channel().CallBytes(
        FullMethod("ApplicationService/CreateApplication"),
        RequestOf("ApplicationService/CreateApplication",
                  "parent: 'offices/xuhui' application { matter: 'CERT_EDU' }", World().Now()),
        {.authorization = token, .timeout = absl::Seconds(20)});
    NOTARY_CHECK(created.ok());
    return std::pair(in->subject, NameIn("ApplicationService/CreateApplication", *created));
  }());
  const auto seen = TheStage().Send(By::kAssistant, "PersonService/RevealPerson",
                                    RequestOf("PersonService/RevealPerson",
                                              absl::StrCat("name: '", known.first,
                                                           "' purpose: 'REVIEW' "
                                                           "application: '",
                                                           known.second, "'"),
                                              World().Now()));
  NOTARY_CHECK(seen.ok());
}

// Looks at the particulars in a case.
void LookAtACase() {
  TheStage().Do(By::kAssistant, "ApplicationService/RevealApplication",
                TheStage().Fill("name: '{draft}' purpose: 'REVIEW'"));
}

void StopARefund() { AbnormalRefund(World()); }
void Quarantine() { QuarantinedReport(World()); }

// What is to be served to somebody who did not agree to electronic service.
void OwePaper() {
  TheStage().Do(By::kSystem, "NotificationService/CreateNotice",
                "parent: 'offices/xuhui' notice { code: 'N01' addressee: 'persons/zhang-yi' "
                "service: PAPER application: '{reviewing}' }");
}

struct Listed {
  By by;
  std::function<void()> add;
  std::string asked = "";  // besides parent and page
  std::string parent = "offices/xuhui";
};

// The number in the drafts that Apply makes.
std::string Number() {
  return absl::StrCat("id_type: 'CITIZEN_ID' purpose: 'REVIEW' id_number: '",
                      TheStage().diploma().form.at("applicant.id_number"), "' ");
}

const std::multimap<std::string, Listed>& Listings() {
  static const auto& listings = *new std::multimap<std::string, Listed>{
      {"ApplicationService/ListApplications", {By::kApplicant, Apply}},
      {"ApplicationService/ListApplications", {By::kApplicant, ApplyAndTell, "", "offices/-"}},
      {"ApplicationService/ListApplications",
       {By::kHead, Submit, "worklist: PRE_CHECK_TARGET within_days: 60 "}},
      {"ApplicationService/SearchApplications", {By::kNotary, Apply, Number()}},
      {"ApplicationService/ListDisclosures", {By::kAuditAdmin, LookAtACase}},
      {"NotificationService/ListUnservedNotices", {By::kAssistant, OwePaper}},
      {"AppointmentService/ListOpeningChanges", {By::kAssistant, Close}},
      {"PaymentService/ListRefunds", {By::kCashier, StopARefund}},
      {"PaymentService/ListQuarantinedReports", {By::kHead, Quarantine}},
      {"PersonService/ListReveals", {By::kAuditAdmin, LookAtAPerson}},
      {"StaffService/ListStaff", {By::kSecurityAdmin, Employ}},
      {"StaffService/ListColleagues", {By::kNotary, Employ}},
      {"StaffService/ListAccountEvents", {By::kAuditAdmin, Employ}},
  };
  return listings;
}

struct Page {
  std::vector<std::string> rows;
  std::string next;
};

// What a row is known by: its name, or all of it where it has none.
std::string KeyOf(const Message& row) {
  const FieldDescriptor* name = row.GetDescriptor()->FindFieldByName("name");
  return name == nullptr ? row.SerializeAsString() : row.GetReflection()->GetString(row, name);
}

Page Read(const std::string& method, const Listed& listed, int size, const std::string& token) {
  const std::string text = absl::StrCat("parent: '", listed.parent, "' ", listed.asked,
                                        "page_size: ", size, " page_token: '", token, "'");
  const auto bytes = TheStage().Send(listed.by, method, RequestOf(method, text, World().Now()));
  NOTARY_CHECK(bytes.ok());
  std::string full = FullMethod(method).substr(1);
  full[full.rfind('/')] = '.';
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(full);
  const gateway::MessagePtr answer = gateway::NewMessage(*descriptor->output_type());
  NOTARY_CHECK(answer->ParseFromString(*bytes));
  const auto& reflection = *answer->GetReflection();
  Page page;
  for (int i = 0; i < answer->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = answer->GetDescriptor()->field(i);
    if (field->name() == "next_page_token") page.next = reflection.GetString(*answer, field);
    if (!field->is_repeated()) continue;
    for (int row = 0; row < reflection.FieldSize(*answer, field); ++row) {
      page.rows.push_back(KeyOf(reflection.GetRepeatedMessage(*answer, field, row)));
    }
  }
  return page;
}

// All rows by pages of `size`, with something done between them.
std::vector<std::string> ReadAll(const std::string& method, const Listed& listed, int size,
                                 const std::function<void()>& between) {
  std::vector<std::string> all;
  std::string token;
  do {
    Page page = Read(method, listed, size, token);
    all.insert(all.end(), page.rows.begin(), page.rows.end());
    token = page.next;
    if (!token.empty()) between();
  } while (!token.empty());
  return all;
}

TEST(PagingTest, EveryMethodWithPagesIsTried) {
  std::set<std::string> served, tried;
  for (const auto& [method, listed] : Listings()) tried.insert(FullMethod(method).substr(1));
  for (const std::string& service : World().services()) {
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
    for (int i = 0; i < descriptor->method_count(); ++i) {
      const auto& method = *descriptor->method(i);
      if (method.input_type()->FindFieldByName("page_token") == nullptr) continue;
      served.insert(absl::StrCat(service, "/", method.name()));
    }
  }
  EXPECT_EQ(tried, served);
}

TEST(PagingTest, WhatWasThereComesOnceWhateverIsAddedMeanwhile) {
  for (const auto& [method, listed] : Listings()) {
    SCOPED_TRACE(absl::StrCat(method, " ", listed.parent));
    // Times of the rows differ, so that a row without a name is known by what it says.
    const auto add = [add = listed.add] {
      World().office().Advance(absl::Seconds(1));
      add();
    };
    for (int i = 0; i < kRowsBefore; ++i) add();
    const std::vector<std::string> before = ReadAll(method, listed, 100, [] {});
    ASSERT_LE(before.size(), 100u);
    const Page whole = Read(method, listed, static_cast<int>(before.size()), "");
    EXPECT_EQ(whole.next, "") << "a token of a page on which nothing would be";
    // The additions keep ahead of nobody who reads faster than they come.
    int added = 0;
    const std::vector<std::string> read = ReadAll(method, listed, 3, [&] {
      if (added++ < kRowsBefore) add();
    });
    const std::set<std::string> distinct(read.begin(), read.end());

    EXPECT_GE(added, 2) << "there was no page in between";
    EXPECT_THAT(distinct, SizeIs(read.size())) << "a row came twice";
    for (const std::string& row : before) EXPECT_TRUE(distinct.contains(row)) << "skipped " << row;
  }
}

}  // namespace
}  // namespace notary::testing
