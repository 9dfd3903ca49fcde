#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "notary/platform/v1/principal.pb.h"
#include "tests/integration/services/identity/identity_fixture.h"

namespace notary::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CodeSignInTest : public IdentityFixture {};

TEST_F(CodeSignInTest, ACodeIsGoodOnce) {
  const auto asked = Ask("13800000000");
  ASSERT_TRUE(asked.ok()) << asked.status();
  const std::string code = phones_.codes["13800000000"];
  EXPECT_EQ(code.size(), 6u);

  EXPECT_TRUE(Prove(asked->challenge(), code).ok());
  EXPECT_EQ(ReasonOf(Prove(asked->challenge(), code).status()), "CODE_WRONG");
}

TEST_F(CodeSignInTest, FiveTriesAndThenNotEvenTheRightOne) {
  const auto asked = Ask("13800000000");
  const std::string code = phones_.codes["13800000000"];
  const std::string wrong = code == "000000" ? "000001" : "000000";
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ReasonOf(Prove(asked->challenge(), wrong).status()), "CODE_WRONG");
  }
  EXPECT_EQ(ReasonOf(Prove(asked->challenge(), code).status()), "CODE_WRONG");
}

TEST_F(CodeSignInTest, FiveMinutes) {
  const auto asked = Ask("13800000000");
  Pass(kCodeLife);
  EXPECT_EQ(ReasonOf(Prove(asked->challenge(), phones_.codes["13800000000"]).status()),
            "CODE_WRONG");
}

TEST_F(CodeSignInTest, ACodeOfOneChallengeDoesNotFitAnother) {
  const auto mine = Ask("13800000000");
  const auto theirs = Ask("13800000001");
  EXPECT_FALSE(Prove(theirs->challenge(), phones_.codes["13800000000"]).ok() &&
               phones_.codes["13800000000"] != phones_.codes["13800000001"]);
}

// The gateway for messages takes them and does not answer: who has a code signs in all the same.
TEST_F(CodeSignInTest, ASilentSenderHoldsThreeCallsAndNoMore) {
  const auto asked = Ask("13800000000");
  absl::Notification answers;
  phones_.silence = &answers;
  std::vector<std::thread> waiting;
  for (int i = 0; i < SignInService::kCodesSentAtOnce; ++i) {
    waiting.emplace_back([this, i] { Ask(absl::StrCat("1380000001", i)).status().IgnoreError(); });
  }
  absl::Status busy;
  for (int i = 0; i < 100 && ReasonOf(busy) != "CODE_SENDER_BUSY"; ++i) {
    v1::RequestCodeRequest request;
    request.set_mobile(absl::StrFormat("139%08d", i));
    busy = harness_.channel()
               .Call<v1::RequestCodeResponse>("/notary.identity.v1.SignInService/RequestCode",
                                              request, {.timeout = absl::Milliseconds(300)})
               .status();
  }
  EXPECT_EQ(ReasonOf(busy), "CODE_SENDER_BUSY");
  EXPECT_TRUE(DetailOf(busy)->retry_after.has_value());
  EXPECT_TRUE(Prove(asked->challenge(), phones_.codes["13800000000"]).ok());
  answers.Notify();
  for (std::thread& thread : waiting) thread.join();
  phones_.silence = nullptr;
  Pass(kResendAfter);
  EXPECT_TRUE(Ask("13800000020").ok()) << "the places are free again";
}

TEST_F(CodeSignInTest, TenADayAndAMinuteBetween) {
  EXPECT_TRUE(Ask("13800000000").ok());
  const absl::Status soon = Ask("138 0000 0000").status();
  EXPECT_EQ(ReasonOf(soon), "CODE_TOO_SOON");
  EXPECT_EQ(DetailOf(soon)->retry_after, kResendAfter);
  for (int i = 1; i < kCodesPerDay; ++i) {
    Pass(kResendAfter);
    EXPECT_TRUE(Ask("13800000000").ok()) << i;
  }
  Pass(kResendAfter);
  EXPECT_EQ(ReasonOf(Ask("13800000000").status()), "CODE_TOO_MANY");
  EXPECT_TRUE(Ask("13800000001").ok());
  Pass(absl::Hours(24));
  EXPECT_TRUE(Ask("13800000000").ok());
}

TEST_F(CodeSignInTest, KnownAndUnknownNumbersGetTheSameAnswer) {
  SignIn("13800000000");
  Pass(kResendAfter);
  auto known = *Ask("13800000000");
  auto unknown = *Ask("13800000001");
  known.clear_challenge();
  unknown.clear_challenge();
  EXPECT_EQ(known.SerializeAsString(), unknown.SerializeAsString());
}

TEST_F(CodeSignInTest, AGatewayThatIsDownSaysSo) {
  phones_.down = absl::UnavailableError("down");
  EXPECT_EQ(Ask("13800000000").status().code(), absl::StatusCode::kUnavailable);
}

// Neither the number nor the code nor the secret stands anywhere in the database.
TEST_F(CodeSignInTest, NothingPersonalIsKeptInClear) {
  const auto in = SignIn("13812345678");
  Pass(kResendAfter);
  ASSERT_TRUE(Ask("13812345678").ok());
  static constexpr pg::Statement kAll{"test_all", R"sql(
    SELECT coalesce(string_agg(t::text, ' '), '') AS v FROM (
      SELECT p::text FROM identity.person p UNION ALL SELECT c::text FROM identity.sign_in_code c
      UNION ALL SELECT q::text FROM identity.code_quota q
      UNION ALL SELECT s::text FROM identity.session s
      UNION ALL SELECT o::text FROM identity.outbox o
      UNION ALL SELECT l::text FROM identity.request_log l) t)sql"};
  const auto row =
      database_.AsOwner()->Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.One(kAll); });
  ASSERT_TRUE(row.ok()) << row.status();
  // bytea is shown in hex: "13812345678" would be 31333831….
  EXPECT_THAT(row->Str("v"), Not(HasSubstr("13812345678")));
  EXPECT_THAT(row->Str("v"), Not(HasSubstr("3133383132333435363738")));
  EXPECT_THAT(row->Str("v"), Not(HasSubstr(in.session().secret())));
}

TEST_F(CodeSignInTest, ATokenTellsWhenItsBearerSignedIn) {
  const absl::Time start = harness_.clock().Now();
  const auto in = SignIn("13800000000");
  harness_.clock().Advance(absl::Minutes(20));

  const auto issued = Issue(in.session().secret());

  ASSERT_TRUE(issued.ok()) << issued.status();
  std::string bytes;
  platform::v1::AccessToken token;
  platform::v1::Principal bearer;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(issued->authorization().substr(7), &bytes));
  ASSERT_TRUE(token.ParseFromString(bytes) && bearer.ParseFromString(token.principal()));
  EXPECT_EQ(bearer.sign_in_time().seconds(), absl::ToUnixSeconds(start));
}

TEST_F(CodeSignInTest, ASessionIdlesOutAndEndsInTheEnd) {
  const auto in = SignIn("13800000000");
  const std::string secret = in.session().secret();
  EXPECT_TRUE(Issue(secret).ok());
  for (int day = 0; day < 29; ++day) {
    Pass(absl::Hours(24));
    EXPECT_TRUE(Issue(secret).ok()) << day;
  }
  Pass(absl::Hours(24));
  EXPECT_EQ(ReasonOf(Issue(secret).status()), "SESSION_ENDED");

  const std::string idle = SignIn("13800000001").session().secret();
  Pass(kApplicantLimits.idle);
  EXPECT_EQ(ReasonOf(Issue(idle).status()), "SESSION_ENDED");
  EXPECT_EQ(ReasonOf(Issue("never seen").status()), "SESSION_ENDED");
}

TEST_F(CodeSignInTest, OwnSessionsAreListedAndEnded) {
  const auto first = SignIn("13800000000");
  Pass(kResendAfter);
  const auto second = SignIn("13800000000");
  const auto stranger = SignIn("13800000001");
  ASSERT_EQ(first.person(), second.person());

  const auto list = Call<v1::ListSessionsResponse>(As(first), "SignInService/ListSessions",
                                                   v1::ListSessionsRequest());
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->sessions_size(), 2);
  v1::EndSessionRequest end;
  end.set_name(list->sessions(1).name());  // the older one
  EXPECT_EQ(
      ReasonOf(
          Call<v1::EndSessionResponse>(As(stranger), "SignInService/EndSession", end).status()),
      "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(Call<v1::EndSessionResponse>(As(first), "SignInService/EndSession", end).ok());
  EXPECT_FALSE(Issue(first.session().secret()).ok());
  EXPECT_TRUE(Issue(second.session().secret()).ok());

  EXPECT_TRUE(Call<v1::SignOutEverywhereResponse>(As(first), "SignInService/SignOutEverywhere",
                                                  v1::SignOutEverywhereRequest())
                  .ok());
  EXPECT_FALSE(Issue(second.session().secret()).ok());
  EXPECT_TRUE(Issue(stranger.session().secret()).ok());
}

TEST_F(CodeSignInTest, WhatIsOverIsForgotten) {
  ASSERT_TRUE(Ask("13800000000").ok());
  SignIn("13800000001");
  EXPECT_EQ(*sign_in_.Sweep(Now()), 0);
  EXPECT_EQ(*sign_in_.Sweep(Now() + absl::Hours(1)), 1);         // the code
  EXPECT_EQ(*sign_in_.Sweep(Now() + absl::Hours(24 * 200)), 3);  // two quotas, one session
}

}  // namespace
}  // namespace notary::identity
