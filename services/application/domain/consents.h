// Separate consents (PIPL 14, 23, 29): what a case needs, and what was given.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/application/domain/application.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

// Row 2: every consent the case needs is given, each to the text in force (PIPL 14, 23, 29).
// `before` are those given earlier, by code: the text of their day holds.
absl::Status CheckConsents(const std::vector<GivenConsent>& given, const ConsentTimes& before,
                           const std::vector<ConsentRule>& asked);

// The time of the consent; PRECONDITION (CONSENT_MISSING) where it was not given, or withdrawn.
absl::StatusOr<absl::Time> NeedConsent(const ConsentTimes& given, const std::string& code);

}  // namespace notary::application
