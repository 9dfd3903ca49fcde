// How long a guardian acts for the applicant (Civil Code Arts 17-24, domain.md 2.4).
#pragma once

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "services/application/domain/application.h"

namespace notary::application {

// FAILED_PRECONDITION where a guardian applied: GUARDIAN_NOT_NAMED while the form does not say who;
// WARD_OF_AGE for somebody who by `today` is of `full_capacity_age` and whom no court has found to
// lack capacity: that person is not represented any more, and a certificate would name a guardian
// of an adult.
absl::Status GuardianStillActs(const Case& c, absl::CivilDay today, int full_capacity_age);

}  // namespace notary::application
