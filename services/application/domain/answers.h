// What the answers of agencies are worth to a case (domain.md 6.5, 6.6).
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/application/domain/application.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

// What counts of each fact: the question asked last, answered or not.
std::vector<Verification> LatestOfEachFact(const Case& c);

// The same of these facts alone: those of the matter's plan. What left it when the party changed
// its form can neither be asked again nor does the certificate rest on it.
std::vector<Verification> LatestOf(const Case& c, const std::vector<std::string>& facts);

// Whether an answer is too old to rest a certificate on (domain.md 6.6 row 42). It is of the day on
// which it was asked for, or of the agency's data where that is older, however late it came.
bool IsStale(const Verification& v, absl::Time now);

// Whether a question that holds the clock is open, leaving out those about `fact` ("": none).
bool HoldsTheClock(const Case& c, const std::string& fact = "");

// INVALID_ARGUMENT (FACT_NOT_IN_PLAN) at `fact`.
absl::StatusOr<PlannedFact> FindFact(const MatterRules& rules, const std::string& fact);

// FAILED_PRECONDITION (DISCLOSE_NOT_IN_PLAN): whether an agency gives its record away, and not only
// yes or no, is the matter's to say (domain.md 6.3).
absl::Status MayDisclose(const PlannedFact& fact);

// Whether the claim says who is meant, where it is about a person: by a name, and a number that a
// document of that type can bear (6.6 row 5). INVALID_ARGUMENT at the field of the form.
absl::Status NamesWhomItIsAbout(const Case& c, const PlannedFact& fact, absl::CivilDay today);

// What the notary has written about the agency's answer before `again`, "" where that answer was
// another: an answer that is asked for again because it grew old is judged already when it says the
// same (docs/adr/2026-11-29-what-was-judged-stays-judged.md).
std::string OpinionOnTheSame(const Case& c, const Verification& again);

// FAILED_PRECONDITION unless what counts of each of these facts supports a certificate:
// VERIFICATION_OPEN, VERIFICATION_OF_EARLIER_CLAIM, FINDING_UNCONFIRMED,
// VERIFICATION_NOT_SUPPORTING; and VERIFICATION_CONTRADICTED while an agency has answered otherwise
// since, and no opinion says what that is worth.
absl::Status AnswersSupport(const Case& c, const std::vector<std::string>& facts);

}  // namespace notary::application
