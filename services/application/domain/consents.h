// Separate consents (PIPL 14, 23, 29): what a case needs, and what was given.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/application/domain/application.h"
#include "services/application/domain/catalogue.h"

namespace notary::application {

// What a party agrees to, each by itself (catalogue, consents.textproto).
inline constexpr char kAgencyConsent[] = "AGENCY";    // a register is asked
inline constexpr char kFaceConsent[] = "FACE";        // its face is compared from afar
inline constexpr char kCourierConsent[] = "COURIER";  // its address goes to a courier
inline constexpr char kElectronicService[] = "ELECTRONIC_SERVICE";  // notices through this system

// What a missing consent is called in a list of missing papers.
inline constexpr char kConsentItem[] = "CONSENT";

// Row 2: every consent the case needs is given, each to the text in force (PIPL 14, 23, 29).
// `before` are those given earlier, by code: the text of their day holds.
absl::Status CheckConsents(const std::vector<GivenConsent>& given, const ConsentTimes& before,
                           const std::vector<ConsentRule>& asked);

// What is asked for, none of these being required.
std::vector<ConsentRule> LeftOut(std::vector<ConsentRule> asked,
                                 const std::vector<std::string>& codes);

// Whether a party was asked for a consent among what is missing.
bool AsksForConsent(const Items& missing);

bool Gives(const std::vector<GivenConsent>& given, absl::string_view code);

// The time of the consent; PRECONDITION (CONSENT_MISSING) where it was not given, or withdrawn.
absl::StatusOr<absl::Time> NeedConsent(const ConsentTimes& given, const std::string& code);

}  // namespace notary::application
