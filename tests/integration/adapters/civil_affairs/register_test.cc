// The register as an office meets it: over mutual TLS, with signed messages, on a real database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <set>
#include <thread>

#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "adapters/civil_affairs/wire/envelope.h"
#include "notary/agency/v1/question.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/rpc/timestamp.h"
#include "tests/testing/agency/agency_world.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::marriage_register {
namespace {

using agency::v1::Envelope;
using AnswerMessage = agency::v1::Answer;
using QuestionMessage = agency::v1::Question;

constexpr char kVerify[] = "/notary.agency.v1.AgencyService/Verify";
constexpr char kGetAnswer[] = "/notary.agency.v1.AgencyService/GetAnswer";

class RegisterTest : public ::testing::Test {
 protected:
  // F1 of domain.md 6.7, as claimed.
  QuestionMessage F1() {
    QuestionMessage q;
    q.set_request_id(NewId(clock_.Now()));
    q.set_letter_number("(2026)沪徐证核字第1号");
    q.set_agreement_id("AGREEMENT-1");
    q.set_office("xuhui");
    q.mutable_officer()->set_id("staff/n1");
    q.mutable_officer()->set_name("公证员甲");
    q.set_acceptance_number("(2026)沪徐受字第1号");
    q.set_accepted_on("2026-11-20");
    q.set_matter("CERT_MARRIAGE");
    q.set_purpose(QuestionMessage::PARTY_MARRIAGE_RECORD);
    q.add_legal_basis("L29");
    q.mutable_consent()->set_id("consent-1");
    *q.mutable_consent()->mutable_give_time() = rpc::ToTimestamp(clock_.Now() - absl::Hours(1));
    q.set_mode(QuestionMessage::VERIFY);
    q.set_fact("MARRIAGE_RECORD");
    q.mutable_subject()->set_name("张一");
    q.mutable_subject()->set_id_type("CITIZEN_ID");
    q.mutable_subject()->set_id_number("310111199001151010");
    q.set_subject_role(QuestionMessage::PARTY);
    q.mutable_marriage_claim()->set_certificate_number("J310104-2016-000001");
    q.mutable_marriage_claim()->set_registration_date("2016-05-20");
    q.set_as_of("2026-11-23");
    return q;
  }

  absl::StatusOr<Envelope> Send(const Envelope& envelope) {
    return channel_->Call<Envelope>(kVerify, envelope, {.timeout = absl::Seconds(20)});
  }

  Envelope Seal(const google::protobuf::Message& message) {
    return sealer_.Seal(message.SerializeAsString());
  }

  // The answer to a question, checked as an office checks it.
  AnswerMessage Ask(const QuestionMessage& question) {
    const Envelope asked = Seal(question);
    const absl::StatusOr<Envelope> envelope = Send(asked);
    AnswerMessage answer;
    EXPECT_TRUE(envelope.ok()) << envelope.status();
    if (!envelope.ok()) return answer;
    EXPECT_TRUE(agency::CheckSeal(*envelope, agency_keys_).ok());
    EXPECT_TRUE(answer.ParseFromString(envelope->payload()));
    EXPECT_EQ(answer.question_digest(), agency::PayloadDigest(asked.payload()));
    return answer;
  }

  std::string CodeAfter(const std::function<void(QuestionMessage&)>& change) {
    QuestionMessage question = F1();
    change(question);
    return Ask(question).reason_code();
  }

  int64_t Count(const pg::Statement& statement) {
    return owner_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.One(statement); })->Int("n");
  }

  FakeClock clock_{testing::TestStart()};
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> owner_ = database_.AsOwner();
  testing::AgencyWorld world_{database_.TargetWithoutUser(), clock_};
  std::unique_ptr<rpc::Channel> channel_ = *rpc::Channel::ToTls(world_.Tls());
  agency::Sealer sealer_ =
      *agency::Sealer::Create(*crypto::SigningKey::FromFile(world_.Path("office-sign.key")));
  const agency::KeyRing agency_keys_ = [this] {
    agency::KeyRing ring;
    EXPECT_TRUE(agency::AddKeyFile(world_.Path("agency-sign.pub"), ring).ok());
    return ring;
  }();
};

TEST_F(RegisterTest, AnswersWithASignedNumberedAnswerAndItsCoverage) {
  const AnswerMessage answer = Ask(F1());

  EXPECT_EQ(answer.outcome(), AnswerMessage::VERIFIED);
  EXPECT_EQ(answer.reason_code(), "V00");
  EXPECT_EQ(answer.registration(), AnswerMessage::MARRIED);
  EXPECT_EQ(answer.reply_number(), "(2026)沪民核复字第1号");
  EXPECT_EQ(answer.coverage().districts_size(), 8);
  EXPECT_EQ(rpc::FromTimestamp(answer.answer_time()), clock_.Now());
}

TEST_F(RegisterTest, TheSameQuestionGivesTheSameBytesAndOneNumber) {
  const Envelope question = Seal(F1());

  const auto first = Send(question);
  clock_.Advance(absl::Hours(1));
  const auto second = Send(question);

  ASSERT_TRUE(first.ok() && second.ok()) << second.status();
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(Ask(F1()).reply_number(), "(2026)沪民核复字第2号");
}

TEST_F(RegisterTest, DeliveriesOfOneQuestionAtOnceAreOneAnswerAndLeaveNoGap) {
  const Envelope question = Seal(F1());
  std::vector<std::string> answers(24);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (size_t i = t; i < answers.size(); i += 8) {
        const auto answer = Send(question);
        EXPECT_TRUE(answer.ok()) << answer.status();
        if (answer.ok()) answers[i] = answer->SerializeAsString();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(std::set<std::string>(answers.begin(), answers.end()).size(), 1);
  EXPECT_EQ(Ask(F1()).reply_number(), "(2026)沪民核复字第2号");
}

// Pods of a cluster start in any order, and the database's may be last.
TEST_F(RegisterTest, ItStartsBeforeItsDatabaseAndAnswersNothingFromNoCopy) {
  static constexpr pg::Statement kAway{"test_away", "ALTER SCHEMA register RENAME TO elsewhere"};
  static constexpr pg::Statement kBack{"test_back", "ALTER SCHEMA elsewhere RENAME TO register"};
  const auto move = [&](const pg::Statement& statement) {
    return owner_->Transact(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Exec(statement).status(); });
  };
  ASSERT_TRUE(move(kAway).ok());

  world_.StartRegister();

  EXPECT_FALSE(Send(Seal(F1())).ok());
  ASSERT_TRUE(move(kBack).ok());
  EXPECT_EQ(Ask(F1()).reason_code(), "V00");
}

TEST_F(RegisterTest, ARequestIdWithOtherContentIsRejected) {
  QuestionMessage question = F1();
  const AnswerMessage first = Ask(question);
  question.mutable_marriage_claim()->set_registration_date("2016-05-02");

  const AnswerMessage second = Ask(question);

  EXPECT_EQ(first.outcome(), AnswerMessage::VERIFIED);
  EXPECT_EQ(second.outcome(), AnswerMessage::REJECTED);
  EXPECT_EQ(second.reason_code(), "R06");
  EXPECT_EQ(second.reply_number(), "");
}

TEST_F(RegisterTest, RefusesWhatTheAgreementDoesNotAllow) {
  const auto code = [this](auto change) { return CodeAfter(change); };
  EXPECT_EQ(code([](QuestionMessage& q) { q.clear_consent(); }), "R01");
  EXPECT_EQ(code([](QuestionMessage& q) { q.clear_acceptance_number(); }), "R02");
  EXPECT_EQ(code([](QuestionMessage& q) { q.set_accepted_on("2026-11-24"); }), "R02");
  EXPECT_EQ(code([](QuestionMessage& q) { q.clear_officer(); }), "R03");
  EXPECT_EQ(code([](QuestionMessage& q) { q.mutable_officer()->set_id("staff/left"); }), "R03");
  EXPECT_EQ(code([](QuestionMessage& q) { q.set_mode(QuestionMessage::DISCLOSE); }), "R03");
  EXPECT_EQ(code([](QuestionMessage& q) { q.clear_purpose(); }), "R04");
  EXPECT_EQ(code([](QuestionMessage& q) { q.set_matter("CERT_EDU"); }), "R04");
  EXPECT_EQ(code([](QuestionMessage& q) { q.set_agreement_id("OTHER"); }), "R04");
  EXPECT_EQ(code([](QuestionMessage& q) {
              q.mutable_subject()->set_id_number("310111201509011094");  // F8, a child
            }),
            "R04");
  EXPECT_EQ(code([](QuestionMessage& q) { q.clear_subject_role(); }), "R05");
  EXPECT_EQ(code([](QuestionMessage& q) { q.mutable_subject()->clear_name(); }), "R07");
  EXPECT_EQ(code([](QuestionMessage& q) { q.mutable_subject()->set_id_number(" "); }), "R07");
}

TEST_F(RegisterTest, TheClockOfAnOfficeMayBeALittleAhead) {
  const auto consented = [this](absl::Duration ahead) {
    return CodeAfter([&](QuestionMessage& q) {
      *q.mutable_consent()->mutable_give_time() = rpc::ToTimestamp(clock_.Now() + ahead);
    });
  };
  EXPECT_EQ(consented(absl::Minutes(1)), "V00");
  EXPECT_EQ(consented(absl::Minutes(3)), "R01");
  const absl::Time midnight = absl::FromCivil(absl::CivilDay(2026, 11, 24), ShanghaiZone());
  clock_.Advance(midnight - absl::Minutes(1) - clock_.Now());
  EXPECT_EQ(CodeAfter([](QuestionMessage& q) { q.set_accepted_on("2026-11-24"); }), "V00");
  EXPECT_EQ(CodeAfter([](QuestionMessage& q) { q.set_accepted_on("2026-11-25"); }), "R02");
}

TEST_F(RegisterTest, DisclosesTheRecordOnlyWithASupervisor) {
  QuestionMessage question = F1();
  question.clear_marriage_claim();
  question.set_mode(QuestionMessage::DISCLOSE);
  question.mutable_supervisor()->set_id("staff/h1");
  question.mutable_supervisor()->set_name("主任甲");

  const AnswerMessage answer = Ask(question);

  ASSERT_EQ(answer.records_size(), 1);
  EXPECT_EQ(answer.records(0).certificate_number(), "J310104-2016-000001");
  EXPECT_EQ(answer.records(0).spouse().id_number(), "310***********1021");
}

TEST_F(RegisterTest, WhatItCannotDecideWaitsForAnOperator) {
  static constexpr pg::Statement kTickets{
      "test_tickets",
      "SELECT count(*) AS n FROM register.ticket WHERE state = 'OPEN' AND kind = 'ARCHIVE'"};
  QuestionMessage f14 = F1();
  f14.mutable_subject()->set_name("蒋丁");
  f14.mutable_subject()->set_id_number("310151195508121163");
  f14.mutable_marriage_claim()->set_certificate_number("沪闸结字第0123号");

  const AnswerMessage answer = Ask(f14);

  EXPECT_EQ(answer.outcome(), AnswerMessage::INCONCLUSIVE);
  EXPECT_EQ(answer.reason_code(), "I07");
  EXPECT_EQ(Count(kTickets), 1);
}

TEST_F(RegisterTest, AQuestionNobodyVouchesForIsNotAnswered) {
  Envelope changed = Seal(F1());
  changed.set_payload(F1().SerializeAsString());
  Envelope unknown = Seal(F1());
  unknown.set_key_id(std::string(64, 'a'));
  QuestionMessage foreign = F1();
  foreign.set_office("minhang");

  EXPECT_EQ(ReasonOf(Send(changed).status()), "SIGNATURE_INVALID");
  EXPECT_EQ(ReasonOf(Send(unknown).status()), "KEY_UNKNOWN");
  EXPECT_EQ(ReasonOf(Send(Seal(foreign)).status()), "OFFICE_NOT_OF_KEY");
  EXPECT_EQ(ReasonOf(Send(sealer_.Seal("\xff")).status()), "MALFORMED_MESSAGE");
}

TEST_F(RegisterTest, LetsNobodyInWithoutACertificateOfTheCircle) {
  rpc::Channel::Tls stranger = world_.Tls();
  stranger.certificate_file = world_.Path("stranger.crt");
  stranger.key_file = world_.Path("stranger.key");
  rpc::Channel::Tls wrong_name = world_.Tls();
  wrong_name.server_name = "office.example";

  for (const rpc::Channel::Tls& tls : {stranger, wrong_name}) {
    const auto answer = (*rpc::Channel::ToTls(tls))
                            ->Call<Envelope>(kVerify, Seal(F1()), {.timeout = absl::Seconds(2)});
    EXPECT_EQ(answer.status().code(), absl::StatusCode::kUnavailable) << answer.status();
  }
  const auto plain = rpc::Channel::ToSocket(world_.Agency().address())
                         ->Call<Envelope>(kVerify, Seal(F1()), {.timeout = absl::Seconds(2)});
  EXPECT_FALSE(plain.ok());
}

TEST_F(RegisterTest, AnAnswerCanBeFetchedAgainByWhoAsked) {
  const QuestionMessage question = F1();
  const auto given = Send(Seal(question));
  agency::v1::AnswerQuery query;
  query.set_office("xuhui");
  query.set_request_id(question.request_id());
  agency::v1::AnswerQuery absent = query;
  absent.set_request_id(NewId(clock_.Now()));
  const rpc::CallOptions options{.timeout = absl::Seconds(20)};

  const auto again = channel_->Call<Envelope>(kGetAnswer, Seal(query), options);
  const auto none = channel_->Call<Envelope>(kGetAnswer, Seal(absent), options);

  ASSERT_TRUE(given.ok() && again.ok()) << again.status();
  EXPECT_EQ(again->SerializeAsString(), given->SerializeAsString());
  EXPECT_EQ(ReasonOf(none.status()), "ANSWER_NOT_GIVEN");
}

TEST_F(RegisterTest, ReadsItsRecordsAgainEachDay) {
  const absl::Time start = clock_.Now();
  EXPECT_EQ(rpc::FromTimestamp(Ask(F1()).data_time()), start);
  clock_.Advance(absl::Hours(23));
  EXPECT_EQ(rpc::FromTimestamp(Ask(F1()).data_time()), start);
  clock_.Advance(absl::Hours(1));
  EXPECT_EQ(rpc::FromTimestamp(Ask(F1()).data_time()), clock_.Now());
}

// Its age is told by each answer, and the office judges it.
TEST_F(RegisterTest, AnswersFromAnOldCopyWhileTheFileCannotBeRead) {
  const absl::Time start = clock_.Now();
  const std::string records = world_.Path("records.csv");
  std::filesystem::rename(records, records + ".away");
  clock_.Advance(absl::Hours(48));
  const AnswerMessage old = Ask(F1());
  EXPECT_EQ(old.outcome(), AnswerMessage::VERIFIED);
  EXPECT_EQ(rpc::FromTimestamp(old.data_time()), start);

  std::filesystem::rename(records + ".away", records);
  clock_.Advance(absl::Minutes(10));
  EXPECT_EQ(rpc::FromTimestamp(Ask(F1()).data_time()), clock_.Now());
}

TEST_F(RegisterTest, DescribesItself) {
  const auto description = channel_->Call<agency::v1::Description>(
      "/notary.agency.v1.AgencyService/Describe", agency::v1::DescribeRequest(),
      {.timeout = absl::Seconds(20)});

  ASSERT_TRUE(description.ok()) << description.status();
  EXPECT_EQ(description->contract(), "v1");
  EXPECT_EQ(description->coverage().complete_from(), "2004-01-01");
  EXPECT_TRUE(agency_keys_.contains(description->key_ids(0)));
}

TEST_F(RegisterTest, FaultsAreScripted) {
  config::v1::RegisterFaults faults;
  faults.set_quota_used(true);
  world_.SetFaults(faults);
  const QuestionMessage question = F1();
  const AnswerMessage not_now = Ask(question);
  faults.Clear();
  faults.set_wrong_signature(true);
  world_.SetFaults(faults);
  const auto wrong = Send(Seal(question));
  faults.Clear();
  faults.set_offline(true);
  world_.SetFaults(faults);
  const auto offline = Send(Seal(question));
  world_.ClearFaults();

  EXPECT_EQ(not_now.reason_code(), "U03");
  EXPECT_GT(rpc::FromTimestamp(not_now.retry_time()), clock_.Now());
  ASSERT_TRUE(wrong.ok());
  EXPECT_FALSE(agency::CheckSeal(*wrong, agency_keys_).ok());
  EXPECT_EQ(ReasonOf(offline.status()), "AGENCY_OFFLINE");
  EXPECT_EQ(Ask(question).reply_number(), "(2026)沪民核复字第1号");
}

TEST_F(RegisterTest, MaintenanceIsAnnouncedAndSaysWhenToAskAgain) {
  const auto window = [](absl::Time from, absl::Time to) {
    return absl::StrCat("windows { start_time { seconds: ", absl::ToUnixSeconds(from),
                        " } end_time { seconds: ", absl::ToUnixSeconds(to), " } }");
  };
  const absl::Time now = clock_.Now();
  const absl::Time end = absl::FromUnixSeconds(absl::ToUnixSeconds(now) + 7200);
  const QuestionMessage question = F1();
  world_.Announce(absl::StrCat(window(now - absl::Hours(1), now + absl::Hours(1)),
                               window(now - absl::Minutes(1), end)));
  const AnswerMessage not_now = Ask(question);
  EXPECT_EQ(not_now.outcome(), AnswerMessage::UNAVAILABLE);
  EXPECT_EQ(not_now.reason_code(), "U04");
  EXPECT_EQ(rpc::FromTimestamp(not_now.retry_time()), end) << "the last of those that overlap";

  world_.Announce("windows { from: 'tonight' }");
  EXPECT_EQ(Ask(question).reason_code(), "V00") << "a slip of the pen stops nobody";
  world_.Announce(window(now + absl::Hours(1), now + absl::Hours(2)));
  EXPECT_EQ(Ask(question).reply_number(), "(2026)沪民核复字第1号");
}

}  // namespace
}  // namespace notary::marriage_register
