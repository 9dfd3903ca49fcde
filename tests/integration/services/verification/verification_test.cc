// From a case's question to the agency's answer, and everything that can go wrong between.
#include <google/protobuf/util/message_differencer.h>

#include <atomic>
#include <set>
#include <thread>

#include "tests/integration/services/verification/verification_fixture.h"

namespace notary::verification {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class VerificationTest : public VerificationFixture {};

TEST_F(VerificationTest, AnAnswerIsKeptAsEvidenceAndReportedToTheCase) {
  const std::string name = GivenQuestion();

  EXPECT_EQ(AskOne(), 1);

  const v1::Verification v = Get(name);
  EXPECT_EQ(v.state(), "ANSWERED");
  EXPECT_EQ(v.outcome(), "VERIFIED");
  EXPECT_EQ(v.reason_code(), "V00");
  EXPECT_EQ(v.letter_number(), "(2026)沪徐证核字第1号");
  EXPECT_EQ(v.reply_number(), "(2026)沪民核复字第1号");
  EXPECT_EQ(v.answer().registration(), agency::v1::Answer::MARRIED);
  EXPECT_THAT(Evidence(), UnorderedElementsAre("QUESTION SENT", "ANSWER USED"));
  ASSERT_THAT(Reports(), SizeIs(1));
  EXPECT_EQ(Reports()[0].name(), v.application());
  EXPECT_EQ(Reports()[0].verification(), name);
  EXPECT_EQ(Reports()[0].outcome(), "VERIFIED");
  EXPECT_EQ(Reports()[0].reply_number(), v.reply_number());
  EXPECT_TRUE(Reports()[0].has_data_time());
  EXPECT_EQ(AskOne(), 0);
}

TEST_F(VerificationTest, ALostCertificateIsFilledInFromTheRecord) {
  v1::CreateVerificationRequest request = F1();
  v1::Verification& v = *request.mutable_verification();
  for (const char* field : {"marriage.certificate_number", "marriage.registration_date",
                            "spouse.name", "spouse.id_number"}) {
    v.mutable_claims()->erase(field);
  }
  v.set_mode("DISCLOSE");
  v.set_supervisor("staff/h1");
  ASSERT_TRUE(Create(request).ok());

  AskOne();

  ASSERT_THAT(Reports(), SizeIs(1));
  EXPECT_EQ(Reports()[0].reason_code(), "V00");
  EXPECT_EQ(Reports()[0].disclosed().at("marriage.certificate_number"), "J310104-2016-000001");
  EXPECT_EQ(Reports()[0].disclosed().at("marriage.registration_date"), "2016-05-20");
  EXPECT_EQ(Reports()[0].disclosed().at("spouse.name"), "李二");
  EXPECT_EQ(Get(v.name()).answer().records(0).spouse().id_number(), "310***********1021");
}

TEST_F(VerificationTest, ARegisterThatIsDownIsAskedAgainAndTheCaseKeepsWaiting) {
  const std::string name = GivenQuestion();
  world_.StopRegister();

  AskOne();

  EXPECT_EQ(Get(name).state(), "QUEUED");
  EXPECT_EQ(Get(name).reason_code(), "U02");
  EXPECT_EQ(rpc::FromTimestamp(Get(name).next_attempt_time()), clock_.Now() + absl::Seconds(5));
  EXPECT_THAT(Reports(), IsEmpty());
  EXPECT_EQ(AskOne(), 0);  // not due yet

  world_.StartRegister();
  for (int i = 0; i < 50 && Get(name).state() == "QUEUED"; ++i) {
    clock_.Advance(absl::Hours(1));
    AskOne();
    if (Get(name).state() == "QUEUED") absl::SleepFor(absl::Milliseconds(100));
  }
  EXPECT_EQ(Get(name).outcome(), "VERIFIED");
  EXPECT_THAT(Reports(), SizeIs(1));
}

TEST_F(VerificationTest, AnAnswerWithAWrongSignatureIsKeptAndNeverUsed) {
  const std::string name = GivenQuestion();
  SetFault([](auto& faults) { faults.set_wrong_signature(true); });

  AskOne();

  EXPECT_EQ(Get(name).state(), "QUEUED");
  EXPECT_EQ(Get(name).reason_code(), "U05");
  EXPECT_FALSE(Get(name).has_answer());
  EXPECT_THAT(Reports(), IsEmpty());

  world_.ClearFaults();
  clock_.Advance(absl::Seconds(5));
  AskOne();
  EXPECT_EQ(Get(name).reply_number(), "(2026)沪民核复字第1号");
  EXPECT_THAT(Evidence(),
              UnorderedElementsAre("QUESTION SENT", "ANSWER NOT_TRUSTED", "ANSWER USED"));
}

TEST_F(VerificationTest, TheAnswerToAnotherQuestionIsNotTrusted) {
  GivenQuestion();
  AskOne();
  const std::string second = GivenQuestion();
  SetFault([](auto& faults) { faults.set_replay_last(true); });

  AskOne();

  EXPECT_EQ(Get(second).state(), "QUEUED");
  EXPECT_EQ(Get(second).reason_code(), "U05");
}

TEST_F(VerificationTest, AUsedUpQuotaWaitsForTheDayTheAgencyNames) {
  const std::string name = GivenQuestion();
  SetFault([](auto& faults) { faults.set_quota_used(true); });

  AskOne();

  EXPECT_EQ(Get(name).reason_code(), "U03");
  EXPECT_EQ(rpc::FromTimestamp(Get(name).next_attempt_time()),
            absl::FromCivil(absl::CivilSecond(2026, 11, 24, 9, 0, 0), ShanghaiZone()));
  EXPECT_THAT(Evidence(), UnorderedElementsAre("QUESTION SENT", "ANSWER NOT_NOW"));
}

TEST_F(VerificationTest, TheSameRequestTwiceIsOneQuestionAndOneLetter) {
  const v1::CreateVerificationRequest request = F1();

  const Result first = Create(request);
  const Result second = Create(request);
  const int64_t asked = AskOne() + AskOne();

  ASSERT_TRUE(first.ok() && second.ok()) << second.status();
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(*first, *second));
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(Create(F1())->letter_number(), "(2026)沪徐证核字第2号");
}

TEST_F(VerificationTest, ACancelledQuestionIsNotAsked) {
  const std::string name = GivenQuestion();

  EXPECT_EQ(Cancel(Get(name).application()), 1);

  EXPECT_EQ(AskOne(), 0);
  EXPECT_EQ(Get(name).state(), "CANCELLED");
  EXPECT_EQ(Cancel(Get(name).application()), 0);
}

TEST_F(VerificationTest, AnAnswerAfterCancellationIsKeptWithoutEffect) {
  const std::string name = GivenQuestion();
  const std::string application = Get(name).application();
  agency_.Meanwhile([&] { EXPECT_EQ(Cancel(application), 1); });

  AskOne();

  EXPECT_EQ(Get(name).state(), "CANCELLED");
  EXPECT_THAT(Reports(), IsEmpty());
  EXPECT_THAT(Evidence(), UnorderedElementsAre("QUESTION SENT", "ANSWER LATE"));
}

TEST_F(VerificationTest, WhoOutlivesTheLeaseRecordsNothing) {
  const std::string name = GivenQuestion();
  agency_.Meanwhile([&] {
    clock_.Advance(absl::Minutes(2));
    EXPECT_EQ(AskOne(), 1);  // another worker takes over and is answered
  });

  AskOne();

  EXPECT_EQ(Get(name).attempts(), 2);
  EXPECT_EQ(Get(name).reply_number(), "(2026)沪民核复字第1号");
  EXPECT_THAT(Reports(), SizeIs(1));
  EXPECT_THAT(Evidence(), UnorderedElementsAre("QUESTION SENT", "ANSWER USED", "ANSWER LATE"));
}

TEST_F(VerificationTest, ARejectionIsReportedAndNeverRepeated) {
  v1::CreateVerificationRequest request = F1();
  request.mutable_verification()->set_officer("staff/left");
  ASSERT_TRUE(Create(request).ok());

  AskOne();
  clock_.Advance(absl::Hours(48));

  EXPECT_EQ(AskOne(), 0);
  ASSERT_THAT(Reports(), SizeIs(1));
  EXPECT_EQ(Reports()[0].outcome(), "REJECTED");
  EXPECT_EQ(Reports()[0].reason_code(), "R03");
}

TEST_F(VerificationTest, WhatMayNotBeAskedIsAnsweredHereWithoutALetter) {
  v1::CreateVerificationRequest child = F1();
  (*child.mutable_verification()->mutable_claims())["applicant.id_number"] = "310111201509011094";
  v1::CreateVerificationRequest unconsented = F1();
  unconsented.mutable_verification()->set_consented(false);
  v1::CreateVerificationRequest early = F1();
  *early.mutable_verification()->mutable_accept_time() =
      rpc::ToTimestamp(clock_.Now() + absl::Hours(1));

  EXPECT_EQ(Create(child)->reason_code(), "L01");
  EXPECT_EQ(Create(unconsented)->reason_code(), "R01");
  EXPECT_EQ(Create(early)->reason_code(), "R02");

  EXPECT_EQ(AskOne(), 0);
  EXPECT_THAT(Evidence(), IsEmpty());
  EXPECT_THAT(Reports(), SizeIs(3));
  EXPECT_EQ(Create(F1())->letter_number(), "(2026)沪徐证核字第1号");
}

// 6.6 rows 6 and 30: what the party was called, and numbered, before.
TEST_F(VerificationTest, AFormerNumberFindsTheRecord) {
  v1::CreateVerificationRequest request = F1();
  auto& claims = *request.mutable_verification()->mutable_claims();
  claims["applicant.id_number"] = "310111199001152048";
  claims["applicant.former_id_number"] = "310111199001151010";
  const Result created = Create(request);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->claims().at("applicant.former_id_number"), "310***********1010");
  AskOne();
  EXPECT_EQ(Reports()[0].outcome(), "VERIFIED");
  EXPECT_EQ(Reports()[0].reason_code(), "V01");
}

TEST_F(VerificationTest, AFormerNameIsForTheNotaryToJudge) {
  v1::CreateVerificationRequest request = F1();
  auto& claims = *request.mutable_verification()->mutable_claims();
  claims["applicant.name"] = "王三";
  claims["applicant.former_name"] = "张一";
  const Result created = Create(request);
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(created->claims().at("applicant.former_name"), "张*");
  AskOne();
  EXPECT_EQ(Reports()[0].outcome(), "INCONCLUSIVE");
  EXPECT_EQ(Reports()[0].reason_code(), "I04");
}

// A form may know the spouse's number and not the name.
TEST_F(VerificationTest, ASpouseIsAskedAboutByNumberAlone) {
  v1::CreateVerificationRequest request = F1();
  auto& claims = *request.mutable_verification()->mutable_claims();
  claims.erase("spouse.name");
  claims["spouse.id_number"] = "310111199304181049";
  ASSERT_TRUE(Create(request).ok());

  AskOne();

  EXPECT_EQ(Reports()[0].outcome(), "MISMATCH");
  EXPECT_EQ(Reports()[0].reason_code(), "M06");
}

// It comes by a call that outlives who made it: refused, it would stand before all the others of
// its case for good.
TEST_F(VerificationTest, AWrongCheckDigitIsAnsweredHereAndNotSent) {
  v1::CreateVerificationRequest request = F1();
  (*request.mutable_verification()->mutable_claims())["applicant.id_number"] = "310111199001151011";

  const Result answered = Create(request);

  ASSERT_TRUE(answered.ok()) << answered.status();
  EXPECT_EQ(answered->state(), "ANSWERED");
  EXPECT_EQ(answered->outcome(), "REJECTED");
  EXPECT_EQ(answered->reason_code(), "L03");
  EXPECT_EQ(AskOne(), 0);
  ASSERT_THAT(Reports(), SizeIs(1));
  EXPECT_EQ(Reports()[0].reason_code(), "L03");
}

TEST_F(VerificationTest, NumbersAreMaskedAndOtherOfficesSeeNothing) {
  const std::string name = GivenQuestion();
  const rpc::Principal other = testing::Staff("minhang", "n9", {rpc::Role::ROLE_NOTARY});

  EXPECT_EQ(Get(name).claims().at("applicant.id_number"), "310***********1010");
  EXPECT_EQ(Get(name).claims().at("spouse.id_number"), "310***********1021");
  EXPECT_EQ(Get(name).claims().at("spouse.name"), "李*");
  EXPECT_EQ(Get(name).claims().at("marriage.certificate_number"), "J31************0001");
  EXPECT_EQ(ReasonOf(Get(name, other).status()), "RESOURCE_NOT_FOUND");
}

TEST_F(VerificationTest, WhoReadsAnAnswerIsWrittenDown) {
  const std::string name = GivenQuestion();
  const v1::Verification open = Get(name);
  EXPECT_THAT(Readings(), IsEmpty()) << "there is nothing to read yet";
  AskOne();

  ASSERT_TRUE(Get(name).has_answer());

  ASSERT_THAT(Readings(), SizeIs(1));
  EXPECT_EQ(Readings()[0].name(), open.application());
  EXPECT_EQ(Readings()[0].document(), name);
  EXPECT_EQ(Readings()[0].viewer(), notary_.subject);
}

// The oldest of its office cannot be opened, whatever became of it.
TEST_F(VerificationTest, AQuestionThatCannotBeReadKeepsNoOtherWaiting) {
  static constexpr pg::Statement kSpoil{
      "test_spoil", "UPDATE verification.verification SET claims = '\\x00'::bytea"};
  static constexpr pg::Statement kDue{
      "test_due", "SELECT count(*) AS n FROM verification WHERE next_attempt_time <= $1"};
  GivenQuestion();
  const absl::Status spoilt =
      database_.AsOwner()->Transact("xuhui", [&](pg::Tx& tx) { return tx.Exec(kSpoil).status(); });
  ASSERT_TRUE(spoilt.ok()) << spoilt;
  const auto due = [&] {
    return db_->Read("xuhui", [&](pg::Tx& tx) { return tx.One(kDue, clock_.Now()); })->Int("n");
  };
  clock_.Advance(absl::Seconds(1));
  const std::string readable = GivenQuestion();

  EXPECT_EQ(AskOne(), 1);

  EXPECT_EQ(Get(readable).outcome(), "VERIFIED");
  EXPECT_EQ(due(), 0);
  EXPECT_EQ(AskOne(), 0);
  clock_.Advance(absl::Seconds(5));
  EXPECT_EQ(due(), 1) << "it is tried again";
}

TEST_F(VerificationTest, ManyWorkersAskEachQuestionOnce) {
  constexpr int kQuestions = 40;
  std::set<std::string> letters, replies;
  std::vector<std::string> names;
  for (int i = 0; i < kQuestions; ++i) names.push_back(GivenQuestion());
  std::atomic<int64_t> asked = 0;
  std::vector<std::thread> workers;
  for (int i = 0; i < 6; ++i) {
    workers.emplace_back([&] {
      while (AskOne() == 1) ++asked;
    });
  }
  for (std::thread& worker : workers) worker.join();

  for (const std::string& name : names) {
    letters.insert(Get(name).letter_number());
    replies.insert(Get(name).reply_number());
  }
  EXPECT_EQ(asked, kQuestions);
  EXPECT_THAT(letters, SizeIs(kQuestions));
  EXPECT_THAT(replies, SizeIs(kQuestions));
  EXPECT_TRUE(replies.contains("(2026)沪民核复字第40号"));
  EXPECT_THAT(Reports(), SizeIs(kQuestions));
}

}  // namespace
}  // namespace notary::verification
