#include "services/identity/storage/directory_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/identity/storage/identity_sql.sql.h"

namespace notary::identity {
namespace {

constexpr absl::Duration kKept = absl::Hours(24 * 90);

absl::CivilDay DayOf(absl::Time now) { return absl::ToCivilDay(now, ShanghaiZone()); }

Person ToPerson(const pg::Row& row) {
  return {.id = row.Str("id"),
          .mobile = row.Bytes("mobile"),
          .create_time = row.Time("create_time"),
          .sign_in_time = row.Time("sign_in_time")};
}

Session ToSession(const pg::Row& row) {
  return {.id = row.Str("id"),
          .secret_hash = row.Bytes("secret_hash"),
          .subject = row.Str("subject"),
          .office = row.Str("office_id"),
          .device = row.Str("device"),
          .create_time = row.Time("create_time"),
          .last_use_time = row.Time("last_use_time"),
          .expire_time = row.Time("expire_time"),
          .idle = absl::Seconds(row.Int("idle_s")),
          .end_time = row.MaybeTime("end_time")};
}

PersonReveal ToReveal(const pg::Row& row) {
  return {.office = row.Str("office_id"),
          .id = row.Str("id"),
          .person = row.Str("person_id"),
          .viewer = row.Str("viewer"),
          .purpose = row.Str("purpose"),
          .application = row.Str("application"),
          .reveal_time = row.Time("reveal_time")};
}

}  // namespace

absl::Status DirectoryStore::TakeQuota(pg::Tx& tx, const std::string& mobile_index,
                                       absl::Time now) const {
  const absl::CivilDay today = DayOf(now);
  ASSIGN_OR_RETURN(const std::optional<pg::Row> taken,
                   tx.MaybeOne(sql::kQuotaTake, pg::Bytes{mobile_index}, today, now + kResendAfter,
                               now, kCodesPerDay));
  if (taken) return absl::OkStatus();
  ASSIGN_OR_RETURN(const pg::Row quota, tx.One(sql::kQuotaGet, pg::Bytes{mobile_index}));
  const absl::Time next = quota.Time("next_time");
  if (next > now) {
    return MakeError(absl::StatusCode::kResourceExhausted,
                     {.reason = "CODE_TOO_SOON",
                      .text = {"验证码已发送，请稍后再试", "A code is on its way; wait a moment"},
                      .retry_after = next - now});
  }
  return MakeError(absl::StatusCode::kResourceExhausted,
                   {.reason = "CODE_TOO_MANY",
                    .text = {"该号码今日获取验证码次数已达上限，请明日再试",
                             "This number has had all its codes of today; try again tomorrow"},
                    .retry_after = absl::FromCivil(today + 1, ShanghaiZone()) - now});
}

void DirectoryStore::InsertCode(pg::Tx& tx, const SignInCode& code) const {
  tx.ExecLater(sql::kCodeInsert, code.id, pg::Bytes{code.mobile_index}, pg::Bytes{code.mobile},
               pg::Bytes{code.code_hash}, code.create_time, code.create_time + kCodeLife);
}

absl::StatusOr<std::optional<SignInCode>> DirectoryStore::TryCode(pg::Tx& tx, const std::string& id,
                                                                  absl::Time now) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kCodeTry, id, now, kCodeTries));
  if (!row) return std::nullopt;
  return SignInCode{.id = row->Str("id"),
                    .mobile_index = row->Bytes("mobile_index"),
                    .mobile = row->Bytes("mobile"),
                    .code_hash = row->Bytes("code_hash"),
                    .create_time = row->Time("create_time")};
}

absl::StatusOr<bool> DirectoryStore::UseCode(pg::Tx& tx, const std::string& id) const {
  ASSIGN_OR_RETURN(const int64_t rows, tx.Exec(sql::kCodeDelete, id));
  return rows == 1;
}

absl::StatusOr<bool> DirectoryStore::InsertPerson(pg::Tx& tx, const Person& person,
                                                  const std::string& mobile_index) const {
  ASSIGN_OR_RETURN(const int64_t rows,
                   tx.Exec(sql::kPersonInsert, person.id, pg::Bytes{mobile_index},
                           pg::Bytes{person.mobile}, person.create_time, person.sign_in_time));
  return rows == 1;
}

absl::StatusOr<std::optional<Person>> DirectoryStore::PersonOfMobile(
    pg::Tx& tx, const std::string& mobile_index) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kPersonOfMobile, pg::Bytes{mobile_index}));
  return row ? std::optional(ToPerson(*row)) : std::nullopt;
}

absl::StatusOr<bool> DirectoryStore::TakeProofTry(pg::Tx& tx, const std::string& person,
                                                  int64_t tries) const {
  ASSIGN_OR_RETURN(const int64_t rows, tx.Exec(sql::kPersonTryProof, person, tries));
  return rows == 1;
}

void DirectoryStore::SetSignInTime(pg::Tx& tx, const std::string& person, absl::Time now) const {
  tx.ExecLater(sql::kPersonSignedIn, person, now);
}

void DirectoryStore::ReleaseNumber(pg::Tx& tx, const std::string& person,
                                   const std::string& mobile_index) const {
  tx.ExecLater(sql::kPersonReleaseNumber, person, pg::Bytes{mobile_index});
}

absl::StatusOr<Person> DirectoryStore::GetPerson(pg::Tx& tx, const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kPersonGet, id));
  if (!row) return NotHere();
  return ToPerson(*row);
}

absl::StatusOr<std::optional<RealName>> DirectoryStore::LatestRealName(
    pg::Tx& tx, const std::string& person) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kRealNameLatest, person));
  if (!row) return std::nullopt;
  return RealName{.revision = row->Int("revision"),
                  .name = row->Bytes("name"),
                  .id_type = row->Str("id_type"),
                  .id_number = row->Bytes("id_number"),
                  .needs_manual_check = row->Bool("needs_manual_check"),
                  .record_time = row->Time("record_time")};
}

void DirectoryStore::InsertRealName(pg::Tx& tx, const std::string& person,
                                    const RealName& n) const {
  tx.ExecLater(sql::kRealNameInsert, person, n.revision, pg::Bytes{n.name}, n.id_type,
               pg::Bytes{n.id_number}, n.needs_manual_check, n.record_time);
}

void DirectoryStore::InsertReveal(pg::Tx& tx, const PersonReveal& r) const {
  tx.ExecLater(sql::kPersonRevealInsert, r.office, r.id, r.person, r.viewer, r.purpose,
               r.application, r.reveal_time);
}

absl::StatusOr<std::vector<PersonReveal>> DirectoryStore::ListReveals(pg::Tx& tx,
                                                                      const std::string& office,
                                                                      const std::string& before,
                                                                      int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kPersonRevealList, office, before, limit));
  std::vector<PersonReveal> reveals;
  for (const pg::Row& row : rows) reveals.push_back(ToReveal(row));
  return reveals;
}

void DirectoryStore::InsertSession(pg::Tx& tx, const Session& s) const {
  tx.ExecLater(sql::kSessionInsert, s.id, pg::Bytes{s.secret_hash}, s.subject, s.office, s.device,
               s.create_time, s.expire_time, absl::ToInt64Seconds(s.idle));
}

absl::StatusOr<std::optional<Session>> DirectoryStore::FindSession(
    pg::Tx& tx, const std::string& secret_hash) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kSessionFind, pg::Bytes{secret_hash}));
  if (!row) return std::nullopt;
  return ToSession(*row);
}

void DirectoryStore::TouchSession(pg::Tx& tx, const Session& session, absl::Time now) const {
  tx.ExecLater(sql::kSessionTouch, session.id, now);
}

absl::StatusOr<std::vector<Session>> DirectoryStore::ListSessions(
    pg::Tx& tx, const std::string& subject) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kSessionList, subject));
  std::vector<Session> sessions;
  for (const pg::Row& row : rows) sessions.push_back(ToSession(row));
  return sessions;
}

absl::StatusOr<int64_t> DirectoryStore::EndSession(pg::Tx& tx, const std::string& id,
                                                   const std::string& subject,
                                                   absl::Time now) const {
  return tx.Exec(sql::kSessionEnd, id, subject, now);
}

void DirectoryStore::EndAllSessions(pg::Tx& tx, const std::string& subject, absl::Time now) const {
  tx.ExecLater(sql::kSessionEndAll, subject, now);
}

absl::StatusOr<int64_t> DirectoryStore::Sweep(pg::Tx& tx, absl::Time now, int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kDirectorySweep, now, now - kKept, limit));
  return row.Int("swept");
}

}  // namespace notary::identity
