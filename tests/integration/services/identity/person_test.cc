#include "tests/integration/services/identity/identity_fixture.h"

namespace notary::identity {
namespace {

using rpc::Role;

constexpr char kCase[] = "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001";

class PersonTest : public IdentityFixture {
 protected:
  absl::StatusOr<v1::Person> Record(const v1::SignInWithCodeResponse& in, const std::string& name,
                                    const std::string& number) {
    v1::RecordRealNameRequest request;
    request.set_name(in.person());
    request.set_real_name(name);
    request.set_id_type("CITIZEN_ID");
    request.set_id_number(number);
    request.set_request_id(NewId(Now()));
    return Call<v1::Person>(As(in), "PersonService/RecordRealName", request);
  }
  absl::StatusOr<v1::Person> Reveal(const rpc::Principal& who, const std::string& person,
                                    const std::string& application) {
    v1::RevealPersonRequest request;
    request.set_name(person);
    request.set_purpose("REVIEW");
    request.set_application(application);
    return Call<v1::Person>(who, "PersonService/RevealPerson", request);
  }
  const rpc::Principal kAssistant = testing::Staff("xuhui", "assistant", {Role::ROLE_ASSISTANT});
};

TEST_F(PersonTest, ARealNameIsCheckedKeptAndMasked) {
  const auto in = SignIn("13800000000");
  EXPECT_EQ(ReasonOf(Record(in, "张一", "310111199001151011").status()),
            "CITIZEN_NUMBER_CHECK_DIGIT");
  const auto recorded = Record(in, "张一", "310111199001151010");
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_EQ(recorded->real_name(), "张*");
  EXPECT_EQ(recorded->id_number(), "310***********1010");
  EXPECT_EQ(recorded->mobile(), "138****0000");
  v1::GetPersonRequest get;
  get.set_name(in.person());
  EXPECT_EQ(Call<v1::Person>(As(in), "PersonService/GetPerson", get)->real_name(), "张*");
  const auto other = SignIn("13800000001");
  EXPECT_EQ(ReasonOf(Call<v1::Person>(As(other), "PersonService/GetPerson", get).status()),
            "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(Record(in, "张一一", "310111199001151010").ok());
  EXPECT_EQ(Reveal(As(in), in.person(), "")->real_name(), "张一一");
}

TEST_F(PersonTest, StaffSeeTheApplicantOfTheirCaseAndItIsWrittenDown) {
  const auto in = SignIn("13800000000");
  cases_.applicants[kCase] = in.person();
  EXPECT_EQ(ReasonOf(Reveal(kAssistant, in.person(), "").status()), "REQUIRED");
  const auto other = SignIn("13800000001");
  EXPECT_EQ(ReasonOf(Reveal(kAssistant, other.person(), kCase).status()), "RESOURCE_NOT_FOUND");
  const rpc::Principal elsewhere = testing::Staff("minhang", "a", {Role::ROLE_ASSISTANT});
  EXPECT_EQ(ReasonOf(Reveal(elsewhere, in.person(), kCase).status()), "RESOURCE_NOT_FOUND");
  const auto seen = Reveal(kAssistant, in.person(), kCase);
  ASSERT_TRUE(seen.ok()) << seen.status();
  EXPECT_EQ(seen->mobile(), "13800000000");

  v1::ListRevealsRequest list;
  list.set_parent("offices/xuhui");
  const auto reveals =
      Call<v1::ListRevealsResponse>(testing::Staff("xuhui", "audit", {Role::ROLE_AUDIT_ADMIN}),
                                    "PersonService/ListReveals", list);
  ASSERT_TRUE(reveals.ok()) << reveals.status();
  ASSERT_EQ(reveals->reveals_size(), 1);
  EXPECT_EQ(reveals->reveals(0).viewer(), "staff/assistant");
  EXPECT_EQ(reveals->reveals(0).person(), in.person());
}

class MandateTest : public PersonTest {
 protected:
  v1::CreateMandateRequest Wanted(v1::Mandate::Kind kind) {
    v1::CreateMandateRequest request;
    request.set_kind(kind);
    request.mutable_scope()->add_matters("CERT_EDU");
    request.mutable_expire_time()->set_seconds(absl::ToUnixSeconds(Now() + absl::Hours(24)));
    return request;
  }
  absl::StatusOr<v1::Mandate> Accept(const rpc::Principal& who, const std::string& name,
                                     const std::string& invitation, const std::string& proof = "") {
    v1::AcceptMandateRequest request;
    request.set_name(name);
    request.set_invitation(invitation);
    request.set_proof(proof);
    request.set_request_id(NewId(Now()));
    return Call<v1::Mandate>(who, "MandateService/AcceptMandate", request);
  }
  v1::CheckMandateResponse Check(const std::string& name, const std::string& representative,
                                 const std::string& matter, const std::string& ward_number = "") {
    v1::CheckMandateRequest request;
    request.set_ward_id_number(ward_number);
    request.set_name(name);
    request.set_representative(representative);
    request.set_office("offices/xuhui");
    request.set_matter(matter);
    const auto answer = Call<v1::CheckMandateResponse>(testing::SystemService("application"),
                                                       "MandateService/CheckMandate", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return *answer;
  }
};

TEST_F(MandateTest, AnAgentActsUnderHisOwnName) {
  const auto party = SignIn("13800000000"), agent = SignIn("13800000001");
  const auto made =
      Call<v1::Mandate>(As(party), "MandateService/CreateMandate", Wanted(v1::Mandate::AGENT));
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(Check(made->name(), agent.person(), "CERT_EDU").reason(), "MANDATE_OF_ANOTHER");
  EXPECT_EQ(ReasonOf(Accept(As(agent), made->name(), "WRONG").status()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Accept(As(party), made->name(), made->invitation()).status()),
            "MANDATE_TO_ONESELF");
  ASSERT_TRUE(Accept(As(agent), made->name(), made->invitation()).ok());

  EXPECT_TRUE(Check(made->name(), agent.person(), "CERT_EDU").holds());
  EXPECT_EQ(Check(made->name(), agent.person(), "CERT_EDU").mandate().represented(),
            party.person());
  EXPECT_EQ(Check(made->name(), agent.person(), "CERT_BIRTH").reason(), "MANDATE_OUT_OF_SCOPE");
  v1::RevokeMandateRequest revoke;
  revoke.set_name(made->name());
  revoke.set_request_id(NewId(Now()));
  ASSERT_TRUE(Call<v1::Mandate>(As(party), "MandateService/RevokeMandate", revoke).ok());
  EXPECT_EQ(Check(made->name(), agent.person(), "CERT_EDU").reason(), "MANDATE_NOT_ACTIVE");
}

TEST_F(MandateTest, AGuardiansProofIsSeenByStaff) {
  const auto guardian = SignIn("13800000000");
  v1::CreateMandateRequest wanted = Wanted(v1::Mandate::GUARDIAN);
  EXPECT_EQ(
      ReasonOf(Call<v1::Mandate>(As(guardian), "MandateService/CreateMandate", wanted).status()),
      "REQUIRED");
  wanted.mutable_ward()->set_real_name("郑九");
  wanted.mutable_ward()->set_id_type("CITIZEN_ID");
  wanted.mutable_ward()->set_id_number("310111201509011094");
  const auto made = Call<v1::Mandate>(As(guardian), "MandateService/CreateMandate", wanted);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->ward().real_name(), "郑*");
  EXPECT_EQ(made->invitation(), "");
  EXPECT_EQ(ReasonOf(Accept(As(guardian), made->name(), "").status()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Accept(kAssistant, made->name(), "").status()), "REQUIRED");
  ASSERT_TRUE(Accept(kAssistant, made->name(), "", "BIRTH_CERTIFICATE").ok());
  EXPECT_TRUE(Check(made->name(), guardian.person(), "CERT_EDU").holds());
  EXPECT_FALSE(Check(made->name(), guardian.person(), "CERT_EDU").ward_matches());
  const std::string masked_alike = "310222201609011094";
  EXPECT_FALSE(Check(made->name(), guardian.person(), "CERT_EDU", masked_alike).ward_matches());
  EXPECT_TRUE(
      Check(made->name(), guardian.person(), "CERT_EDU", "310111201509011094").ward_matches());
  EXPECT_EQ(ReasonOf(Accept(kAssistant, made->name(), "", "BIRTH_CERTIFICATE").status()),
            "MANDATE_NOT_OFFERED");
  Pass(absl::Hours(24));
  EXPECT_EQ(Check(made->name(), guardian.person(), "CERT_EDU").reason(), "MANDATE_EXPIRED");
}

}  // namespace
}  // namespace notary::identity
