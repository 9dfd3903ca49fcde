// The worker: one question from the queue to the agency and its answer to the case. The agency is
// called outside any transaction; what came back is recorded and reported in one.
#include "absl/strings/str_split.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/queue.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/timestamp.h"
#include "services/verification/service/verification_service.h"

namespace notary::verification {
namespace {

// Longer than any call to an agency takes.
constexpr absl::Duration kLease = absl::Minutes(1);
// Whose offices are tried: others may hold the oldest.
constexpr int64_t kLookedAt = 20;
constexpr char kNotTrusted[] = "U05";

// What was made of an answer whose question is still open.
const char* UseOf(const AgencyReply& reply) {
  if (reply.outcome != Outcome::kUnavailable) return "USED";
  return reply.reason_code == kNotTrusted ? "NOT_TRUSTED" : "NOT_NOW";
}

}  // namespace

absl::StatusOr<int64_t> VerificationService::AskOne(absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<Verification> claimed,
                   pg::ClaimInOffices(
                       db_, 1, [&](pg::Tx& tx) { return store_.OfficesDue(tx, now, kLookedAt); },
                       [&](pg::Tx& tx, int64_t) { return store_.Claim(tx, now, now + kLease); }));
  if (claimed.empty()) return 0;
  const Verification& held = claimed.front();
  ASSIGN_OR_RETURN(const std::string sealed, Sealed(held));
  RETURN_IF_ERROR(Record(held, agency_.Ask(sealed)));
  return 1;
}

absl::StatusOr<std::string> VerificationService::Sealed(const Verification& held) {
  const Question& question = held.question;
  ASSIGN_OR_RETURN(
      const std::optional<std::string> before,
      db_.Read(question.office, [&](pg::Tx& tx) { return store_.SealedQuestion(tx, question); }));
  if (before) return *before;
  ASSIGN_OR_RETURN(const std::string sealed, agency_.Seal(question));
  RETURN_IF_ERROR(db_.Transact(question.office, [&](pg::Tx& tx) {
    store_.Keep(tx, question, "SENT", sealed, clock_.Now());
    return absl::OkStatus();
  }));
  return sealed;
}

absl::Status VerificationService::Record(const Verification& held, const AgencyReply& reply) {
  const Question& question = held.question;
  const absl::Time now = clock_.Now();
  bool late = false;
  RETURN_IF_ERROR(db_.Transact(question.office, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const bool holds, store_.StillHolds(tx, held));
    late = !holds;
    if (holds) return RecordHeld(tx, held, reply, now);
    // Cancelled, or somebody else asks now and gets the same bytes: kept, without effect.
    if (!reply.envelope.empty()) store_.Keep(tx, question, "LATE", reply.envelope, now);
    return absl::OkStatus();
  }));
  const bool alert = reply.reason_code == kNotTrusted;
  Log(alert ? Severity::kError : Severity::kInfo, alert ? "agency_answer_not_trusted" : "asked",
      {{"verification", question.id},
       {"outcome", Name(reply.outcome)},
       {"code", reply.reason_code},
       {"attempts", held.attempts},
       {"late", late}});
  return absl::OkStatus();
}

absl::Status VerificationService::RecordHeld(pg::Tx& tx, const Verification& held,
                                             const AgencyReply& reply, absl::Time now) {
  if (!reply.envelope.empty()) {
    store_.Keep(tx, held.question, UseOf(reply), reply.envelope, now);
  }
  if (reply.outcome == Outcome::kUnavailable) {
    const absl::Time until = AskAgainAt(now, held.attempts, reply.retry_time);
    return store_.Postpone(tx, held, reply.reason_code, until);
  }
  RETURN_IF_ERROR(store_.Answer(tx, held, reply));
  Report(tx, held.question, reply, now);
  return absl::OkStatus();
}

void VerificationService::Report(pg::Tx& tx, const Question& question, const AgencyReply& reply,
                                 absl::Time now) {
  application::v1::ReportVerificationRequest report;
  report.set_name(question.application);
  report.set_verification(question.Name());
  report.set_outcome(Name(reply.outcome));
  report.set_reason_code(reply.reason_code);
  report.set_reply_number(reply.reply_number);
  *report.mutable_answer_time() = rpc::ToTimestamp(reply.answer_time.value_or(now));
  if (reply.data_time) *report.mutable_data_time() = rpc::ToTimestamp(*reply.data_time);
  report.set_duration_ms(absl::ToInt64Milliseconds(now - question.create_time));
  for (const auto& [field, value] : reply.disclosed) (*report.mutable_disclosed())[field] = value;
  const std::vector<std::string> application = absl::StrSplit(question.application, '/');
  rpc::CallLater(tx, question.office, application.back(),
                 "/notary.application.v1.ApplicationService/ReportVerification", report, now);
}

}  // namespace notary::verification
