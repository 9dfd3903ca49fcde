// Rows 1, 6, 7 and 36: what time alone does, and answers that grow too old.
#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/run/each.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"
#include "services/application/service/lists.h"

namespace notary::application {
namespace {

constexpr int64_t kBatch = 50;

}  // namespace

absl::StatusOr<int64_t> ApplicationService::PassTimeLimits(absl::Time now) {
  return ForEach(kTimeRules, [&](const TimeRule& rule) -> absl::StatusOr<int64_t> {
    ASSIGN_OR_RETURN(const absl::Time before, catalogue_.RunOut(rule.limit, Today(now), 0));
    ASSIGN_OR_RETURN(const pg::Rows found, db_.Read(pg::kEveryOffice, [&](pg::Tx& tx) {
      return store_.FindOverdue(tx, rule, before, kBatch);
    }));
    return ForEach(found, [&](const pg::Row& row) -> absl::StatusOr<int64_t> {
      ASSIGN_OR_RETURN(const bool passed, PassTimeLimit(rule, row, before, now));
      return passed ? 1 : 0;
    });
  });
}

absl::StatusOr<bool> ApplicationService::PassTimeLimit(const TimeRule& rule, const pg::Row& found,
                                                       absl::Time before, absl::Time now) {
  const Call call = CallOfWorker(found.Str("office_id"), now);
  bool passed = false;
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) -> absl::Status {
    passed = false;
    absl::StatusOr<Case> c = Look(tx, call.office, found.Str("id"));
    if (absl::IsNotFound(c.status())) return absl::OkStatus();
    RETURN_IF_ERROR(c.status());
    if (!Concerns(rule, c->application, before)) return absl::OkStatus();
    passed = true;
    Change change = ChangeOfWorker(call, tx, *c);
    store_.PassLimit(tx, c->application, rule, now);
    switch (rule.act) {
      case TimeAct::kRemind:
        return Remind(change, rule);
      case TimeAct::kForget:
        return Forget(change);
      case TimeAct::kLapse:
        change.to = State::kLapsed;
        return Finish(change, c->application.state, Event::kLapse).status();
      case TimeAct::kProposeTermination:
        c->application.ground = "R50_1";
        c->application.closure_reported = false;
        change.mover.reason = "R50_1";
        change.to = State::kTerminationPending;
        return Finish(change, c->application.state, Event::kProposeTermination).status();
    }
    return absl::OkStatus();
  }));
  return passed;
}

absl::Status ApplicationService::Remind(Change& change, const TimeRule& rule) {
  const Application& a = change.application();
  std::map<std::string, std::string> values;
  if (a.AwaitsItems()) {
    ASSIGN_OR_RETURN(values, Listed(a.matter, change.c.asked_items));
  }
  if (rule.state == State::kReady) {
    return TellToCollect(change, rule.notice, "N12_COLLECT_REMINDER");
  }
  if (!rule.state) values["fee_note"] = a.fee_note;
  Tell(change, rule.notice, values);
  return absl::OkStatus();
}

// What others keep of the case goes by calls that outlive it; only a draft goes altogether.
absl::Status ApplicationService::Forget(Change& change) {
  const Application& a = change.application();
  ASSIGN_OR_RETURN(const std::vector<std::string> documents, store_.OwnDocuments(change.tx, a));
  if (!documents.empty()) DeleteDocuments(change, documents);
  if (a.state == State::kDraft) TellOwnLists(change.tx, a, /*forgotten=*/true, change.call.now);
  return store_.Forget(change.tx, a);
}

absl::StatusOr<int64_t> ApplicationService::RenewAnswers(absl::Time now) {
  ASSIGN_OR_RETURN(const pg::Rows found, db_.Read(pg::kEveryOffice, [&](pg::Tx& tx) {
    return store_.FindOldAnswers(tx, now, kBatch);
  }));
  return ForEach(found, [&](const pg::Row& row) { return RenewAnswersOf(row, now); });
}

absl::StatusOr<int64_t> ApplicationService::RenewAnswersOf(const pg::Row& found, absl::Time now) {
  const Call call = CallOfWorker(found.Str("office_id"), now);
  int64_t asked = 0;
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) -> absl::Status {
    asked = 0;
    ASSIGN_OR_RETURN(Case c, Look(tx, call.office, found.Str("id")));
    if (c.application.state != State::kPendingApproval) return absl::OkStatus();
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(c));
    for (const Verification& old : AnswersToRenew(c, rules.FactNames(), now)) {
      Change change = ChangeOfWorker(call, tx, c);
      RETURN_IF_ERROR(
          Ask(change, {.fact = old.fact, .mode = old.mode, .supervisor = old.supervisor}));
      RETURN_IF_ERROR(Finish(change, c.application.state, Event::kAskAgency).status());
      ++asked;
    }
    return absl::OkStatus();
  }));
  return asked;
}

}  // namespace notary::application
