#include "adapters/civil_affairs/client/civil_affairs_client.h"

#include <map>
#include <utility>

#include "adapters/civil_affairs/client/answer_content.h"
#include "adapters/civil_affairs/wire/envelope.h"
#include "notary/agency/v1/agency_service.pb.h"
#include "notary/agency/v1/question.pb.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/client.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/common/civil_date.h"

namespace notary::civil_affairs {
namespace {

using verification::AgencyReply;
using verification::Outcome;
using QuestionMessage = agency::v1::Question;

constexpr char kVerify[] = "/notary.agency.v1.AgencyService/Verify";
constexpr absl::Duration kTimeout = absl::Seconds(10);
constexpr absl::Duration kUseful = absl::Hours(24);
// L29: duty to verify; R25, R27: how notaries verify (domain.md 1.1).
constexpr const char* kLegalBasis[] = {"L29", "R25", "R27"};

std::string Day(absl::Time time) {
  return common::FormatCivilDay(absl::ToCivilDay(time, ShanghaiZone()));
}

agency::v1::Person PersonOf(const verification::Question& q, const std::string& who) {
  agency::v1::Person person;
  person.set_name(q.Claim(who + ".name"));
  person.set_id_type(q.Claim(who + ".id_type"));
  person.set_id_number(q.Claim(who + ".id_number"));
  person.set_birth_date(q.Claim(who + ".birth_date"));
  const std::string former_name = q.Claim(who + ".former_name");
  const std::string former_number = q.Claim(who + ".former_id_number");
  if (!former_name.empty()) person.add_former_names(former_name);
  if (!former_number.empty()) person.add_former_id_numbers(former_number);
  return person;
}

// DISCLOSE claims nothing the party no longer has; what it does state is compared all the same.
void AddClaim(const verification::Question& q, QuestionMessage& message) {
  agency::v1::MarriageClaim claim;
  claim.set_certificate_number(q.Claim("marriage.certificate_number"));
  claim.set_registration_date(q.Claim("marriage.registration_date"));
  claim.set_authority(q.Claim("marriage.authority"));
  agency::v1::Person spouse = PersonOf(q, "spouse");
  if (spouse.ByteSizeLong() > 0) *claim.mutable_spouse() = std::move(spouse);
  agency::v1::MarriageClaim::Declaration declaration;
  if (agency::v1::MarriageClaim::Declaration_Parse(q.Claim("marriage.declaration"), &declaration)) {
    claim.set_declaration(declaration);
  }
  *message.mutable_marriage_claim() = claim;
}

AgencyReply NotNow(const char* code) {
  return {.outcome = Outcome::kUnavailable, .reason_code = code};
}

// Why no signed answer came. A refusal without a signature proves nothing, so it is "not now" too.
AgencyReply Unanswered(const absl::Status& status) {
  if (absl::IsDeadlineExceeded(status)) return NotNow("U01");
  if (absl::IsResourceExhausted(status)) return NotNow("U03");
  if (!absl::IsUnavailable(status)) {
    Log(Severity::kError, "agency_refused_unsigned", {{"status", status}});
  }
  return NotNow("U02");
}

std::optional<absl::Time> MaybeTime(bool present, const google::protobuf::Timestamp& time) {
  return present ? std::optional(rpc::FromTimestamp(time)) : std::nullopt;
}

class Client final : public verification::AgencyClient {
 public:
  Client(const config::v1::Agency& config, agency::Sealer sealer, agency::KeyRing keys,
         std::unique_ptr<rpc::Channel> channel, const Clock& clock)
      : agreement_(config.agreement_id()),
        sealer_(std::move(sealer)),
        keys_(std::move(keys)),
        channel_(std::move(channel)),
        clock_(clock) {
    for (const config::v1::AskingOffice& office : config.offices()) {
      uscc_[office.office()] = office.uscc();
    }
  }

  absl::StatusOr<std::string> Seal(const verification::Question& question) override {
    return sealer_.Seal(ToMessage(question).SerializeAsString()).SerializeAsString();
  }

  AgencyReply Ask(const std::string& sealed) override {
    agency::v1::Envelope question;
    if (!question.ParseFromString(sealed)) return Unanswered(absl::DataLossError("question"));
    const absl::StatusOr<agency::v1::Envelope> answer =
        channel_->Call<agency::v1::Envelope>(kVerify, question, {.timeout = kTimeout});
    if (!answer.ok()) return Unanswered(answer.status());
    AgencyReply reply = Read(question, *answer);
    reply.envelope = answer->SerializeAsString();
    return reply;
  }

 private:
  QuestionMessage ToMessage(const verification::Question& q) const {
    QuestionMessage message;
    message.set_request_id(q.id);
    message.set_letter_number(q.letter_number);
    message.set_agreement_id(agreement_);
    message.set_office(q.office);
    const auto uscc = uscc_.find(q.office);
    if (uscc != uscc_.end()) message.set_office_uscc(uscc->second);
    message.mutable_officer()->set_id(q.officer);
    message.mutable_officer()->set_name(q.officer_name);
    if (!q.supervisor.empty()) message.mutable_supervisor()->set_id(q.supervisor);
    message.set_case_number(q.application);
    message.set_acceptance_number(q.acceptance_number);
    message.set_accepted_on(Day(q.accept_time));
    message.set_matter(q.matter);
    message.set_purpose(QuestionMessage::PARTY_MARRIAGE_RECORD);
    for (const char* basis : kLegalBasis) message.add_legal_basis(basis);
    if (q.consent_time) {
      message.mutable_consent()->set_id(q.application);  // the case, where its text lies
      message.mutable_consent()->set_scope("CIVIL_AFFAIRS:MARRIAGE_RECORD");
      *message.mutable_consent()->mutable_give_time() = rpc::ToTimestamp(*q.consent_time);
    }
    message.set_mode(q.mode == "DISCLOSE" ? QuestionMessage::DISCLOSE : QuestionMessage::VERIFY);
    message.set_fact(q.fact);
    *message.mutable_subject() = PersonOf(q, "applicant");
    message.set_subject_role(QuestionMessage::PARTY);
    AddClaim(q, message);
    message.set_as_of(Day(q.create_time));
    *message.mutable_sent_time() = rpc::ToTimestamp(q.create_time);
    *message.mutable_deadline() = rpc::ToTimestamp(q.create_time + kUseful);
    return message;
  }

  // U05 unless the agency signed it, signed it for this very question, and it makes sense.
  AgencyReply Read(const agency::v1::Envelope& question,
                   const agency::v1::Envelope& envelope) const {
    QuestionMessage asked;
    agency::v1::Answer answer;
    const bool ours =
        agency::CheckSeal(envelope, keys_).ok() && answer.ParseFromString(envelope.payload()) &&
        asked.ParseFromString(question.payload()) && answer.request_id() == asked.request_id() &&
        answer.question_digest() == agency::PayloadDigest(question.payload());
    if (!ours) return NotNow("U05");
    const std::optional<Outcome> outcome =
        Parse<Outcome>(agency::v1::Answer::Outcome_Name(answer.outcome()));
    if (!outcome || !IsSound(answer, clock_.Now())) {
      Log(Severity::kError, "agency_answer_makes_no_sense", {{"verification", asked.request_id()}});
      return NotNow("U05");
    }
    return {.outcome = *outcome,
            .reason_code = answer.reason_code(),
            .reply_number = answer.reply_number(),
            .answer_time = MaybeTime(answer.has_answer_time(), answer.answer_time()),
            .data_time = MaybeTime(answer.has_data_time(), answer.data_time()),
            .retry_time = MaybeTime(answer.has_retry_time(), answer.retry_time()),
            .disclosed = Disclosed(answer)};
  }

  const std::string agreement_;
  std::map<std::string, std::string> uscc_;
  const agency::Sealer sealer_;
  const agency::KeyRing keys_;
  const std::unique_ptr<rpc::Channel> channel_;
  const Clock& clock_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<verification::AgencyClient>> NewClient(
    const config::v1::Agency& config, const Clock& clock) {
  ASSIGN_OR_RETURN(crypto::SigningKey key, crypto::SigningKey::FromFile(config.signing_key_file()));
  ASSIGN_OR_RETURN(agency::Sealer sealer, agency::Sealer::Create(std::move(key)));
  agency::KeyRing keys;
  RETURN_IF_ERROR(agency::AddKeyFile(config.agency_public_key_file(), keys));
  ASSIGN_OR_RETURN(std::unique_ptr<rpc::Channel> channel,
                   rpc::Channel::ToTls({.address = config.address(),
                                        .server_name = config.server_name(),
                                        .ca_file = config.ca_file(),
                                        .certificate_file = config.certificate_file(),
                                        .key_file = config.key_file()}));
  return std::make_unique<Client>(config, std::move(sealer), std::move(keys), std::move(channel),
                                  clock);
}

}  // namespace notary::civil_affairs
