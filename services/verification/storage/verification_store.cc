#include "services/verification/storage/verification_store.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/office_wall.h"
#include "platform/pg/sealed.h"
#include "services/verification/storage/sealed_columns.h"
#include "services/verification/storage/verification_sql.sql.h"

namespace notary::verification {
namespace {

// Between the values of the claims: none holds one.
constexpr char kBetween = '\0';
// Passed over in one transaction. Those left are passed over by the next.
constexpr int kUnreadableAtOnce = 100;

absl::Status AddClaims(const std::vector<std::string>& fields, const std::string& values,
                       Question& question) {
  if (fields.empty()) return absl::OkStatus();
  const std::vector<std::string> parts = absl::StrSplit(values, kBetween);
  if (parts.size() != fields.size()) return absl::DataLossError("claims without their fields");
  for (size_t i = 0; i < fields.size(); ++i) question.claims[fields[i]] = parts[i];
  return absl::OkStatus();
}

absl::StatusOr<Verification> FromRow(const pg::Tx& tx, const pg::Row& row) {
  ASSIGN_OR_RETURN(const State state, pg::EnumOf<State>(row, "state"));
  Verification v{.question = {.office = row.Str("office_id"),
                              .id = row.Str("id"),
                              .letter_number = row.Str("letter_number"),
                              .application = row.Str("application"),
                              .acceptance_number = row.Str("acceptance_number"),
                              .accept_time = row.Time("accept_time"),
                              .matter = row.Str("matter"),
                              .fact = row.Str("fact"),
                              .mode = row.Str("mode"),
                              .officer = row.Str("officer"),
                              .officer_name = row.Str("officer_name"),
                              .supervisor = row.Str("supervisor"),
                              .consent_time = row.MaybeTime("consent_time"),
                              .create_time = row.Time("create_time")},
                 .state = state,
                 .outcome = Parse<Outcome>(row.Str("outcome")),
                 .reason_code = row.Str("reason_code"),
                 .reply_number = row.Str("reply_number"),
                 .answer_time = row.MaybeTime("answer_time"),
                 .data_time = row.MaybeTime("data_time"),
                 .attempts = row.Int("attempts"),
                 .next_attempt_time = row.MaybeTime("next_attempt_time"),
                 .fence = row.Int("fence")};
  pg::Opener open(tx, row, v.question.id);
  const std::string values = open(kClaims);
  RETURN_IF_ERROR(open.status());
  RETURN_IF_ERROR(AddClaims(row.Array("claim_fields"), values, v.question));
  return v;
}

std::string EvidenceRow(const std::string& verification, const std::string& id) {
  return absl::StrCat(verification, "/", id);
}

absl::StatusOr<std::optional<std::string>> Envelope(const pg::Tx& tx, const Question& question,
                                                    absl::StatusOr<std::optional<pg::Row>> row) {
  if (!row.ok()) return row.status();
  if (!row->has_value()) return std::nullopt;
  pg::Opener open(tx, **row, EvidenceRow(question.id, (*row)->Str("id")));
  std::string envelope = open(kEnvelope);
  RETURN_IF_ERROR(open.status());
  return envelope;
}

absl::Status OneRow(absl::StatusOr<int64_t> touched) {
  if (!touched.ok()) return touched.status();
  return *touched == 1 ? absl::OkStatus() : absl::AbortedError("verification moved under us");
}

absl::Status PassOver(pg::Tx& tx, const pg::Row& row, const absl::Status& why, absl::Time now) {
  Log(Severity::kError, "verification_unreadable",
      {{"office", row.Str("office_id")}, {"verification", row.Str("id")}, {"status", why}});
  const absl::Time until = AskAgainAt(now, row.Int("attempts"), std::nullopt);
  return OneRow(tx.Exec(sql::kVerificationPostpone, row.Str("office_id"), row.Str("id"),
                        row.Int("fence"), until, row.Str("reason_code")));
}

}  // namespace

absl::StatusOr<int64_t> VerificationStore::NextLetter(pg::Tx& tx, const std::string& office,
                                                      int64_t year) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kLetterNumber, office, year));
  return row.Int("last");
}

void VerificationStore::Insert(pg::Tx& tx, const Verification& v) const {
  const Question& q = v.question;
  std::vector<std::string> fields, values;
  for (const auto& [field, value] : q.claims) {
    fields.push_back(field);
    values.push_back(value);
  }
  tx.ExecLater(sql::kVerificationInsert, q.office, q.id, q.application, q.acceptance_number,
               q.accept_time, q.matter, q.fact, q.mode, q.officer, q.officer_name, q.supervisor,
               fields,
               pg::Seal(tx, kClaims, q.id, absl::StrJoin(values, absl::string_view(&kBetween, 1))),
               q.consent_time, q.letter_number, Name(v.state), v.outcome ? Name(*v.outcome) : "",
               v.reason_code, v.next_attempt_time, q.create_time, v.answer_time);
}

absl::StatusOr<Verification> VerificationStore::Get(pg::Tx& tx, const std::string& office,
                                                    const std::string& id) const {
  ASSIGN_OR_RETURN(const auto row, tx.MaybeOne(sql::kVerificationGet, office, id));
  if (!row) return NotHere();
  return FromRow(tx, *row);
}

absl::StatusOr<std::vector<std::string>> VerificationStore::OfficesDue(pg::Tx& tx, absl::Time now,
                                                                       int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kVerificationDue, now, limit));
  return pg::OfficesOf(rows);
}

// What cannot be read would be the oldest that is due for good, and keep all others of its office
// waiting: it lets them pass, and is tried again as one that was not answered.
absl::StatusOr<std::vector<Verification>> VerificationStore::Claim(pg::Tx& tx, absl::Time now,
                                                                   absl::Time lease_end) const {
  std::vector<Verification> claimed;
  for (int tried = 0; claimed.empty() && tried < kUnreadableAtOnce; ++tried) {
    ASSIGN_OR_RETURN(const auto row,
                     tx.MaybeOne(sql::kVerificationClaim, tx.office(), now, lease_end));
    if (!row) break;
    absl::StatusOr<Verification> v = FromRow(tx, *row);
    if (!v.ok()) {
      RETURN_IF_ERROR(PassOver(tx, *row, v.status(), now));
      continue;
    }
    claimed.push_back(*std::move(v));
  }
  return claimed;
}

absl::StatusOr<bool> VerificationStore::StillHolds(pg::Tx& tx, const Verification& held) const {
  ASSIGN_OR_RETURN(const pg::Row row,
                   tx.One(sql::kVerificationGetForUpdate, held.question.office, held.question.id));
  return row.Str("state") == Name(State::kQueued) && row.Int("fence") == held.fence;
}

absl::Status VerificationStore::Answer(pg::Tx& tx, const Verification& held,
                                       const AgencyReply& reply) const {
  return OneRow(tx.Exec(sql::kVerificationAnswer, held.question.office, held.question.id,
                        held.fence, Name(reply.outcome), reply.reason_code, reply.reply_number,
                        reply.answer_time, reply.data_time));
}

absl::Status VerificationStore::Postpone(pg::Tx& tx, const Verification& held,
                                         const std::string& reason_code, absl::Time until) const {
  return OneRow(tx.Exec(sql::kVerificationPostpone, held.question.office, held.question.id,
                        held.fence, until, reason_code));
}

absl::StatusOr<int64_t> VerificationStore::Cancel(pg::Tx& tx, const std::string& office,
                                                  const std::string& application) const {
  return tx.Exec(sql::kVerificationCancel, office, application);
}

void VerificationStore::Keep(pg::Tx& tx, const Question& q, absl::string_view use,
                             const std::string& envelope, absl::Time now) const {
  const std::string id = NewId(now);
  tx.ExecLater(sql::kEvidenceInsert, q.office, q.id, id, use == "SENT" ? "QUESTION" : "ANSWER", use,
               pg::Seal(tx, kEnvelope, EvidenceRow(q.id, id), envelope), now);
}

absl::StatusOr<std::optional<std::string>> VerificationStore::SealedQuestion(
    pg::Tx& tx, const Question& q) const {
  return Envelope(tx, q, tx.MaybeOne(sql::kEvidenceQuestion, q.office, q.id));
}

absl::StatusOr<std::optional<std::string>> VerificationStore::UsedAnswer(pg::Tx& tx,
                                                                         const Question& q) const {
  return Envelope(tx, q, tx.MaybeOne(sql::kEvidenceAnswer, q.office, q.id));
}

}  // namespace notary::verification
