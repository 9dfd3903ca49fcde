// What a move makes other services do: durable calls in the deciding transaction.
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "services/application/service/application_service.h"

namespace notary::application {

// A numbered notice to the party (domain.md 1.8).
absl::Status Tell(Change& change, const char* code, std::map<std::string, std::string> values = {});

absl::Status AssessFee(Change& change, absl::CivilDay accept_date);
absl::Status SettleFee(Change& change, absl::string_view closing, bool reviewed);
absl::Status AskAgency(Change& change, const Verification& verification,
                       const std::string& supervisor, const std::vector<std::string>& claim_fields);
absl::Status CancelQuestions(Change& change);
absl::Status FixCertificateText(Change& change, const IssuedCertificate& certificate,
                                const IssuedCertificate& main, const OfficeInfo& office);
absl::Status VoidCertificateTexts(Change& change);
absl::Status OrderCourier(Change& change);

// The civil day in the office's zone.
absl::CivilDay Today(absl::Time now);

}  // namespace notary::application
