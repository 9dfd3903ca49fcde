// What a move makes other services do: durable calls in the deciding transaction.
#pragma once

#include <map>
#include <string>

#include "services/application/service/application_service.h"

namespace notary::application {

// A numbered notice to the party (domain.md 1.8).
void Tell(Change& change, const char* code, std::map<std::string, std::string> values = {});

// N08 of rows 16 and 18: the time of the case stops, or a pause has ended and it runs again, unless
// another holds it still; and until which day it now runs.
void TellOfPause(Change& change, const std::string& reason);
void TellOfEnd(Change& change, const std::string& reason);
// The last day for issuing as a notice may say it: a day, or the code of the words for why there is
// none yet.
std::string DueDateToTell(const Application& a);

// The values by which a notice names the matter in both languages.
std::map<std::string, std::string> Named(const Text& matter);

void AssessFee(Change& change, absl::CivilDay accept_date);
void SettleFee(Change& change, absl::string_view closing, bool reviewed, absl::Time proposed);
// No courier ever took it: what was charged for one, if anything was, goes back.
void ReturnCourierFee(Change& change);
void AskAgency(Change& change, const Verification& verification,
               const std::vector<std::string>& claim_fields, absl::Time consent_time);
void CancelQuestions(Change& change);
void FixCertificateText(Change& change, const IssuedCertificate& certificate,
                        const IssuedCertificate& main, const OfficeInfo& office);
void VoidCertificateTexts(Change& change);
// From here on the case listens to this parcel and to no earlier one.
void OrderCourier(Change& change, const std::string& shipment_id);
// The courier is asked for the parcel on its way.
void RecallParcel(Change& change);
// Somebody has come to the office; a second time for one of domain/visits.h's reasons.
absl::Status CountVisit(Change& change, const std::string& repeat_reason);
// A visit that was booked is kept, or given back because the case has ended.
void SettleVisit(Change& change, absl::string_view became);
// A case is begun, or a draft forgotten: the own list of each of its persons is told.
void TellOwnLists(pg::Tx& tx, const Application& a, bool forgotten, absl::Time now);
void DeleteDocuments(Change& change, const std::vector<std::string>& documents);

// The civil day in the office's zone.
absl::CivilDay Today(absl::Time now);

}  // namespace notary::application
