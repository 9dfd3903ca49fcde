// L30, R35: the last day for issuing, the pauses that move it, and the calendar that it is counted
// by.
#include "platform/base/status_macros.h"
#include "platform/run/each.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {
namespace {

constexpr int64_t kBatch = 50;

// A day of a year whose holidays are not published is shown, and never promised (domain.md 9).
bool IsPromised(const Application& a) { return a.due_date && !a.due_date_provisional; }

}  // namespace

std::string DueDateToTell(const Application& a) {
  if (!a.due_date) return "DUE_AFTER_PAUSE";
  return IsPromised(a) ? absl::FormatCivilTime(*a.due_date) : "DUE_NOT_PUBLISHED";
}

absl::Status ApplicationService::StartPause(Change& change, PauseKind kind,
                                            const std::string& reason) {
  const Pause pause{kind, reason, change.call.now, std::nullopt};
  store_.StartPause(change.tx, change.application(), pause);
  change.c.pauses.push_back(pause);
  return RecomputeDueDate(change);
}

absl::Status ApplicationService::EndPause(Change& change, PauseKind kind) {
  store_.EndPause(change.tx, change.application(), kind, change.call.now);
  for (Pause& pause : change.c.pauses) {
    if (pause.kind == kind && !pause.end) pause.end = change.call.now;
  }
  return RecomputeDueDate(change);
}

absl::Status ApplicationService::RecomputeDueDate(Change& change) {
  Application& a = change.application();
  ASSIGN_OR_RETURN(const DueDate due,
                   catalogue_.Due(Today(*a.accept_time), change.c.pauses, Today(change.call.now)));
  a.due_date = due.day;
  a.due_date_provisional = due.provisional;
  a.calendar_version = due.calendar_version;
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ApplicationService::RecountDueDates(absl::Time now) {
  ASSIGN_OR_RETURN(const std::string version, catalogue_.CalendarVersion(Today(now)));
  ASSIGN_OR_RETURN(const bool latest, Adopt(version, now));
  if (!latest) return 0;
  ASSIGN_OR_RETURN(const pg::Rows found, db_.Read(pg::kEveryOffice, [&](pg::Tx& tx) {
    return store_.FindCountedOtherwise(tx, version, kBatch);
  }));
  return ForEach(found, [&](const pg::Row& row) -> absl::StatusOr<int64_t> {
    RETURN_IF_ERROR(RecountDueDate(row.Str("office_id"), row.Str("id"), now));
    return 1;
  });
}

// While processes are replaced, or until what they remember is read again, some still have the
// calendar of before: they would count back what others have counted, and both tell the party.
absl::StatusOr<bool> ApplicationService::Adopt(const std::string& calendar, absl::Time now) {
  bool latest = false;
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(latest, store_.AdoptCalendar(tx, calendar, now));
    return absl::OkStatus();
  }));
  return latest;
}

absl::Status ApplicationService::RecountDueDate(const std::string& office, const std::string& id,
                                                absl::Time now) {
  const Call call = CallOfWorker(office, now);
  return db_.Transact(office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(Case c, Look(tx, office, id));
    Application& a = c.application;
    const State state = a.state;
    if (!a.due_date || !Allows(state, Event::kNewCalendar, Actor::kSystem)) return absl::OkStatus();
    const std::string told = DueDateToTell(a);
    const std::optional<absl::CivilDay> shown = a.due_date;
    Change change = ChangeOfWorker(call, tx, c);
    RETURN_IF_ERROR(RecomputeDueDate(change));
    const bool as_told = DueDateToTell(a) == told;
    if (as_told && a.due_date == shown) {
      store_.NoteCalendar(tx, a);
      return absl::OkStatus();
    }
    // Whose case is about to be ended is told of that alone.
    const bool goes_on = state != State::kRefusalPending && state != State::kTerminationPending;
    if (!as_told && goes_on) Tell(change, "N04_DUE_DATE", {{"due_date", DueDateToTell(a)}});
    return Finish(change, state, Event::kNewCalendar).status();
  });
}

}  // namespace notary::application
