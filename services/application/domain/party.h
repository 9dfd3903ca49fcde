// Whom the office deals with in a case: the party, or the one who lawfully acts for it.
#pragma once

#include <string>

#include "services/application/domain/application.h"

namespace notary::application {

// True when the party is an organisation (法人、非法人组织).
bool IsOrganisation(const Case& c);

// Of its identity document, or its unified social credit code; "" where the form has none.
std::string PartyNumber(const Case& c);

// The same as claims of a matter compare it (R16).
std::string ClaimedFor(const Case& c);

// To whom the courier hands over: the applicant; the guardian of somebody without full capacity;
// the representative of an organisation (R10).
std::string Recipient(const Case& c);

// Where that person is reached.
std::string ContactPhone(const Case& c);

// Row 29: the recipient, the applicant or the agent with a power of attorney.
bool MayReceive(const Case& c, const std::string& name);

}  // namespace notary::application
