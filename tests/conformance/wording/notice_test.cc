// The notices that time gives, the file of their texts and the contract that carries them must
// agree.
#include "services/notification/domain/notice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "notary/notification/v1/notice_template.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/rpc/textproto.h"
#include "platform/rpc/validate.h"
#include "services/application/domain/time_rules.h"
#include "services/application/domain/worklists.h"
#include "services/catalogue/service/loader.h"
#include "services/payment/domain/refund_rules.h"

namespace notary {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

std::set<std::string> Codes() {
  notification::v1::NoticeTemplates file;
  EXPECT_TRUE(rpc::ReadTextProto("services/notification/data/notices.textproto", &file).ok());
  std::set<std::string> codes;
  for (const auto& text : file.templates()) codes.insert(text.code());
  return codes;
}

TEST(NoticeTest, EveryReminderHasAText) {
  for (const application::TimeRule& rule : application::kTimeRules) {
    if (rule.act != application::TimeAct::kRemind) continue;
    EXPECT_THAT(Codes(), Contains(rule.notice));
  }
}

notification::v1::NoticeTemplate TextOf(absl::string_view code) {
  notification::v1::NoticeTemplates file;
  EXPECT_TRUE(rpc::ReadTextProto("services/notification/data/notices.textproto", &file).ok());
  for (const auto& text : file.templates()) {
    if (text.code() == code) return text;
  }
  ADD_FAILURE() << code << " has no text";
  return {};
}

// Who is called in is told what to bring, in both languages; who has shown it all is not.
TEST(NoticeTest, APartyThatIsToComeReadsWhatToBring) {
  for (const char* code : {"N12", "N12_REMINDER", "N12_VISIT"}) {
    const auto text = TextOf(code);
    EXPECT_THAT(text.text_zh(), HasSubstr("\n须一次带齐的原件：{originals_zh}。")) << code;
    EXPECT_THAT(text.text_en(), HasSubstr("{originals_en}")) << code;
    EXPECT_TRUE(text.message()) << code;
  }
  for (const char* code : {"N12_COLLECT", "N12_COLLECT_REMINDER"}) {
    const auto text = TextOf(code);
    EXPECT_THAT(text.text_zh(), Not(HasSubstr("带齐"))) << code;
    EXPECT_THAT(text.text_en(), HasSubstr("need not bring them again")) << code;
    EXPECT_TRUE(text.message()) << code;
  }
}

// Whoever is expected no more reads which visit it was, why, and that another can be booked; the
// office's own words only where it has closed.
TEST(NoticeTest, APartyWhoseVisitWasCancelledReadsWhichAndWhy) {
  const auto text = TextOf("N12_VISIT_CANCELLED");
  EXPECT_THAT(text.text_zh(), HasSubstr("{visit_time}"));
  EXPECT_THAT(text.text_zh(), HasSubstr("原因：{reason}。\n本处说明：{note_zh}\n"));
  EXPECT_THAT(text.text_zh(), HasSubstr("重新预约"));
  EXPECT_THAT(text.text_en(), HasSubstr("{visit_time}"));
  EXPECT_THAT(text.text_en(), HasSubstr("reason: {reason}.\nThe office says: {note_en}\n"));
  EXPECT_THAT(text.text_en(), HasSubstr("book another visit"));
  EXPECT_TRUE(text.message());
  const Text said = notification::Body(
      {.text = {text.text_zh(), text.text_en()}}, {{"STAFF_AWAY", {"人员外出", "staff are away"}}},
      {{"acceptance_number", "1"}, {"visit_time", "2026-11-25 09:00"}, {"reason", "STAFF_AWAY"}});
  EXPECT_THAT(said.zh, HasSubstr("原因：人员外出。\n仍需到场"));
  EXPECT_THAT(said.en, HasSubstr("reason: staff are away.\nIf you"));
}

// R21: whoever signs it has read what it means, what follows, and what its rights and duties are.
TEST(NoticeTest, WhatAPartySignsInformsOfAllThatTheLawNames) {
  const auto text = TextOf("N05");
  for (const char* part : {"一、法律意义", "二、法律后果", "三、您的权利", "四、您的义务"}) {
    EXPECT_THAT(text.text_zh(), HasSubstr(part));
  }
  for (const char* part : {"What it means in law", "What may follow", "rights", "duties"}) {
    EXPECT_THAT(text.text_en(), HasSubstr(part));
  }
}

// A pause keeps its first day as used, and counting goes on the day after it ends (domain.md 1.6).
TEST(NoticeTest, APauseBeginsAndEndsTomorrow) {
  notification::v1::NoticeTemplates file;
  ASSERT_TRUE(rpc::ReadTextProto("services/notification/data/notices.textproto", &file).ok());
  for (const auto& word : file.words()) {
    if (word.code() != "START" && word.code() != "END") continue;
    EXPECT_THAT(word.zh(), HasSubstr("自明日起"));
    EXPECT_THAT(word.en(), HasSubstr("from tomorrow"));
  }
}

TEST(NoticeTest, WhoIsAskedForPapersReadsUntilWhen) {
  for (const char* code : {"N02", "N07"}) {
    EXPECT_THAT(TextOf(code).text_zh(), HasSubstr("{until}")) << code;
    EXPECT_THAT(TextOf(code).text_en(), HasSubstr("{until}")) << code;
  }
}

TEST(NoticeTest, WhatWasPaidTooMuchIsSaidInYuan) {
  const auto text = TextOf("N15_OVERPAID");
  EXPECT_THAT(text.text_zh(), HasSubstr("{returned_yuan}元"));
  EXPECT_THAT(text.text_en(), HasSubstr("{returned_yuan} yuan"));
}

TEST(NoticeTest, AFeeIsSaidWithItsItemsAndARefundAsItWent) {
  for (const char* code : {"N06", "N06_WAIVED"}) {
    EXPECT_THAT(TextOf(code).text_zh(), HasSubstr("\n明细与收费依据：{items_zh}")) << code;
    EXPECT_THAT(TextOf(code).text_en(), HasSubstr("\nItems, and the kind of price: {items_en}"));
    EXPECT_TRUE(TextOf(code).message()) << code;
  }
  EXPECT_THAT(TextOf("N15").text_zh(), HasSubstr("原支付账户"));
  EXPECT_THAT(TextOf("N15_TRANSFER").text_zh(), HasSubstr("银行转账"));
  EXPECT_THAT(TextOf("N15_TRANSFER").text_zh(), Not(HasSubstr("原支付账户")));
  EXPECT_THAT(TextOf("N15_TRANSFER").text_en(), HasSubstr("bank transfer"));
  EXPECT_THAT(TextOf("N15_SITE").text_zh(), HasSubstr("支付平台"));
  EXPECT_THAT(TextOf("N15_SITE").text_zh(), Not(HasSubstr("原支付账户")));
  EXPECT_THAT(TextOf("N15_SITE").text_en(), Not(HasSubstr("account")));
}

// The sum of this refund stands apart from that of all, and what it rests on follows from why.
TEST(NoticeTest, ARefundIsSaidByItselfAndRestsOnItsCause) {
  notification::v1::NoticeTemplates file;
  ASSERT_TRUE(rpc::ReadTextProto("services/notification/data/notices.textproto", &file).ok());
  notification::NoticeTexts texts;
  for (const auto& word : file.words()) {
    texts.words[word.code()] = {word.zh(), word.en()};
    if (!word.legal_basis().empty()) texts.bases[word.code()] = word.legal_basis();
  }
  const std::map<std::string, const char*> articles = {
      {"REFUSED", "第四十九条"},          {"REFUSED_BY_FAULT", "第四十九条"},
      {"WITHDRAWN_EARLY", "第五十一条"},  {"WITHDRAWN_LATE", "第五十一条"},
      {"TERMINATED", "第五十一条"},       {"FINAL_FEE_LOWER", "公证法第三十四条"},
      {"REVOKED", "第六十五条"},          {"PAID_TWICE", "第二十二条"},
      {"PAID_AFTER_CLOSE", "第二十二条"}, {"LINE_DROPPED", "第二十二条"}};
  for (const char* name : kEnumNames<payment::RefundCause>) EXPECT_TRUE(articles.contains(name));
  for (const char* code : {"N15", "N15_TRANSFER", "N15_SITE"}) {
    const auto text = TextOf(code);
    const notification::NoticeTemplate pattern{.text = {text.text_zh(), text.text_en()},
                                               .legal_basis = text.legal_basis()};
    for (const auto& [cause, article] : articles) {
      const std::map<std::string, std::string> values = {{"acceptance_number", "1"},
                                                         {"fee_yuan", "380.00"},
                                                         {"refund_yuan", "31.50"},
                                                         {"returned_yuan", "10.50"},
                                                         {"cause", "REFUND_" + cause}};
      const Text said = notification::Body(pattern, texts.words, values);
      EXPECT_THAT(said.zh, HasSubstr("本次退10.50元，")) << code;
      EXPECT_THAT(said.en, HasSubstr("This time it is 10.50 yuan, ")) << code;
      EXPECT_THAT(said.zh, Not(HasSubstr("REFUND"))) << cause;
      EXPECT_THAT(said.en, Not(HasSubstr("REFUND"))) << cause;
      EXPECT_THAT(notification::BasisOf(pattern, texts.bases, values), HasSubstr(article));
    }
  }
}

TEST(NoticeTest, ACodeIsSaidInTheLanguageOfTheText) {
  const Text text =
      notification::Body({.text = {"理由：{ground}。", "Ground: {ground}."}},
                         {{"REF05", {"虚假材料", "false papers"}}}, {{"ground", "REF05"}});
  EXPECT_EQ(text.zh, "理由：虚假材料。");
  EXPECT_EQ(text.en, "Ground: false papers.");
}

// What a party reads is never a code.
TEST(NoticeTest, EveryGroundFactAndPauseHasWords) {
  notification::v1::NoticeTemplates file;
  ASSERT_TRUE(rpc::ReadTextProto("services/notification/data/notices.textproto", &file).ok());
  std::set<std::string> said;
  for (const auto& word : file.words()) said.insert(word.code());
  std::set<std::string> codes = {"SUPPLEMENT",
                                 "VERIFY",
                                 "FORCE_MAJEURE",
                                 "START",
                                 "END",
                                 "HELD",
                                 "DUE_AFTER_PAUSE",
                                 "DUE_NOT_PUBLISHED",
                                 "SELF",
                                 "NEAR_RELATIVE",
                                 "INTERESTED",
                                 "OTHER_RELATION",
                                 "UNTIL_NOT_PUBLISHED",
                                 "LOST",
                                 "DAMAGED",
                                 "SIGNED_BY_OTHER",
                                 "RECALLED",
                                 "NOT_DELIVERABLE",
                                 "PARTY_ASKED",
                                 "STAFF_AWAY",
                                 "DEVICE_FAILED",
                                 "OFFICE_REASON",
                                 "OFFICE_CLOSED",
                                 "FREIGHT_PAID",
                                 "FREIGHT_COLLECT",
                                 "REFUND_TERMINATED"};
  for (const char* cause : kEnumNames<payment::RefundCause>) {
    codes.insert(absl::StrCat("REFUND_", cause));
  }
  for (int i = 1; i <= 9; ++i) codes.insert(absl::StrCat("REF0", i));
  for (int i = 1; i <= 4; ++i) codes.insert(absl::StrCat("R19_", i));
  for (int i = 1; i <= 5; ++i) codes.insert(absl::StrCat("R50_", i));
  const auto catalogue = catalogue::LoadCatalogue("services/catalogue/data");
  ASSERT_TRUE(catalogue.ok());
  for (const catalogue::Matter& matter : catalogue->rules.matters) {
    for (const auto& plan : matter.verifications) codes.insert(plan.fact_kind);
  }
  EXPECT_EQ(said, codes);
}

TEST(NoticeTest, EveryCodeFitsTheContract) {
  for (const std::string& code : Codes()) {
    notification::v1::CreateNoticeRequest request;
    request.set_parent("offices/xuhui");
    request.mutable_notice()->set_code(code);
    request.mutable_notice()->set_application(
        "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
    request.mutable_notice()->set_addressee("persons/a");
    EXPECT_TRUE(rpc::Validate(request).ok()) << code;
  }
}

// The list is complete or it is not the one that the law asks for (R18): 40 entries, a note of 500
// characters each.
TEST(NoticeTest, TheLongestListOfWhatIsMissingFitsTheContract) {
  std::string note, lines;
  for (int i = 0; i < 500; ++i) note += "缺";
  for (int i = 0; i < 40; ++i) absl::StrAppend(&lines, i == 0 ? "" : "\n", "身份证明：", note);
  notification::v1::CreateNoticeRequest request;
  request.set_parent("offices/xuhui");
  request.mutable_notice()->set_code("N02");
  request.mutable_notice()->set_application(
      "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001");
  request.mutable_notice()->set_addressee("persons/a");
  (*request.mutable_notice()->mutable_values())["items_zh"] = lines;
  EXPECT_EQ(rpc::Validate(request), absl::OkStatus());
}

TEST(NoticeTest, EveryTimeRuleHasALimit) {
  const auto catalogue = catalogue::LoadCatalogue("services/catalogue/data");
  ASSERT_TRUE(catalogue.ok());
  for (const application::TimeRule& rule : application::kTimeRules) {
    EXPECT_TRUE(catalogue::FindLimit(catalogue->rules, rule.limit, absl::CivilDay(2026, 11, 23)))
        << rule.limit;
  }
  for (const application::Worklist& list : application::kWorklists) {
    const bool waits_at_once = list.from == application::CountsFrom::kNothing ||
                               list.from == application::CountsFrom::kCaller;
    if (waits_at_once) continue;
    EXPECT_TRUE(catalogue::FindLimit(catalogue->rules, list.code, absl::CivilDay(2026, 11, 23)))
        << list.code;
  }
}

}  // namespace
}  // namespace notary
