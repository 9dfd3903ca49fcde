// The columns of personal data in this service's schema. Names of staff (handler_name) are
// printed on certificates and stay in clear; purposes and grounds are said of cases, not of people.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "platform/pg/sealed.h"

namespace notary::application {

inline constexpr pg::SealedColumn kFormValue{
    "form_value", "value", "application_id || '/' || field", "what the applicant filled in",
    "applicant; staff masked, or revealed for a purpose"};
inline constexpr pg::SealedColumn kHistoryNote{
    "history", "note", "application_id || '/' || revision", "report of who made a move",
    "staff of the office, for a purpose"};
inline constexpr pg::SealedColumn kMissingNote{"missing_item", "note",
                                               "application_id || '/' || revision || '/' || slot",
                                               "what is missing", "applicant, by the notice"};
inline constexpr pg::SealedColumn kPauseReason{"pause", "reason", "application_id || '/' || kind",
                                               "why time does not count",
                                               "applicant, staff of the office"};
inline constexpr pg::SealedColumn kOpinion{
    "verification", "opinion", "application_id || '/' || name", "how the notary judged an answer",
    "applicant, staff of the office"};
inline constexpr pg::SealedColumn kRecusalExplanation{
    "recusal", "explanation", "application_id || '/' || ask_revision",
    "why another notary is asked for", "staff of the office, and the party what it said itself"};
inline constexpr pg::SealedColumn kRecusalReason{
    "recusal", "reason", "application_id || '/' || ask_revision", "why a recusal was upheld or not",
    "applicant, staff of the office"};

// What tells one part of a case from the others, as the columns above say it in SQL.
inline std::string PartRow(absl::string_view application, absl::string_view part) {
  return absl::StrCat(application, "/", part);
}

inline std::vector<pg::SealedColumn> SealedColumns() {
  return {kFormValue, kHistoryNote,        kMissingNote,  kPauseReason,
          kOpinion,   kRecusalExplanation, kRecusalReason};
}

}  // namespace notary::application
