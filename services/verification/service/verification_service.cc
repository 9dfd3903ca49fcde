#include "services/verification/service/verification_service.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "notary/agency/v1/agency_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "services/application/client/reading.h"
#include "services/common/masking.h"

namespace notary::verification {
namespace {

std::optional<absl::Time> ConsentTime(const v1::Verification& wanted) {
  if (!wanted.consented()) return std::nullopt;
  return rpc::FromTimestamp(wanted.consent_time());
}

absl::StatusOr<Question> ToQuestion(const rpc::Call& call, const v1::Verification& wanted) {
  const std::vector<std::string> parts = absl::StrSplit(wanted.name(), '/');
  const bool named = parts.size() == 4 && parts[0] == "offices" && parts[1] == call.office &&
                     parts[2] == "verifications" && IsUuid(parts[3]);
  if (!named) {
    return InvalidField("verification.name", "MALFORMED", {"名称格式错误", "Not such a name"});
  }
  if (wanted.mode() != "VERIFY" && wanted.mode() != "DISCLOSE") {
    return InvalidField("verification.mode", "ENUM_UNKNOWN", {"未知的核查方式", "Unknown mode"});
  }
  if (wanted.consented() && !wanted.has_consent_time()) {
    return InvalidField("verification.consent_time", "REQUIRED",
                        {"必填", "This field is required"});
  }
  return Question{.office = call.office,
                  .id = parts[3],
                  .application = wanted.application(),
                  .acceptance_number = wanted.acceptance_number(),
                  .accept_time = rpc::FromTimestamp(wanted.accept_time()),
                  .matter = wanted.matter(),
                  .fact = wanted.fact(),
                  .mode = wanted.mode(),
                  .officer = wanted.officer(),
                  .officer_name = wanted.officer_name(),
                  .supervisor = wanted.supervisor(),
                  .claims = {wanted.claims().begin(), wanted.claims().end()},
                  .consent_time = ConsentTime(wanted),
                  .create_time = call.now};
}

v1::Verification ToProto(const Verification& v) {
  const Question& q = v.question;
  v1::Verification out;
  out.set_name(q.Name());
  out.set_application(q.application);
  out.set_acceptance_number(q.acceptance_number);
  *out.mutable_accept_time() = rpc::ToTimestamp(q.accept_time);
  out.set_matter(q.matter);
  out.set_fact(q.fact);
  out.set_mode(q.mode);
  out.set_officer(q.officer);
  out.set_officer_name(q.officer_name);
  out.set_supervisor(q.supervisor);
  for (const auto& [field, value] : common::MaskForm(q.claims)) {
    (*out.mutable_claims())[field] = value;
  }
  out.set_consented(q.consent_time.has_value());
  if (q.consent_time) *out.mutable_consent_time() = rpc::ToTimestamp(*q.consent_time);
  out.set_state(Name(v.state));
  out.set_letter_number(q.letter_number);
  if (v.outcome) out.set_outcome(Name(*v.outcome));
  out.set_reason_code(v.reason_code);
  out.set_reply_number(v.reply_number);
  out.set_attempts(v.attempts);
  *out.mutable_create_time() = rpc::ToTimestamp(q.create_time);
  if (v.answer_time) *out.mutable_answer_time() = rpc::ToTimestamp(*v.answer_time);
  if (v.data_time) *out.mutable_data_time() = rpc::ToTimestamp(*v.data_time);
  if (v.next_attempt_time) {
    *out.mutable_next_attempt_time() = rpc::ToTimestamp(*v.next_attempt_time);
  }
  return out;
}

}  // namespace

rpc::Service VerificationService::Bind() {
  rpc::Service service("notary.verification.v1.VerificationService");
  service.Method("CreateVerification", this, &VerificationService::CreateVerification);
  service.Method("CancelVerifications", this, &VerificationService::CancelVerifications);
  service.Method("GetVerification", this, &VerificationService::GetVerification);
  return service;
}

absl::StatusOr<v1::Verification> VerificationService::CreateVerification(
    const Call& call, const v1::CreateVerificationRequest& request) {
  Verification v;
  ASSIGN_OR_RETURN(v.question, ToQuestion(call, request.verification()));
  const std::string reason = ReasonNotToSend(v.question, call.now);
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Verification> {
    RETURN_IF_ERROR(Open(tx, reason, call.now, v));
    tx.WakeWorkers();
    return ToProto(v);
  });
}

absl::Status VerificationService::Open(pg::Tx& tx, const std::string& reason_not_to_send,
                                       absl::Time now, Verification& v) {
  Question& q = v.question;
  if (!reason_not_to_send.empty()) {
    const AgencyReply refusal{
        .outcome = Outcome::kRejected, .reason_code = reason_not_to_send, .answer_time = now};
    v.state = State::kAnswered;
    v.outcome = refusal.outcome;
    v.reason_code = refusal.reason_code;
    v.answer_time = now;
    store_.Insert(tx, v);
    Report(tx, q, refusal, now);
    return absl::OkStatus();
  }
  const int64_t year = absl::ToCivilYear(now, ShanghaiZone()).year();
  ASSIGN_OR_RETURN(const int64_t serial, store_.NextLetter(tx, q.office, year));
  const auto word = letter_words_.find(q.office);
  q.letter_number =
      LetterNumber(word == letter_words_.end() ? q.office : word->second, year, serial);
  v.next_attempt_time = now;
  store_.Insert(tx, v);
  return absl::OkStatus();
}

absl::StatusOr<v1::CancelVerificationsResponse> VerificationService::CancelVerifications(
    const Call& call, const v1::CancelVerificationsRequest& request) {
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::CancelVerificationsResponse> {
    ASSIGN_OR_RETURN(const int64_t cancelled,
                     store_.Cancel(tx, call.office, request.application()));
    v1::CancelVerificationsResponse response;
    response.set_cancelled(static_cast<int32_t>(cancelled));
    return response;
  });
}

absl::StatusOr<v1::Verification> VerificationService::GetVerification(
    const Call& call, const v1::GetVerificationRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "verifications"));
  ASSIGN_OR_RETURN(const v1::Verification shown,
                   db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<v1::Verification> {
                     ASSIGN_OR_RETURN(const Verification v, store_.Get(tx, call.office, id));
                     ASSIGN_OR_RETURN(const std::optional<std::string> answer,
                                      store_.UsedAnswer(tx, v.question));
                     v1::Verification out = ToProto(v);
                     agency::v1::Envelope envelope;
                     const bool readable =
                         !answer || (envelope.ParseFromString(*answer) &&
                                     out.mutable_answer()->ParseFromString(envelope.payload()));
                     if (!readable) return absl::DataLossError("evidence does not parse");
                     return out;
                   }));
  // The answer is read whole, and may hold the record.
  if (!shown.has_answer()) return shown;
  RETURN_IF_ERROR(application::RecordReading(db_, call, shown.application(), shown.name()));
  return shown;
}

}  // namespace notary::verification
