// A mobile number that nobody has signed in with for long (ADR a number that rested).
#include "platform/rpc/timestamp.h"
#include "tests/integration/services/identity/identity_fixture.h"

namespace notary::identity {
namespace {

constexpr char kMobile[] = "13800000000";
constexpr char kNumber[] = "310111199001151010";

class RestedNumberTest : public IdentityFixture {
 protected:
  using Result = absl::StatusOr<v1::SignInWithCodeResponse>;

  v1::SignInWithCodeRequest WithCode() {
    v1::SignInWithCodeRequest request;
    request.set_challenge(Ask(kMobile)->challenge());
    request.set_code(phones_.codes[kMobile]);
    return request;
  }
  Result SignInBy(const v1::SignInWithCodeRequest& request) {
    return Call<v1::SignInWithCodeResponse>({}, "SignInService/SignInWithCode", request);
  }
  // Somebody who has a case, long ago.
  std::string GivenRested() {
    std::string person = SignIn(kMobile).person();
    cases_.numbers[person] = kNumber;
    Pass(kNumberRests);
    return person;
  }
};

TEST_F(RestedNumberTest, OpensNothingByItself) {
  const std::string person = GivenRested();
  v1::SignInWithCodeRequest request = WithCode();

  EXPECT_EQ(ReasonOf(SignInBy(request).status()), "OWNER_NOT_PROVED");
  request.set_id_number("310111199001151029");
  EXPECT_EQ(ReasonOf(SignInBy(request).status()), "NUMBER_DOES_NOT_FIT");
  request.set_id_number(kNumber);

  const Result in = SignInBy(request);

  ASSERT_TRUE(in.ok()) << in.status();
  EXPECT_EQ(in->person(), person);
  EXPECT_FALSE(in->created());
  EXPECT_EQ(ReasonOf(SignInBy(request).status()), "CODE_WRONG") << "it is used up";
  Pass(kResendAfter);
  EXPECT_TRUE(SignInBy(WithCode()).ok()) << "known again";
}

TEST_F(RestedNumberTest, AWrongNumberUsesUpATry) {
  GivenRested();
  v1::SignInWithCodeRequest request = WithCode();
  request.set_id_number("310111199001151029");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ReasonOf(SignInBy(request).status()), "NUMBER_DOES_NOT_FIT");
  }
  request.set_id_number(kNumber);
  EXPECT_EQ(ReasonOf(SignInBy(request).status()), "CODE_WRONG");
}

// Ten in all, however many codes are asked for: the rest of a number is soon guessed by whoever
// knows a birthday.
TEST_F(RestedNumberTest, IsNotGuessedByAskingForMoreCodes) {
  const std::string former = GivenRested();
  v1::SignInWithCodeRequest request;
  for (int64_t i = 0; i < kProofTries; ++i) {
    Pass(kResendAfter);
    request = WithCode();
    request.set_id_number("310111199001151029");
    ASSERT_EQ(ReasonOf(SignInBy(request).status()), "NUMBER_DOES_NOT_FIT");
  }
  Pass(absl::Hours(24));
  request = WithCode();
  request.set_id_number(kNumber);
  EXPECT_EQ(ReasonOf(SignInBy(request).status()), "OWNER_PROOFS_USED_UP");
  request.set_start_anew(true);
  EXPECT_NE(SignInBy(request)->person(), former);
}

// Who gets the number is nobody's agent.
TEST_F(RestedNumberTest, AMandateIsKeptToo) {
  const auto agent = SignIn(kMobile);
  v1::CreateMandateRequest offer;
  offer.set_kind(v1::Mandate::AGENT);
  *offer.mutable_expire_time() = rpc::ToTimestamp(Now() + absl::Hours(24 * 300));
  ASSERT_TRUE(Call<v1::Mandate>(As(agent), "MandateService/CreateMandate", offer).ok());
  Pass(kNumberRests);

  EXPECT_EQ(ReasonOf(SignInBy(WithCode()).status()), "OWNER_NOT_PROVED");
}

TEST_F(RestedNumberTest, IsKnownUntilThen) {
  const std::string person = SignIn(kMobile).person();
  cases_.numbers[person] = kNumber;
  cases_.down = absl::UnavailableError("nobody asks it");
  Pass(kNumberRests - absl::Seconds(1));

  EXPECT_EQ(SignIn(kMobile).person(), person);
  Pass(kNumberRests - absl::Seconds(1));
  EXPECT_EQ(SignIn(kMobile).person(), person) << "each sign-in begins it anew";
}

TEST_F(RestedNumberTest, WhoHasItAnewBeginsAnew) {
  const std::string former = GivenRested();
  v1::SignInWithCodeRequest request = WithCode();
  request.set_start_anew(true);

  const Result in = SignInBy(request);

  ASSERT_TRUE(in.ok()) << in.status();
  EXPECT_TRUE(in->created());
  EXPECT_NE(in->person(), former);
  Pass(kResendAfter);
  EXPECT_EQ(SignIn(kMobile).person(), in->person()) << "and stays";
}

TEST_F(RestedNumberTest, StartingAnewMeansNothingBefore) {
  const std::string person = SignIn(kMobile).person();
  Pass(kResendAfter);
  v1::SignInWithCodeRequest request = WithCode();
  request.set_start_anew(true);

  EXPECT_EQ(SignInBy(request)->person(), person);
}

TEST_F(RestedNumberTest, TheRealNameStatedOnceProvesItToo) {
  const auto before = SignIn(kMobile);
  v1::RecordRealNameRequest record;
  record.set_name(before.person());
  record.set_real_name("张一");
  record.set_id_type("CITIZEN_ID");
  record.set_id_number(kNumber);
  ASSERT_TRUE(Call<v1::Person>(As(before), "PersonService/RecordRealName", record).ok());
  Pass(kNumberRests);
  v1::SignInWithCodeRequest request = WithCode();
  EXPECT_EQ(ReasonOf(SignInBy(request).status()), "OWNER_NOT_PROVED");
  request.set_id_number(kNumber);

  EXPECT_EQ(SignInBy(request)->person(), before.person());
}

TEST_F(RestedNumberTest, UnderWhichNothingIsKeptIsAskedForNothing) {
  const std::string person = SignIn(kMobile).person();
  Pass(kNumberRests);

  EXPECT_EQ(SignIn(kMobile).person(), person);
}

TEST_F(RestedNumberTest, WaitsWhileNobodyCanSayWhatIsUnderIt) {
  GivenRested();
  cases_.down = absl::UnavailableError("down");
  v1::SignInWithCodeRequest request;
  for (int64_t i = 0; i < kProofTries; ++i) {
    Pass(kResendAfter);
    request = WithCode();
    request.set_id_number(kNumber);
    EXPECT_TRUE(absl::IsUnavailable(SignInBy(request).status()));
  }
  cases_.down = absl::OkStatus();
  EXPECT_TRUE(SignInBy(request).ok()) << "it has used up none of the tries to prove it";
}

}  // namespace
}  // namespace notary::identity
