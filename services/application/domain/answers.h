// What the answers of agencies are worth to a case (domain.md 6.5, 6.6).
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/application/domain/application.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

// What counts of each fact: the question asked last, answered or not.
std::vector<Verification> LatestOfEachFact(const Case& c);

// Whether an answer is too old to rest a certificate on (domain.md 6.6 row 42).
bool IsStale(const Verification& v, absl::Time now);

// Whether a question that holds the clock is open, leaving out those about `fact` ("": none).
bool HoldsTheClock(const Case& c, const std::string& fact = "");

// FAILED_PRECONDITION unless what counts of each fact supports a certificate: VERIFICATION_OPEN,
// VERIFICATION_OF_EARLIER_CLAIM, VERIFICATION_NOT_SUPPORTING.
// INVALID_ARGUMENT (FACT_NOT_IN_PLAN) at `fact`.
absl::StatusOr<PlannedFact> FindFact(const MatterRules& rules, const std::string& fact);

absl::Status AnswersSupport(const Case& c);

}  // namespace notary::application
