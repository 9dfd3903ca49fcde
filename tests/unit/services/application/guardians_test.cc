// Until which day a guardian acts (services/application/domain/guardians.h).
#include "services/application/domain/guardians.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

constexpr int kAge = 18;

Case OfAWard() {
  Case c;
  c.application.capacity = Capacity::kGuardian;
  c.form = {{"applicant.birth_date", "2008-11-24"}, {"guardian.name", "张一"}};
  return c;
}

TEST(GuardiansTest, AGuardianActsUntilTheBirthday) {
  const Case c = OfAWard();
  EXPECT_EQ(GuardianStillActs(c, absl::CivilDay(2026, 11, 23), kAge), absl::OkStatus());
  EXPECT_EQ(ReasonOf(GuardianStillActs(c, absl::CivilDay(2026, 11, 24), kAge)), "WARD_OF_AGE");
}

TEST(GuardiansTest, ACourtsDecisionGoesOn) {
  Case c = OfAWard();
  c.form["guardian.ward_incapable"] = "YES";
  EXPECT_EQ(GuardianStillActs(c, absl::CivilDay(2036, 1, 1), kAge), absl::OkStatus());
  c.form["guardian.ward_incapable"] = "NO";
  EXPECT_EQ(ReasonOf(GuardianStillActs(c, absl::CivilDay(2036, 1, 1), kAge)), "WARD_OF_AGE");
}

TEST(GuardiansTest, ACaseOfNobodysGuardianIsNotWritten) {
  Case c = OfAWard();
  c.form.erase("guardian.name");
  EXPECT_EQ(ReasonOf(GuardianStillActs(c, absl::CivilDay(2026, 11, 23), kAge)),
            "GUARDIAN_NOT_NAMED");
}

TEST(GuardiansTest, WhoActsForThemselvesHasNone) {
  Case c = OfAWard();
  c.application.capacity = Capacity::kSelf;
  EXPECT_EQ(GuardianStillActs(c, absl::CivilDay(2036, 1, 1), kAge), absl::OkStatus());
}

}  // namespace
}  // namespace notary::application
