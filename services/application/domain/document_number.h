// By which numbers a case is found again: those of the identity documents in its form.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace notary::application {

// The kind of the keyed index (platform/pg/keys.h).
inline constexpr char kDocumentNumber[] = "application.document_number";

// The same for the number of a party, which leads to its open cases at every office (R16).
inline constexpr char kPartyNumber[] = "application.party_number";

// Whether a field of the form holds the number of an identity document.
bool HoldsDocumentNumber(absl::string_view field);

// The number as it is compared: without spaces and dashes, in upper case; "" for none.
std::string NormalDocumentNumber(absl::string_view number);

// The number to search by, as it is compared. INVALID_ARGUMENT: id_type (ID_TYPE_UNKNOWN), or
// id_number with the reason of common::ParseIdDocument: what no document can bear is not searched
// for.
absl::StatusOr<std::string> NumberToSearch(const std::string& id_type, const std::string& id_number,
                                           absl::CivilDay today);

}  // namespace notary::application
