#include "services/application/domain/guardians.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/common/civil_date.h"

namespace notary::application {
namespace {

constexpr char kBirthDate[] = "applicant.birth_date";
constexpr char kGuardianName[] = "guardian.name";
constexpr char kWardIncapable[] = "guardian.ward_incapable";

}  // namespace

absl::Status GuardianStillActs(const Case& c, absl::CivilDay today, int full_capacity_age) {
  if (c.application.capacity != Capacity::kGuardian) return absl::OkStatus();
  if (c.FormValue(kGuardianName).empty()) {
    return PreconditionError("GUARDIAN_NOT_NAMED",
                             {"表单未填写监护人，请当事人补正",
                              "The form does not say who the guardian is: ask the party for it"});
  }
  if (c.FormValue(kWardIncapable) == "YES") return absl::OkStatus();
  ASSIGN_OR_RETURN(
      const absl::CivilDay birth,
      common::ParseCivilDay("application.form.applicant.birth_date", c.FormValue(kBirthDate)));
  if (common::FullYears(birth, today) < full_capacity_age) return absl::OkStatus();
  return PreconditionError(
      "WARD_OF_AGE",
      {"申请人已成年，监护人不能再代为办理：请提请终止（R50第五项），由申请人本人另行申请；经法院"
       "认定无或限制民事行为能力的，请其补正表单并提交裁判文书",
       "The applicant has come of age and is not represented by a guardian any more: propose the "
       "termination (R50(5)), and they apply themselves; if a court has found that they lack "
       "capacity, ask for its decision"});
}

}  // namespace notary::application
