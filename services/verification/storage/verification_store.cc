#include "services/verification/storage/verification_store.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/verification/storage/verification_sql.sql.h"

namespace notary::verification {
namespace {

absl::StatusOr<Verification> FromRow(const pg::Row& row) {
  const std::optional<State> state = Parse<State>(row.Str("state"));
  if (!state) return absl::DataLossError(absl::StrCat(row.Str("id"), ": unknown state"));
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
                 .state = *state,
                 .outcome = Parse<Outcome>(row.Str("outcome")),
                 .reason_code = row.Str("reason_code"),
                 .reply_number = row.Str("reply_number"),
                 .answer_time = row.MaybeTime("answer_time"),
                 .data_time = row.MaybeTime("data_time"),
                 .attempts = row.Int("attempts"),
                 .next_attempt_time = row.MaybeTime("next_attempt_time"),
                 .fence = row.Int("fence")};
  const std::vector<std::string> fields = row.Array("claim_fields");
  const std::vector<std::string> values = row.Array("claim_values");
  for (size_t i = 0; i < fields.size(); ++i) v.question.claims[fields[i]] = values[i];
  return v;
}

absl::StatusOr<std::optional<std::string>> Envelope(absl::StatusOr<std::optional<pg::Row>> row) {
  if (!row.ok()) return row.status();
  return *row ? std::optional((*row)->Bytes("envelope")) : std::nullopt;
}

absl::Status OneRow(absl::StatusOr<int64_t> touched) {
  if (!touched.ok()) return touched.status();
  return *touched == 1 ? absl::OkStatus() : absl::AbortedError("verification moved under us");
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
               fields, values, q.consent_time, q.letter_number, Name(v.state),
               v.outcome ? Name(*v.outcome) : "", v.reason_code, v.next_attempt_time, q.create_time,
               v.answer_time);
}

absl::StatusOr<Verification> VerificationStore::Get(pg::Tx& tx, const std::string& office,
                                                    const std::string& id) const {
  ASSIGN_OR_RETURN(const auto row, tx.MaybeOne(sql::kVerificationGet, office, id));
  if (!row) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
  return FromRow(*row);
}

absl::StatusOr<std::optional<Verification>> VerificationStore::Claim(pg::Tx& tx, absl::Time now,
                                                                     absl::Time lease_end) const {
  ASSIGN_OR_RETURN(const auto row, tx.MaybeOne(sql::kVerificationClaim, now, lease_end));
  if (!row) return std::nullopt;
  return FromRow(*row);
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
  tx.ExecLater(sql::kEvidenceInsert, q.office, q.id, NewId(now),
               use == "SENT" ? "QUESTION" : "ANSWER", use, pg::Bytes{envelope}, now);
}

absl::StatusOr<std::optional<std::string>> VerificationStore::SealedQuestion(
    pg::Tx& tx, const Question& q) const {
  return Envelope(tx.MaybeOne(sql::kEvidenceQuestion, q.office, q.id));
}

absl::StatusOr<std::optional<std::string>> VerificationStore::UsedAnswer(pg::Tx& tx,
                                                                         const Question& q) const {
  return Envelope(tx.MaybeOne(sql::kEvidenceAnswer, q.office, q.id));
}

}  // namespace notary::verification
