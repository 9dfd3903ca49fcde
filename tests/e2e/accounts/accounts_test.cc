// People sign in as they do in life: an applicant with the code that came to the telephone, staff
// with a password and an authenticator. What they get opens the application service.
#include "tests/testing/office/accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/identity/v1/person_service.pb.h"
#include "notary/identity/v1/staff_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "tests/testing/office/cast.h"

namespace notary::testing {
namespace {

using application::v1::Application;
using identity::v1::Staff;

constexpr char kApplications[] = "/notary.application.v1.ApplicationService/";

template <typename Request>
absl::StatusOr<Application> OnCase(const std::string& token, const std::string& method,
                                   const Request& request) {
  return World().channel().Call<Application>(absl::StrCat(kApplications, method), request,
                                             {.authorization = token});
}

std::string Token(const SignedIn& in) {
  const auto token = TokenOfSession(World(), in.secret);
  EXPECT_TRUE(token.ok()) << token.status();
  return token.value_or("");
}

// An assistant of xuhui, made by the administrator, with a password and an authenticator.
StaffSetUp NewAssistant(const std::string& admin, const std::string& login, std::string* name) {
  identity::v1::CreateStaffRequest create;
  create.set_parent("offices/xuhui");
  create.set_login(login);
  create.set_display_name("受理员");
  create.add_roles(platform::v1::ROLE_ASSISTANT);
  create.set_request_id(NewId(World().Now()));
  const auto made = CallIdentity<Staff>(World(), admin, "StaffService/CreateStaff", create);
  EXPECT_TRUE(made.ok()) << made.status();
  *name = made->name();
  identity::v1::ResetPasswordRequest reset;
  reset.set_name(*name);
  const auto first = CallIdentity<identity::v1::ResetPasswordResponse>(
      World(), admin, "StaffService/ResetPassword", reset);
  EXPECT_TRUE(first.ok()) << first.status();
  const auto up = SetUpStaff(World(), login, first->one_time_password(), "a long pass phrase");
  EXPECT_TRUE(up.ok()) << up.status();
  return *up;
}

TEST(AccountsTest, AnApplicantAppliesAndAnAssistantTakesTheCase) {
  const auto applicant = SignInByCode(World(), "13800000001");
  ASSERT_TRUE(applicant.ok()) << applicant.status();
  EXPECT_TRUE(applicant->created);
  application::v1::CreateApplicationRequest create;
  create.set_parent("offices/xuhui");
  create.mutable_application()->set_matter("CERT_EDU");
  create.set_request_id(NewId(World().Now()));
  const auto made = OnCase(Token(*applicant), "CreateApplication", create);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->applicant(), applicant->subject);

  const auto admin = FirstAdminOf(World(), "xuhui", "xuhui.security");
  ASSERT_TRUE(admin.ok()) << admin.status();
  std::string name;
  const StaffSetUp assistant = NewAssistant(Token(admin->in), "xuhui.front-desk", &name);
  application::v1::GetApplicationRequest get;
  get.set_name(made->name());
  const auto seen = OnCase(Token(assistant.in), "GetApplication", get);
  ASSERT_TRUE(seen.ok()) << seen.status();

  // The administrator, who made the account, sees no case.
  EXPECT_EQ(ReasonOf(OnCase(Token(admin->in), "GetApplication", get).status()), "ROLE_NOT_ALLOWED");
  // The case says whose particulars its office may see; the look is written down.
  identity::v1::RevealPersonRequest reveal;
  reveal.set_name(applicant->subject);
  reveal.set_purpose("CONTACT");
  reveal.set_application(made->name());
  const auto person = CallIdentity<identity::v1::Person>(World(), Token(assistant.in),
                                                         "PersonService/RevealPerson", reveal);
  ASSERT_TRUE(person.ok()) << person.status();
  EXPECT_EQ(person->mobile(), "13800000001");

  identity::v1::DisableStaffRequest disable;
  disable.set_name(name);
  disable.set_request_id(NewId(World().Now()));
  ASSERT_TRUE(
      CallIdentity<Staff>(World(), Token(admin->in), "StaffService/DisableStaff", disable).ok());
  EXPECT_EQ(ReasonOf(TokenOfSession(World(), assistant.in.secret).status()), "SESSION_ENDED");
}

TEST(AccountsTest, WhoComesAgainIsTheSamePerson) {
  const auto first = SignInByCode(World(), "13800000002");
  World().office().Advance(absl::Minutes(2));
  const auto again = SignInByCode(World(), "13800000002");
  ASSERT_TRUE(first.ok() && again.ok()) << again.status();
  EXPECT_EQ(first->subject, again->subject);
  EXPECT_FALSE(again->created);
  EXPECT_NE(first->secret, again->secret);
}

}  // namespace
}  // namespace notary::testing
