#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "services/identity/domain/lockout.h"
#include "services/identity/domain/mandate.h"
#include "services/identity/domain/password_rules.h"
#include "services/identity/domain/person.h"
#include "services/identity/domain/staff.h"
#include "services/identity/domain/staff_roles.h"

namespace notary::identity {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1795400000);  // 23 November 2026

TEST(RolesTest, AnAdministratorIsNothingElse) {
  for (const GrantableRole& role : kGrantableRoles) {
    EXPECT_TRUE(CheckRoles({role.name}).ok()) << role.name;
    for (const GrantableRole& other : kGrantableRoles) {
      const bool together =
          &role == &other || (role.kind == RoleKind::kCase && other.kind == RoleKind::kCase);
      EXPECT_EQ(CheckRoles({role.name, other.name}).ok(), together)
          << role.name << " " << other.name;
    }
  }
  EXPECT_EQ(ReasonOf(CheckRoles({"SYSTEM"})), "ROLE_NOT_GRANTABLE");
  EXPECT_EQ(ReasonOf(CheckRoles({"APPLICANT"})), "ROLE_NOT_GRANTABLE");
}

TEST(RolesTest, NobodyServesHimself) {
  EXPECT_EQ(ReasonOf(CheckNotOwnAccount("staff/1", "1")), "OWN_ACCOUNT");
  EXPECT_TRUE(CheckNotOwnAccount("staff/1", "2").ok());
}

TEST(LockoutTest, GrowsAndStopsGrowing) {
  EXPECT_EQ(LockAfter(4), absl::ZeroDuration());
  EXPECT_EQ(LockAfter(5), absl::Minutes(1));
  EXPECT_EQ(LockAfter(6), absl::Minutes(2));
  EXPECT_EQ(LockAfter(10), absl::Minutes(32));
  EXPECT_EQ(LockAfter(11), absl::Hours(1));
  EXPECT_EQ(LockAfter(1000000), absl::Hours(1));
}

TEST(PasswordRulesTest, LongAndNotEverybodys) {
  EXPECT_TRUE(CheckPassword("correct horse battery", "wang").ok());
  EXPECT_TRUE(CheckPassword("我的密码是一句很长的话呀", "wang").ok());
  EXPECT_EQ(ReasonOf(CheckPassword("short", "wang")), "PASSWORD_TOO_SHORT");
  EXPECT_EQ(ReasonOf(CheckPassword("密码密码密码", "wang")), "PASSWORD_TOO_SHORT");
  EXPECT_EQ(ReasonOf(CheckPassword("Password1234", "wang")), "PASSWORD_COMMON");
  EXPECT_EQ(ReasonOf(CheckPassword("aaaaaaaaaaaaaaaa", "wang")), "PASSWORD_COMMON");
  EXPECT_EQ(ReasonOf(CheckPassword("it is WANG again", "wang")), "PASSWORD_LIKE_LOGIN");
}

TEST(StaffTest, ADoorSaysOneThing) {
  Account account{{.login = "wang"}, {.password_hash = "x"}};
  EXPECT_TRUE(CheckMayEnter(account, true, kNow).ok());
  EXPECT_EQ(CheckMayEnter(account, false, kNow), SignInFailed());
  EXPECT_EQ(CheckMayEnter(std::nullopt, true, kNow), SignInFailed());
  account.credential.locked_until = kNow + absl::Seconds(1);
  EXPECT_EQ(CheckMayEnter(account, true, kNow), SignInFailed());
  account.credential.locked_until = kNow;
  EXPECT_TRUE(CheckMayEnter(account, true, kNow).ok());
  account.credential.password_expire_time = kNow;
  EXPECT_EQ(CheckMayEnter(account, true, kNow), SignInFailed());
  account.credential.password_expire_time.reset();
  account.staff.disabled = true;
  EXPECT_EQ(CheckMayEnter(account, true, kNow), SignInFailed());
}

TEST(StaffTest, Logins) {
  for (const char* good : {"wang", "xuhui.wang-2", "abc"}) EXPECT_TRUE(IsLogin(good)) << good;
  for (const char* bad : {"", "ab", "Wang", "2wang", "wang ", "w_ang", "王一二"}) {
    EXPECT_FALSE(IsLogin(bad)) << bad;
  }
}

Mandate ActiveMandate() {
  return {.id = "1",
          .kind = MandateKind::kAgent,
          .state = MandateState::kActive,
          .represented = "persons/a",
          .representative = "persons/b",
          .ward = {},
          .scope = {{"CERT_EDU"}, "offices/xuhui", ""},
          .invitation_hash = "",
          .acceptor = "persons/b",
          .proof = "",
          .expire_time = kNow + absl::Hours(1),
          .create_time = kNow};
}

TEST(MandateTest, HoldsForItsPersonTimeAndScope) {
  const MandateUse use{"persons/b", "offices/xuhui", "CERT_EDU", ""};
  const Mandate mandate = ActiveMandate();
  EXPECT_EQ(WhyNot(mandate, use, kNow), "");
  EXPECT_EQ(WhyNot(mandate, use, mandate.expire_time), "MANDATE_EXPIRED");
  MandateUse other = use;
  other.representative = "persons/a";
  EXPECT_EQ(WhyNot(mandate, other, kNow), "MANDATE_OF_ANOTHER");
  other = use;
  other.office = "offices/minhang";
  EXPECT_EQ(WhyNot(mandate, other, kNow), "MANDATE_OUT_OF_SCOPE");
  other = use;
  other.matter = "CERT_MARRIAGE";
  EXPECT_EQ(WhyNot(mandate, other, kNow), "MANDATE_OUT_OF_SCOPE");
  Mandate one_case = mandate;
  one_case.scope.application = "offices/xuhui/applications/1";
  EXPECT_EQ(WhyNot(one_case, use, kNow), "MANDATE_OUT_OF_SCOPE");
  Mandate offered = mandate;
  offered.state = MandateState::kOffered;
  EXPECT_EQ(WhyNot(offered, use, kNow), "MANDATE_NOT_ACCEPTED");
  Mandate revoked = mandate;
  revoked.state = MandateState::kRevoked;
  EXPECT_EQ(WhyNot(revoked, use, kNow), "MANDATE_NOT_ACTIVE");
}

TEST(MandateTest, AGuardianOfAMinorStopsAtEighteen) {
  const absl::CivilDay seventeen(2009, 1, 15);
  EXPECT_TRUE(CheckExpiry(kNow + absl::Hours(24 * 30), seventeen, kNow).ok());
  EXPECT_EQ(ReasonOf(CheckExpiry(kNow + absl::Hours(24 * 90), seventeen, kNow)), "EXPIRY_TOO_FAR");
  EXPECT_TRUE(CheckExpiry(kNow + absl::Hours(24 * 90), absl::CivilDay(1950, 1, 1), kNow).ok());
  EXPECT_EQ(ReasonOf(CheckExpiry(kNow + absl::Hours(24 * 400), std::nullopt, kNow)),
            "EXPIRY_TOO_FAR");
  EXPECT_EQ(ReasonOf(CheckExpiry(kNow, std::nullopt, kNow)), "EXPIRY_PAST");
}

}  // namespace
}  // namespace notary::identity
