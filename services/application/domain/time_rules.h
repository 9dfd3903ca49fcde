// What time alone does to a case (domain.md 1.5 rows 1, 6, 7, 36; 1.6). How long each limit is, and
// in what days it counts, is the catalogue's data.
#pragma once

#include <array>
#include <optional>

#include "services/application/domain/application.h"

namespace notary::application {

enum class TimeAct {
  kRemind,              // a notice, once
  kLapse,               // row 6
  kForget,              // the person's data go; of a draft, everything
  kProposeTermination,  // row 36: the head of the office decides
};

struct TimeRule {
  // The state it waits in, counted from the last thing that happened there. nullopt: a fee that is
  // assessed and not paid, counted from acceptance.
  std::optional<State> state;
  const char* limit;  // code of the catalogue
  TimeAct act;
  const char* notice = "";  // kRemind
};

// Where two have run out at once, the earlier line acts first.
inline constexpr auto kTimeRules = std::to_array<TimeRule>({
    {State::kDraft, "DRAFT_KEPT", TimeAct::kForget},
    {State::kPreSupplement, "PRE_SUPPLEMENT_IDLE", TimeAct::kLapse},
    {State::kPreSupplement, "PRE_SUPPLEMENT_REMIND_2", TimeAct::kRemind, "N02_REMINDER"},
    {State::kPreSupplement, "PRE_SUPPLEMENT_REMIND_1", TimeAct::kRemind, "N02_REMINDER"},
    {State::kLapsed, "CANCELLED_KEPT", TimeAct::kForget},
    {State::kCancelled, "CANCELLED_KEPT", TimeAct::kForget},
    {State::kNotAccepted, "NOT_ACCEPTED_KEPT", TimeAct::kForget},
    {State::kSupplementWait, "TERMINATION", TimeAct::kProposeTermination},
    {State::kSupplementWait, "SUPPLEMENT", TimeAct::kRemind, "N07_REMINDER"},
    {std::nullopt, "TERMINATION", TimeAct::kProposeTermination},
    {std::nullopt, "FEE_PAYMENT", TimeAct::kRemind, "N06_REMINDER"},
    {State::kReady, "UNCOLLECTED_REMIND_1", TimeAct::kRemind, "N12_REMINDER"},
    {State::kReady, "UNCOLLECTED_REMIND_2", TimeAct::kRemind, "N12_REMINDER"},
    {State::kReady, "UNCOLLECTED_REMIND_3", TimeAct::kRemind, "N12_REMINDER"},
});

// Whether the rule still concerns the case, which may have moved since it was found: its limit runs
// out for what happened before `before`.
bool Concerns(const TimeRule& rule, const Application& a, absl::Time before);

// A rule acts once on what it counts from: one revision, or the one fee.
int64_t CountedRevision(const TimeRule& rule, const Application& a);

// Answers that approval rests on and that are too old for it (6.6 row 42), the latest of each of
// these facts; only those that an agency gave, and that were not asked again within a day. The
// register may itself be behind, and asking more often brings nothing newer.
std::vector<Verification> AnswersToRenew(const Case& c, const std::vector<std::string>& facts,
                                         absl::Time now);

}  // namespace notary::application
