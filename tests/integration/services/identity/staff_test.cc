#include <liboath/oath.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <thread>

#include "platform/crypto/totp.h"
#include "platform/pg/office_wall.h"
#include "tests/integration/services/identity/identity_fixture.h"

namespace notary::identity {
namespace {

using rpc::Role;
using ::testing::UnorderedElementsAre;

constexpr char kPassword[] = "correct horse battery";

class StaffTest : public IdentityFixture {
 protected:
  const rpc::Principal kSecurity =
      testing::Staff("xuhui", NewId(testing::TestStart()), {Role::ROLE_SECURITY_ADMIN});
  const rpc::Principal kAudit =
      testing::Staff("xuhui", NewId(testing::TestStart()), {Role::ROLE_AUDIT_ADMIN});

  absl::StatusOr<v1::Staff> Create(const std::string& login, const std::vector<Role>& roles) {
    v1::CreateStaffRequest request;
    request.set_parent("offices/xuhui");
    request.set_login(login);
    request.set_display_name("公证员");
    for (Role role : roles) request.add_roles(role);
    request.set_request_id(NewId(Now()));
    return Call<v1::Staff>(kSecurity, "StaffService/CreateStaff", request);
  }
  std::string Reset(const std::string& name, bool totp = false) {
    v1::ResetPasswordRequest request;
    request.set_name(name);
    request.set_reset_totp(totp);
    const auto reset =
        Call<v1::ResetPasswordResponse>(kSecurity, "StaffService/ResetPassword", request);
    EXPECT_TRUE(reset.ok()) << reset.status();
    return reset->one_time_password();
  }
  std::string CodeNow() { return crypto::TotpCode(secret_, absl::ToUnixSeconds(Now()) / 30); }

  v1::Credentials Credentials(const std::string& login, const std::string& password) {
    v1::Credentials credentials;
    credentials.set_login(login);
    credentials.set_password(password);
    if (!secret_.empty()) credentials.set_totp_code(CodeNow());
    return credentials;
  }
  absl::Status Enrol(const std::string& login, const std::string& password) {
    v1::EnrolTotpRequest request;
    *request.mutable_credentials() = Credentials(login, password);
    const auto shown = Call<v1::EnrolTotpResponse>({}, "SignInService/EnrolTotp", request);
    if (!shown.ok()) return shown.status();
    char* bytes = nullptr;
    size_t size = 0;
    oath_base32_decode(shown->secret().data(), shown->secret().size(), &bytes, &size);
    secret_.assign(bytes, size);
    std::free(bytes);
    return absl::OkStatus();
  }
  absl::StatusOr<v1::ChangePasswordResponse> Change(const std::string& login,
                                                    const std::string& password,
                                                    const std::string& next) {
    v1::ChangePasswordRequest request;
    *request.mutable_credentials() = Credentials(login, password);
    request.set_new_password(next);
    return Call<v1::ChangePasswordResponse>({}, "SignInService/ChangePassword", request);
  }
  absl::StatusOr<v1::SignInWithPasswordResponse> Enter(const v1::Credentials& credentials) {
    v1::SignInWithPasswordRequest request;
    *request.mutable_credentials() = credentials;
    return Call<v1::SignInWithPasswordResponse>({}, "SignInService/SignInWithPassword", request);
  }
  // An account that has a password and an authenticator; the session of the change.
  std::string SetUpAccount(const std::string& login, std::string* name) {
    const auto made = Create(login, {Role::ROLE_NOTARY});
    EXPECT_TRUE(made.ok()) << made.status();
    *name = made->name();
    const std::string first = Reset(*name);
    EXPECT_TRUE(Enrol(login, first).ok());
    const auto in = Change(login, first, kPassword);
    EXPECT_TRUE(in.ok()) << in.status();
    Pass(crypto::kTotpStep);
    return in->session().secret();
  }
  std::vector<std::string> Events() {
    v1::ListAccountEventsRequest request;
    request.set_parent("offices/xuhui");
    const auto events =
        Call<v1::ListAccountEventsResponse>(kAudit, "StaffService/ListAccountEvents", request);
    EXPECT_TRUE(events.ok()) << events.status();
    std::vector<std::string> kinds;
    for (const auto& event : events->events()) kinds.insert(kinds.begin(), event.kind());
    return kinds;
  }

  std::string secret_;
};

TEST_F(StaffTest, AnAccountIsSetUpStepByStep) {
  const auto made = Create("xuhui.wang", {Role::ROLE_NOTARY, Role::ROLE_APPROVER});
  ASSERT_TRUE(made.ok()) << made.status();
  const std::string first = Reset(made->name());
  EXPECT_EQ(ReasonOf(Enter(Credentials("xuhui.wang", first)).status()), "TOTP_NOT_ENROLLED");
  EXPECT_EQ(ReasonOf(Change("xuhui.wang", first, kPassword).status()), "TOTP_NOT_ENROLLED");
  ASSERT_TRUE(Enrol("xuhui.wang", first).ok());
  ASSERT_TRUE(Enrol("xuhui.wang", first).ok());  // the first secret was not seen: another
  EXPECT_EQ(ReasonOf(Change("xuhui.wang", first, first).status()), "PASSWORD_UNCHANGED");
  ASSERT_TRUE(Change("xuhui.wang", first, kPassword).ok());
  EXPECT_EQ(ReasonOf(Enrol("xuhui.wang", kPassword)), "TOTP_ENROLLED");
  Pass(crypto::kTotpStep);

  const auto in = Enter(Credentials("xuhui.wang", kPassword));
  ASSERT_TRUE(in.ok()) << in.status();
  EXPECT_TRUE(Issue(in->session().secret()).ok());
  EXPECT_THAT(Events(),
              UnorderedElementsAre("CREATED", "ROLE_GRANTED", "ROLE_GRANTED", "PASSWORD_RESET",
                                   "TOTP_ENROLLED", "PASSWORD_CHANGED", "SIGNED_IN"));
}

TEST_F(StaffTest, ACodeIsGoodOnce) {
  std::string name;
  SetUpAccount("xuhui.wang", &name);
  const v1::Credentials credentials = Credentials("xuhui.wang", kPassword);
  EXPECT_TRUE(Enter(credentials).ok());
  EXPECT_EQ(ReasonOf(Enter(credentials).status()), "SIGN_IN_FAILED");
}

TEST_F(StaffTest, FiveWrongTriesLockForAWhile) {
  std::string name;
  SetUpAccount("xuhui.wang", &name);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ReasonOf(Enter(Credentials("xuhui.wang", "wrong")).status()), "SIGN_IN_FAILED");
  }
  EXPECT_EQ(ReasonOf(Enter(Credentials("xuhui.wang", kPassword)).status()), "SIGN_IN_FAILED");
  Pass(absl::Minutes(1));
  EXPECT_TRUE(Enter(Credentials("xuhui.wang", kPassword)).ok());
}

TEST_F(StaffTest, UnknownLockedAndWrongSayTheSame) {
  std::string name;
  SetUpAccount("xuhui.wang", &name);
  const absl::Status wrong = Enter(Credentials("xuhui.wang", "wrong")).status();
  const absl::Status unknown = Enter(Credentials("nobody.here", "wrong")).status();
  EXPECT_EQ(wrong.code(), unknown.code());
  EXPECT_EQ(DetailOf(wrong), DetailOf(unknown));
}

// Whoever tries names learns nothing from the clock either: an unknown one costs a hash too. What
// is compared is the work of this process, which other programs on the machine do not change.
TEST_F(StaffTest, UnknownAccountsCostAsMuch) {
  std::string name;
  SetUpAccount("xuhui.wang", &name);
  const auto least_work = [this](const std::string& login) {
    std::clock_t least = std::numeric_limits<std::clock_t>::max();
    for (int i = 0; i < 4; ++i) {
      const std::clock_t start = std::clock();
      EXPECT_FALSE(Enter(Credentials(login, "wrong")).ok());
      least = std::min(least, std::clock() - start);
    }
    return static_cast<double>(least);
  };
  const double known = least_work("xuhui.wang");
  const double unknown = least_work("nobody.here");
  EXPECT_LT(known, 1.5 * unknown);
  EXPECT_LT(unknown, 1.5 * known);
}

TEST_F(StaffTest, AResetEndsSessionsAndAsksForAnotherPassword) {
  std::string name;
  const std::string session = SetUpAccount("xuhui.wang", &name);
  EXPECT_TRUE(Issue(session).ok());
  const std::string first = Reset(name);
  EXPECT_FALSE(Issue(session).ok());
  EXPECT_EQ(ReasonOf(Enter(Credentials("xuhui.wang", first)).status()), "PASSWORD_CHANGE_REQUIRED");
  EXPECT_TRUE(Change("xuhui.wang", first, "another long one").ok());
  const std::string late = Reset(name, /*totp=*/true);
  Pass(kOneTimePasswordLife);
  EXPECT_EQ(ReasonOf(Enrol("xuhui.wang", late)), "SIGN_IN_FAILED");
}

// English pages print it, so it is spelt by whoever keeps the accounts, at once or later.
TEST_F(StaffTest, ANameIsSpeltInLatinLetters) {
  v1::SpellNameRequest spell;
  spell.set_name(Create("xuhui.zhang", {Role::ROLE_NOTARY})->name());
  const auto say = [&](const std::string& name_pinyin) {
    spell.set_name_pinyin(name_pinyin);
    spell.set_request_id(NewId(Now()));
    return Call<v1::Staff>(kSecurity, "StaffService/SpellName", spell);
  };

  EXPECT_EQ(ReasonOf(say("张三").status()), "PINYIN_FORMAT");
  Pass(absl::Minutes(1));
  const auto spelt = say("ZHANG San");

  ASSERT_TRUE(spelt.ok()) << spelt.status();
  EXPECT_EQ(spelt->name_pinyin(), "ZHANG San");
  v1::GetColleagueRequest get;
  get.set_name(absl::StrCat("offices/xuhui/colleagues/",
                            spelt->name().substr(spelt->name().rfind('/') + 1)));
  EXPECT_EQ(
      Call<v1::Colleague>(testing::SystemService("application"), "StaffService/GetColleague", get)
          ->name_pinyin(),
      "ZHANG San");
  v1::ListAccountEventsRequest events;
  events.set_parent("offices/xuhui");
  const auto told =
      Call<v1::ListAccountEventsResponse>(kAudit, "StaffService/ListAccountEvents", events);
  EXPECT_EQ(told->events(0).kind(), "NAME_SPELT");
}

// What a case writes down of its notary, as long as the account is in use.
TEST_F(StaffTest, AServiceReadsWhoAColleagueIs) {
  const auto made = Create("xuhui.li", {Role::ROLE_NOTARY, Role::ROLE_APPROVER});
  ASSERT_TRUE(made.ok()) << made.status();
  const std::string id = made->name().substr(made->name().rfind('/') + 1);
  const rpc::Principal cases = testing::SystemService("application");
  v1::GetColleagueRequest get;
  get.set_name(absl::StrCat("offices/xuhui/colleagues/", id));

  const auto colleague = Call<v1::Colleague>(cases, "StaffService/GetColleague", get);

  ASSERT_TRUE(colleague.ok()) << colleague.status();
  EXPECT_EQ(colleague->staff(), absl::StrCat("staff/", id));
  EXPECT_EQ(colleague->display_name(), "公证员");
  EXPECT_EQ(colleague->roles_size(), 2);
  v1::GetColleagueRequest elsewhere;
  elsewhere.set_name(absl::StrCat("offices/minhang/colleagues/", id));
  EXPECT_TRUE(absl::IsNotFound(
      Call<v1::Colleague>(cases, "StaffService/GetColleague", elsewhere).status()));
  v1::DisableStaffRequest disable;
  disable.set_name(made->name());
  disable.set_request_id(NewId(Now()));
  ASSERT_TRUE(Call<v1::Staff>(kSecurity, "StaffService/DisableStaff", disable).ok());
  EXPECT_TRUE(
      absl::IsNotFound(Call<v1::Colleague>(cases, "StaffService/GetColleague", get).status()));
}

TEST_F(StaffTest, ADisabledAccountIsOutAtOnce) {
  std::string name;
  const std::string session = SetUpAccount("xuhui.wang", &name);
  v1::DisableStaffRequest disable;
  disable.set_name(name);
  disable.set_request_id(NewId(Now()));
  ASSERT_TRUE(Call<v1::Staff>(kSecurity, "StaffService/DisableStaff", disable).ok());
  EXPECT_EQ(ReasonOf(Issue(session).status()), "SESSION_ENDED");
  EXPECT_EQ(ReasonOf(Enter(Credentials("xuhui.wang", kPassword)).status()), "SIGN_IN_FAILED");
  v1::EnableStaffRequest enable;
  enable.set_name(name);
  enable.set_request_id(NewId(Now()));
  ASSERT_TRUE(Call<v1::Staff>(kSecurity, "StaffService/EnableStaff", enable).ok());
  EXPECT_TRUE(Enter(Credentials("xuhui.wang", kPassword)).ok());
}

TEST_F(StaffTest, AStaffSessionIdlesOutAfterHalfAnHour) {
  std::string name;
  const std::string session = SetUpAccount("xuhui.wang", &name);
  Pass(absl::Minutes(29));
  EXPECT_TRUE(Issue(session).ok());
  Pass(absl::Minutes(29));
  EXPECT_TRUE(Issue(session).ok());
  Pass(kStaffLimits.idle);
  EXPECT_EQ(ReasonOf(Issue(session).status()), "SESSION_ENDED");
}

TEST_F(StaffTest, APageThatNobodyTouchesIdlesOut) {
  std::string name;
  const std::string session = SetUpAccount("xuhui.wang", &name);
  for (int minute = 1; minute < 30; ++minute) {
    Pass(absl::Minutes(1));
    EXPECT_TRUE(Issue(session, /*passive=*/true).ok()) << minute;
  }
  Pass(absl::Minutes(1));
  EXPECT_EQ(ReasonOf(Issue(session, /*passive=*/true).status()), "SESSION_ENDED");
}

TEST_F(StaffTest, RolesAreGrantedByOthersAndEndSessions) {
  std::string name;
  const std::string session = SetUpAccount("xuhui.wang", &name);
  v1::UpdateRolesRequest update;
  update.set_name(name);
  update.add_roles(Role::ROLE_NOTARY);
  update.add_roles(Role::ROLE_AUDIT_ADMIN);
  update.set_request_id(NewId(Now()));
  EXPECT_EQ(ReasonOf(Call<v1::Staff>(kSecurity, "StaffService/UpdateRoles", update).status()),
            "ROLES_CONFLICT");
  update.clear_roles();
  update.add_roles(Role::ROLE_HEAD);
  update.set_etag("7");
  EXPECT_EQ(ReasonOf(Call<v1::Staff>(kSecurity, "StaffService/UpdateRoles", update).status()),
            "ETAG_STALE");
  update.set_etag("1");
  EXPECT_TRUE(Call<v1::Staff>(kSecurity, "StaffService/UpdateRoles", update).ok());
  EXPECT_FALSE(Issue(session).ok());
  const rpc::Principal self =
      testing::Staff("xuhui", name.substr(name.rfind('/') + 1), {Role::ROLE_SECURITY_ADMIN});
  update.clear_etag();
  update.set_request_id(NewId(Now()));
  EXPECT_EQ(ReasonOf(Call<v1::Staff>(self, "StaffService/UpdateRoles", update).status()),
            "OWN_ACCOUNT");
}

TEST_F(StaffTest, ALoginIsTakenOnce) {
  EXPECT_TRUE(Create("xuhui.wang", {Role::ROLE_NOTARY}).ok());
  EXPECT_EQ(ReasonOf(Create("xuhui.wang", {Role::ROLE_NOTARY}).status()), "LOGIN_TAKEN");
}

TEST_F(StaffTest, AnOfficeHasOneFirstAdministrator) {
  const auto first = CreateFirstAdmin(*db_, {"xuhui", "xuhui.first", "安全员"}, Now());
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(ReasonOf(CreateFirstAdmin(*db_, {"xuhui", "xuhui.second", "安全员"}, Now()).status()),
            "ADMIN_EXISTS");
  EXPECT_TRUE(CreateFirstAdmin(*db_, {"minhang", "minhang.first", "安全员"}, Now()).ok());
  EXPECT_TRUE(Enrol("xuhui.first", *first).ok());
}

TEST_F(StaffTest, ASecurityAdministratorWhoLostAllIsLetInAgain) {
  const auto first = CreateFirstAdmin(*db_, {"xuhui", "xuhui.first", "安全员"}, Now());
  ASSERT_TRUE(Enrol("xuhui.first", *first).ok());
  ASSERT_TRUE(Change("xuhui.first", *first, kPassword).ok());
  ASSERT_TRUE(Create("xuhui.wang", {Role::ROLE_NOTARY}).ok());
  Pass(crypto::kTotpStep);

  const auto again = RecoverAdmin(*db_, "xuhui", "xuhui.first", Now());

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(ReasonOf(Enrol("xuhui.first", kPassword)), "SIGN_IN_FAILED");
  EXPECT_TRUE(Enrol("xuhui.first", *again).ok());
  const auto reason = [&](const char* office, const char* login) {
    return ReasonOf(RecoverAdmin(*db_, office, login, Now()).status());
  };
  EXPECT_EQ(reason("minhang", "xuhui.first"), "ACCOUNT_UNKNOWN");
  EXPECT_EQ(reason("xuhui", "xuhui.wang"), "ACCOUNT_UNKNOWN");
  EXPECT_EQ(reason("xuhui", "xuhui.nobody"), "ACCOUNT_UNKNOWN");
}

TEST_F(StaffTest, ADisabledSecurityAdministratorIsLetInAgainAndItIsSeen) {
  const auto made = Create("xuhui.zhao", {Role::ROLE_SECURITY_ADMIN});
  ASSERT_TRUE(made.ok()) << made.status();
  v1::DisableStaffRequest disable;
  disable.set_name(made->name());
  disable.set_request_id(NewId(Now()));
  ASSERT_TRUE(Call<v1::Staff>(kSecurity, "StaffService/DisableStaff", disable).ok());

  const auto again = RecoverAdmin(*db_, "xuhui", "xuhui.zhao", Now());

  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(Enrol("xuhui.zhao", *again).ok());
  EXPECT_THAT(Events(), UnorderedElementsAre("CREATED", "ROLE_GRANTED", "DISABLED",
                                             "PASSWORD_RESET", "TOTP_RESET", "ENABLED"));
}

// The second wall: a statement that forgets the office finds nothing, one of another office
// neither.
TEST_F(StaffTest, ATransactionSeesTheOfficeItNamed) {
  ASSERT_TRUE(Create("xuhui.wang", {Role::ROLE_NOTARY}).ok());
  static constexpr pg::Statement kCount{"test_count", "SELECT count(*) AS n FROM staff"};
  static constexpr pg::Statement kMove{
      "test_move", "UPDATE staff SET disabled = true WHERE office_id = 'xuhui'"};
  const auto count = [&](const std::string& office) {
    const auto row = db_->Read(office, [&](pg::Tx& tx) { return tx.One(kCount); });
    EXPECT_TRUE(row.ok()) << row.status();
    return row->Int("n");
  };
  EXPECT_EQ(count("xuhui"), 1);
  EXPECT_EQ(count("minhang"), 0);
  EXPECT_EQ(count(""), 0);  // the connection of before has forgotten
  const auto moved = db_->Read("minhang", [&](pg::Tx& tx) { return tx.Exec(kMove); });
  EXPECT_EQ(*moved, 0);
}

TEST_F(StaffTest, TwoHashesAtOnceAndTheOthersAreToldToWait) {
  std::vector<absl::Status> answers(24);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < answers.size(); ++i) {
    threads.emplace_back([this, i, &answers] { answers[i] = hasher_.Hash("x").status(); });
  }
  for (std::thread& thread : threads) thread.join();
  int refused = 0;
  for (const absl::Status& answer : answers) {
    if (answer.ok()) continue;
    ++refused;
    EXPECT_EQ(ReasonOf(answer), "SIGN_IN_BUSY");
    EXPECT_TRUE(DetailOf(answer)->retry_after.has_value());
  }
  EXPECT_GT(refused, 0) << "two are at work, two wait, and no more threads are kept";
}

}  // namespace
}  // namespace notary::identity
