#include "adapters/civil_affairs/register/service/register_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "adapters/civil_affairs/register/domain/decide.h"
#include "adapters/civil_affairs/register/service/convert.h"
#include "adapters/civil_affairs/register/service/maintenance.h"
#include "platform/base/error.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/textproto.h"
#include "platform/rpc/timestamp.h"
#include "platform/rpc/validate.h"
#include "platform/time/clock.h"

namespace notary::marriage_register {
namespace {

constexpr int kMaxPayloadBytes = 65536;
constexpr int kOpeningHour = 9;

absl::CivilDay Today(const rpc::Call& call) { return absl::ToCivilDay(call.now, ShanghaiZone()); }

absl::Status Offline() {
  return MakeError(absl::StatusCode::kUnavailable, "AGENCY_OFFLINE",
                   {"系统离线", "The register is offline"});
}

// A fault file that is absent or half written means no faults.
config::v1::RegisterFaults ReadFaults(const std::string& path) {
  config::v1::RegisterFaults faults;
  if (!path.empty() && !rpc::ReadTextProto(path, &faults).ok()) faults.Clear();
  return faults;
}

std::string ReplyNumber(int64_t year, int64_t serial) {
  return absl::StrCat("(", year, ")沪民核复字第", serial, "号");
}

// What every answer carries, whatever it says.
void Frame(const rpc::Call& call, const agency::v1::Question& question, const std::string& digest,
           agency::v1::Answer& answer) {
  answer.set_request_id(question.request_id());
  answer.set_question_digest(digest);
  *answer.mutable_answer_time() = rpc::ToTimestamp(call.now);
}

}  // namespace

rpc::Service RegisterService::Bind() {
  rpc::Service service("notary.agency.v1.AgencyService");
  service.Method("Verify", this, &RegisterService::Verify);
  service.Method("GetAnswer", this, &RegisterService::GetAnswer);
  service.Method("Describe", this, &RegisterService::Describe);
  return service;
}

template <typename Message>
absl::StatusOr<Message> RegisterService::Open(const Envelope& envelope) const {
  RETURN_IF_ERROR(agency::CheckSeal(envelope, options_.keys));
  Message message;
  if (!message.ParseFromString(envelope.payload())) {
    return InvalidField("payload", "MALFORMED_MESSAGE", {"无法解析", "The payload does not parse"});
  }
  RETURN_IF_ERROR(rpc::Validate(message));
  const auto office = options_.offices.find(message.office());
  if (office == options_.offices.end() || !office->second.key_ids.contains(envelope.key_id())) {
    return DeniedError("OFFICE_NOT_OF_KEY",
                       {"该密钥不属于此公证处", "The key is not one of this office"});
  }
  return message;
}

absl::StatusOr<RegisterService::Envelope> RegisterService::Verify(const Call& call,
                                                                  const Envelope& envelope) {
  Asked asked{.envelope = envelope, .faults = ReadFaults(options_.faults_file)};
  if (asked.faults.latency_ms() > 0) absl::SleepFor(absl::Milliseconds(asked.faults.latency_ms()));
  if (asked.faults.offline()) return Offline();
  ASSIGN_OR_RETURN(asked.question, Open<agency::v1::Question>(envelope));
  asked.digest = agency::PayloadDigest(envelope.payload());
  absl::StatusOr<Envelope> answer = AnswerOnce(call, asked);
  // Two deliveries of one question at once: the other one's answer is the answer.
  if (absl::IsAlreadyExists(answer.status())) answer = AnswerOnce(call, asked);
  if (!answer.ok()) return answer.status();
  return Spoil(asked.faults, *std::move(answer));
}

absl::StatusOr<RegisterService::Envelope> RegisterService::AnswerOnce(const Call& call,
                                                                      const Asked& asked) {
  ASSIGN_OR_RETURN(const std::optional<GivenAnswer> given,
                   Given(asked.question.office(), asked.question.request_id()));
  if (given && given->question_digest != asked.digest) return Passing(call, asked, "R06");
  if (given) {
    Envelope same;
    if (!same.ParseFromString(given->answer)) return absl::DataLossError("answer does not parse");
    return same;
  }
  if (const auto end = MaintenanceEnd(options_.maintenance_file, call.now)) {
    return Passing(call, asked, "U04", end);
  }
  ASSIGN_OR_RETURN(const bool used, QuotaIsUsed(call, asked));
  if (used) {
    const absl::Time midnight = absl::FromCivil(Today(call) + 1, ShanghaiZone());
    return Passing(call, asked, "U03", midnight + absl::Hours(kOpeningHour));
  }
  RETURN_IF_ERROR(files_.KeepFresh(call.now));  // from no copy, nobody is registered
  ASSIGN_OR_RETURN(const Holdings holdings,
                   db_.Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.GetHoldings(tx); }));
  ASSIGN_OR_RETURN(const Answer answer, Judge(call, asked, holdings));
  return Keep(call, asked, answer, holdings);
}

absl::StatusOr<Answer> RegisterService::Judge(const Call& call, const Asked& asked,
                                              const Holdings& holdings) {
  const AskingOffice& office = options_.offices.at(asked.question.office());
  const std::string refusal = Refusal(asked.question, office, call.now);
  if (!refusal.empty()) return Without(Outcome::kRejected, refusal);
  const Question question = ToDomain(asked.question);
  ASSIGN_OR_RETURN(const std::vector<Record> candidates,
                   db_.Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.Find(tx, question); }));
  return Decide(question, candidates, holdings);
}

absl::StatusOr<RegisterService::Envelope> RegisterService::Keep(const Call& call,
                                                                const Asked& asked,
                                                                const Answer& answer,
                                                                const Holdings& holdings) {
  agency::v1::Answer message = ToProto(answer);
  Frame(call, asked.question, asked.digest, message);
  *message.mutable_coverage() = ToProto(holdings);
  // Another call may have read newer records meanwhile: they were there when this one was asked.
  *message.mutable_data_time() = rpc::ToTimestamp(std::min(holdings.sync_time, call.now));
  GivenAnswer given{.office = asked.question.office(),
                    .request_id = asked.question.request_id(),
                    .question_digest = asked.digest,
                    .question = asked.envelope.SerializeAsString(),
                    .year = Today(call).year(),
                    .outcome = answer.outcome,
                    .code = answer.code,
                    .ticket = answer.ticket,
                    .time = call.now};
  Envelope envelope;
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(given.serial, store_.NextSerial(tx, given.year));
    message.set_reply_number(ReplyNumber(given.year, given.serial));
    envelope = sealer_.Seal(message.SerializeAsString());
    given.answer = envelope.SerializeAsString();
    return store_.Put(tx, given);
  }));
  Log(Severity::kInfo, "answered",
      {{"office", given.office}, {"outcome", Name(answer.outcome)}, {"code", answer.code}});
  return envelope;
}

absl::StatusOr<std::optional<GivenAnswer>> RegisterService::Given(const std::string& office,
                                                                  const std::string& request_id) {
  return db_.Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.Get(tx, office, request_id); });
}

absl::StatusOr<bool> RegisterService::QuotaIsUsed(const Call& call, const Asked& asked) {
  if (asked.faults.quota_used()) return true;
  if (options_.questions_per_day == 0) return false;
  const absl::Time midnight = absl::FromCivil(Today(call), ShanghaiZone());
  ASSIGN_OR_RETURN(const int64_t count, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.CountSince(tx, asked.question.office(), midnight);
  }));
  return count >= options_.questions_per_day;
}

RegisterService::Envelope RegisterService::Passing(const Call& call, const Asked& asked,
                                                   const char* code,
                                                   std::optional<absl::Time> retry) const {
  agency::v1::Answer message =
      ToProto(Without(retry ? Outcome::kUnavailable : Outcome::kRejected, code));
  Frame(call, asked.question, asked.digest, message);
  if (retry) *message.mutable_retry_time() = rpc::ToTimestamp(*retry);
  Log(Severity::kInfo, "not_answered", {{"office", asked.question.office()}, {"code", code}});
  return sealer_.Seal(message.SerializeAsString());
}

RegisterService::Envelope RegisterService::Spoil(const config::v1::RegisterFaults& faults,
                                                 Envelope envelope) {
  absl::MutexLock lock(&mutex_);
  Envelope before = std::exchange(last_, envelope);
  if (faults.replay_last() && !before.payload().empty()) return before;
  if (faults.wrong_signature()) {
    envelope.set_signature(sealer_.Seal(envelope.payload() + "!").signature());
  }
  return envelope;
}

absl::StatusOr<RegisterService::Envelope> RegisterService::GetAnswer(const Call&,
                                                                     const Envelope& envelope) {
  if (ReadFaults(options_.faults_file).offline()) return Offline();
  ASSIGN_OR_RETURN(const agency::v1::AnswerQuery query, Open<agency::v1::AnswerQuery>(envelope));
  ASSIGN_OR_RETURN(const std::optional<GivenAnswer> given,
                   Given(query.office(), query.request_id()));
  Envelope answer;
  if (!given) return NotFoundError("ANSWER_NOT_GIVEN", {"尚无答复", "There is no answer yet"});
  if (!answer.ParseFromString(given->answer)) return absl::DataLossError("answer does not parse");
  return answer;
}

absl::StatusOr<agency::v1::Description> RegisterService::Describe(
    const Call& call, const agency::v1::DescribeRequest&) {
  ASSIGN_OR_RETURN(const Holdings holdings,
                   db_.Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.GetHoldings(tx); }));
  agency::v1::Description out;
  out.set_name_zh("婚姻登记核查服务");
  out.set_name_en("Marriage registration register");
  out.set_contract("v1");
  out.add_facts("MARRIAGE_RECORD");
  out.add_modes("VERIFY");
  out.add_modes("DISCLOSE");
  out.add_purposes("PARTY_MARRIAGE_RECORD");
  *out.mutable_coverage() = ToProto(holdings);
  out.set_hours("00:00-24:00");
  out.set_questions_per_day(options_.questions_per_day);
  out.set_max_payload_bytes(kMaxPayloadBytes);
  out.add_key_ids(sealer_.key_id());
  *out.mutable_now() = rpc::ToTimestamp(call.now);
  return out;
}

}  // namespace notary::marriage_register
