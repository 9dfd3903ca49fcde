// The case in PostgreSQL. Stateless; every method works in the caller's transaction. What returns
// nothing is sent with the next question or with COMMIT, which then fails with its error.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/application/domain/application.h"
#include "services/application/domain/disclosure.h"
#include "services/application/domain/time_rules.h"
#include "services/application/domain/worklists.h"

namespace notary::application {

// Who makes a move, for the history.
struct Mover {
  std::string role;    // Name(Actor)
  std::string actor;   // "staff/…"
  std::string reason;  // ground or code
  std::string note;
};

struct HistoryEntry {
  int64_t revision;
  std::string from, event, to, role, actor, reason;
  absl::Time time;
  std::string note = {};  // where it was asked for
};

struct ListFilter {
  std::string office;
  std::string applicant;  // "": all
  std::string state;      // "": all
  std::string before_id;  // keyset: only ids below, "" = from the newest
  int64_t limit = 20;
  // Of an office: only what its limit has run out for, counting what had happened before then.
  std::optional<Worklist> worklist = {};
  absl::Time worklist_before = absl::InfinitePast();
  std::string caller = {};  // whom a worklist may be about
};

// That a person is of a case's side, and at which office the case is.
struct OwnCase {
  std::string person;  // "persons/…"
  std::string office;
  std::string id;
};

struct FoundCase {
  Application application;
  std::vector<std::string> fields;  // of the form, that hold the number
};

class ApplicationStore {
 public:
  // `starter` is who acts, in the history.
  void Insert(pg::Tx& tx, const Application& a, const std::string& starter) const;

  // NOT_FOUND (RESOURCE_NOT_FOUND) when there is no such case.
  absl::StatusOr<Case> Get(pg::Tx& tx, const std::string& office, const std::string& id) const;
  // Locks the case. The transaction fails, and is run again, when it is not as `a` was read.
  void Hold(pg::Tx& tx, const Application& a) const;

  // Writes the case's own columns and one history line, and raises a.revision. The database refuses
  // a move that is not in the rules, or of a case that is not as `a` was read.
  void Advance(pg::Tx& tx, Application& a, State from, Event event, const Mover& mover) const;

  absl::StatusOr<std::vector<Application>> List(pg::Tx& tx, const ListFilter& filter) const;

  // own_cases.cc. The index of a person's cases at all offices, in transactions of no office.
  // Adding what is there and dropping what is not are no errors.
  void AddOwnCase(pg::Tx& tx, const OwnCase& own) const;
  void DropOwnCase(pg::Tx& tx, const OwnCase& own) const;
  // Cases with ids below before_id ("" = from the newest), newest first.
  absl::StatusOr<std::vector<OwnCase>> OwnCases(pg::Tx& tx, const std::string& person,
                                                const std::string& before_id, int64_t limit) const;
  // Whether the number of a document, as it is compared, stands in one of these cases.
  absl::StatusOr<bool> HaveNumber(pg::Tx& tx, const std::string& office,
                                  const std::vector<std::string>& ids,
                                  const std::string& number) const;
  // Those of these cases that the office still has, in that state ("": any); in no order.
  absl::StatusOr<std::vector<Application>> Among(pg::Tx& tx, const std::string& office,
                                                 const std::vector<std::string>& ids,
                                                 const std::string& state) const;

  // time_limits.cc. office_id and id of cases of all offices that a rule may concern: whose limit
  // runs out for what happened before `before`, and was not acted on.
  absl::StatusOr<pg::Rows> FindOverdue(pg::Tx& tx, const TimeRule& rule, absl::Time before,
                                       int64_t limit) const;
  absl::StatusOr<pg::Rows> FindOldAnswers(pg::Tx& tx, absl::Time now, int64_t limit) const;
  // Cases of all offices whose time runs, counted by another calendar than this.
  absl::StatusOr<pg::Rows> FindCountedOtherwise(pg::Tx& tx, const std::string& calendar_version,
                                                int64_t limit) const;
  // Adopts the calendar unless that was done before; whether none was adopted since. In a
  // transaction of no office.
  absl::StatusOr<bool> AdoptCalendar(pg::Tx& tx, const std::string& version, absl::Time now) const;
  // Only by which calendar the due date was counted; the case is as it was.
  void NoteCalendar(pg::Tx& tx, const Application& a) const;
  void PassLimit(pg::Tx& tx, const Application& a, const TimeRule& rule, absl::Time now) const;
  // The documents that it has, or had before others took their place, and no other case of the
  // office.
  absl::StatusOr<std::vector<std::string>> OwnDocuments(pg::Tx& tx, const Application& a) const;
  // The person's data, or all of a draft. The database refuses it for an accepted case.
  absl::Status Forget(pg::Tx& tx, const Application& a) const;

  // Who brought the case into its present state, and when.
  struct Brought {
    std::string by;  // `staff/…`, `persons/…` or a service
    absl::Time time;
    std::string from;  // the state before it
  };
  absl::StatusOr<Brought> WhoBrought(pg::Tx& tx, const Application& a) const;

  // `with_notes`: what was written at each move, opened.
  absl::StatusOr<std::vector<HistoryEntry>> History(pg::Tx& tx, const std::string& office,
                                                    const std::string& id, bool with_notes) const;

  // Parts. Empty form values remove the field.
  void PutForm(pg::Tx& tx, const Application& a,
               const std::map<std::string, std::string>& values) const;
  void PutMaterials(pg::Tx& tx, const Application& a, const std::vector<Material>& materials) const;
  void RemoveMaterials(pg::Tx& tx, const Application& a,
                       const std::vector<std::string>& slots) const;
  // How the original of each compared.
  void PutOriginals(pg::Tx& tx, const Application& a, const std::vector<Material>& materials) const;
  // A consent in force stays as it was given.
  void PutConsents(pg::Tx& tx, const Application& a, const std::vector<GivenConsent>& consents,
                   absl::Time now) const;
  void WithdrawConsent(pg::Tx& tx, const Application& a, const std::string& code,
                       absl::Time now) const;
  // When each that is in force was given, by code.
  absl::StatusOr<ConsentTimes> Consents(pg::Tx& tx, const Application& a) const;
  // Codes of those that were taken back and not given again.
  absl::StatusOr<std::vector<std::string>> WithdrawnConsents(pg::Tx& tx,
                                                             const Application& a) const;
  void PutMissingItems(pg::Tx& tx, const Application& a, const Items& items) const;
  void StartPause(pg::Tx& tx, const Application& a, const Pause& pause) const;
  void EndPause(pg::Tx& tx, const Application& a, PauseKind kind, absl::Time end) const;
  void AskVerification(pg::Tx& tx, const Application& a, const Verification& v) const;
  // The party has changed what these were about.
  void MarkOvertaken(pg::Tx& tx, const Application& a,
                     const std::vector<std::string>& verifications) const;
  // Pre: it is open.
  void AnswerVerification(pg::Tx& tx, const Application& a, const Verification& v) const;
  void ConfirmFinding(pg::Tx& tx, const Application& a, const Verification& v) const;
  // Who has permitted that a register shows its record of this fact, for a question not yet put;
  // "" for nobody.
  absl::StatusOr<std::string> WhoPermitted(pg::Tx& tx, const Application& a,
                                           const std::string& fact) const;
  void PutOpinion(pg::Tx& tx, const Application& a, const std::string& verification,
                  const std::string& opinion) const;

  // recusals.cc. What was asked for, and what became of it: an open one ends once.
  void AskRecusal(pg::Tx& tx, const Application& a, const Recusal& recusal) const;
  void CloseRecusal(pg::Tx& tx, const Application& a, const Recusal& recusal) const;

  // The last of `count` consecutive numbers of a series; locks it until the transaction ends.
  absl::StatusOr<int64_t> TakeNumbers(pg::Tx& tx, const std::string& office, int64_t year,
                                      absl::string_view kind, int64_t count) const;
  // When the latest number of the year was issued. Ask under the lock that TakeNumbers holds.
  absl::StatusOr<std::optional<absl::Time>> LastIssue(pg::Tx& tx, const std::string& office,
                                                      int64_t year) const;
  void InsertCertificate(pg::Tx& tx, const Application& a, const IssuedCertificate& c,
                         absl::Time now) const;
  void VoidCertificates(pg::Tx& tx, const Application& a, const std::string& reason) const;
  // claims.cc, R16. The case claims its matter for its party; or the office that has accepted the
  // same before, and then it does not. Who claims the same meanwhile waits for this transaction.
  absl::StatusOr<std::string> Claim(pg::Tx& tx, const Case& c) const;
  // It is issued, or closed.
  void EndClaim(pg::Tx& tx, const Application& a) const;
  void OpenRegister(pg::Tx& tx, const Application& a, int64_t year, int64_t serial,
                    absl::CivilDay accept_date) const;
  void CloseRegister(pg::Tx& tx, const Application& a, absl::string_view closing,
                     absl::CivilDay close_date) const;

  // disclosures.cc. What was shown, which is recorded in the transaction that shows it.
  void RecordReveal(pg::Tx& tx, const std::string& office, const Disclosure& reveal) const;
  void RecordSearch(pg::Tx& tx, const std::string& office, const Disclosure& search) const;
  // Takes one from what the viewer may search in an hour. RESOURCE_EXHAUSTED (SEARCHES_USED_UP)
  // with the time until the next hour.
  absl::Status TakeSearch(pg::Tx& tx, const std::string& office, const std::string& viewer,
                          int64_t searches_per_hour, absl::Time now) const;
  // Cases with ids below before_id ("" = from the newest) whose form holds the number of that
  // index.
  absl::StatusOr<std::vector<FoundCase>> Search(pg::Tx& tx, const std::string& office,
                                                const std::string& number_index,
                                                const std::string& before_id, int64_t limit) const;
  absl::StatusOr<std::vector<Disclosure>> Disclosures(pg::Tx& tx, const std::string& office,
                                                      const std::string& before_id,
                                                      int64_t limit) const;

 private:
  // Of the latest list.
  absl::StatusOr<Items> AskedItems(pg::Tx& tx, const Application& a) const;
  absl::StatusOr<pg::Rows> QueryWorklist(pg::Tx& tx, const ListFilter& filter) const;
  absl::StatusOr<Recusal> ToRecusal(const pg::Tx& tx, const std::string& id,
                                    const pg::Row& row) const;
};

}  // namespace notary::application
