// The login directory in PostgreSQL: persons, codes, sessions. Stateless; works in the caller's
// transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/pg/tx.h"
#include "services/identity/domain/person.h"
#include "services/identity/domain/session.h"
#include "services/identity/domain/sign_in_code.h"

namespace notary::identity {

class DirectoryStore {
 public:
  // Takes one code from the number's quota. RESOURCE_EXHAUSTED (CODE_TOO_SOON, CODE_TOO_MANY) with
  // the time until the next.
  absl::Status TakeQuota(pg::Tx& tx, const std::string& mobile_index, absl::Time now) const;
  void InsertCode(pg::Tx& tx, const SignInCode& code) const;
  // The code, with one try fewer; nullopt when it is unknown, used up or too old. Holds its row.
  absl::StatusOr<std::optional<SignInCode>> TryCode(pg::Tx& tx, const std::string& id,
                                                    absl::Time now) const;
  // False when it is used up by now.
  absl::StatusOr<bool> UseCode(pg::Tx& tx, const std::string& id) const;

  // False when the number has a person already.
  absl::StatusOr<bool> InsertPerson(pg::Tx& tx, const Person& person,
                                    const std::string& mobile_index) const;
  absl::StatusOr<std::optional<Person>> PersonOfMobile(pg::Tx& tx,
                                                       const std::string& mobile_index) const;
  // Takes one of the tries to prove whose number it is; false when they are used up.
  absl::StatusOr<bool> TakeProofTry(pg::Tx& tx, const std::string& person, int64_t tries) const;
  // Every try is there again.
  void SetSignInTime(pg::Tx& tx, const std::string& person, absl::Time now) const;
  // The number leads to this person no more; whoever comes with it is a new one.
  void ReleaseNumber(pg::Tx& tx, const std::string& person, const std::string& mobile_index) const;
  // NOT_FOUND (RESOURCE_NOT_FOUND).
  absl::StatusOr<Person> GetPerson(pg::Tx& tx, const std::string& id) const;
  absl::StatusOr<std::optional<RealName>> LatestRealName(pg::Tx& tx,
                                                         const std::string& person) const;
  void InsertRealName(pg::Tx& tx, const std::string& person, const RealName& name) const;
  // Pre: the transaction stays in reveal.office.
  void InsertReveal(pg::Tx& tx, const PersonReveal& reveal) const;
  // The newest first; `before` is an id, or empty.
  absl::StatusOr<std::vector<PersonReveal>> ListReveals(pg::Tx& tx, const std::string& office,
                                                        const std::string& before,
                                                        int64_t limit) const;

  void InsertSession(pg::Tx& tx, const Session& session) const;
  absl::StatusOr<std::optional<Session>> FindSession(pg::Tx& tx,
                                                     const std::string& secret_hash) const;
  void TouchSession(pg::Tx& tx, const Session& session, absl::Time now) const;
  absl::StatusOr<std::vector<Session>> ListSessions(pg::Tx& tx, const std::string& subject) const;
  // How many it ended: 0 when the session is another's, or over.
  absl::StatusOr<int64_t> EndSession(pg::Tx& tx, const std::string& id, const std::string& subject,
                                     absl::Time now) const;
  void EndAllSessions(pg::Tx& tx, const std::string& subject, absl::Time now) const;

  // Forgets codes that are over, and sessions and quotas of 90 days ago; returns how many.
  absl::StatusOr<int64_t> Sweep(pg::Tx& tx, absl::Time now, int64_t limit) const;
};

}  // namespace notary::identity
