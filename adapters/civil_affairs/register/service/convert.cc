#include "adapters/civil_affairs/register/service/convert.h"

#include "platform/base/check.h"
#include "platform/rpc/timestamp.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"
#include "services/common/marriage_certificate.h"

namespace notary::marriage_register {
namespace {

using agency::v1::MarriageClaim;

std::optional<absl::CivilDay> ToDay(const std::string& text) {
  const auto day = common::ParseCivilDay("", text);
  return day.ok() ? std::optional(*day) : std::nullopt;
}

// A number of no known form is compared as it is typed: it matches nothing.
std::string CertificateNumber(const std::string& text, int year) {
  const auto parsed = common::ParseMarriageCertificateNumber("", text, year);
  return parsed.ok() ? parsed->text : common::NormaliseNumber(text);
}

Claim ToClaim(const MarriageClaim& claim, int year) {
  return {.certificate_number = CertificateNumber(claim.certificate_number(), year),
          .registration_date = ToDay(claim.registration_date()),
          .authority = claim.authority(),
          .spouse = ToSubject(claim.spouse()),
          .declaration = static_cast<Declaration>(claim.declaration()),
          .place = static_cast<Place>(claim.place())};
}

agency::v1::MarriageRecord ToProto(const Record& record) {
  agency::v1::MarriageRecord out;
  agency::v1::MarriageRecord::Kind kind;
  NOTARY_CHECK(agency::v1::MarriageRecord::Kind_Parse(Name(record.kind), &kind));
  out.set_kind(kind);
  out.set_certificate_number(record.certificate_number);
  out.set_registration_date(common::FormatCivilDay(record.registration_date));
  out.set_authority(record.authority);
  out.set_refers_to(record.refers_to);
  for (const auto& [party, to] : {std::pair(&record.first, out.mutable_subject()),
                                  std::pair(&record.second, out.mutable_spouse())}) {
    to->set_name(party->name);
    to->set_id_type(party->id_type);
    to->set_id_number(party->id_number);
  }
  return out;
}

}  // namespace

Subject ToSubject(const agency::v1::Person& person) {
  Subject subject{.name = person.name(),
                  .id_type = person.id_type(),
                  .id_number = common::NormaliseNumber(person.id_number()),
                  .birth_date = ToDay(person.birth_date())};
  subject.former_names.assign(person.former_names().begin(), person.former_names().end());
  subject.former_id_numbers.assign(person.former_id_numbers().begin(),
                                   person.former_id_numbers().end());
  return subject;
}

Question ToDomain(const agency::v1::Question& question) {
  const absl::CivilDay as_of = *ToDay(question.as_of());
  return {.disclose = question.mode() == agency::v1::Question::DISCLOSE,
          .matter = question.matter(),
          .subject = ToSubject(question.subject()),
          .claim = ToClaim(question.marriage_claim(), static_cast<int>(as_of.year())),
          .from = ToDay(question.period().from()),
          .as_of = as_of};
}

agency::v1::Answer ToProto(const Answer& answer) {
  agency::v1::Answer out;
  agency::v1::Answer::Outcome outcome;
  NOTARY_CHECK(agency::v1::Answer::Outcome_Parse(Name(answer.outcome), &outcome));
  out.set_outcome(outcome);
  out.set_reason_code(answer.code);
  for (const std::string& code : answer.further_codes) out.add_further_reason_codes(code);
  const Text text = CodeText(answer.code);
  out.set_text_zh(text.zh);
  out.set_text_en(text.en);
  for (const FieldResult& field : answer.fields) {
    agency::v1::FieldResult::Field which;
    agency::v1::FieldResult::Result result;
    NOTARY_CHECK(agency::v1::FieldResult::Field_Parse(Name(field.field), &which));
    NOTARY_CHECK(agency::v1::FieldResult::Result_Parse(Name(field.result), &result));
    out.add_fields()->set_field(which);
    out.mutable_fields()->rbegin()->set_result(result);
  }
  if (answer.registration) {
    agency::v1::Answer::RegistrationState state;
    NOTARY_CHECK(agency::v1::Answer::RegistrationState_Parse(Name(*answer.registration), &state));
    out.set_registration(state);
  }
  for (const Record& record : answer.records) *out.add_records() = ToProto(record);
  for (const std::string& n : answer.certificate_numbers) out.add_certificate_numbers(n);
  for (const std::string& note : answer.notes) out.add_notes(note);
  return out;
}

agency::v1::Coverage ToProto(const Holdings& holdings) {
  agency::v1::Coverage out;
  out.add_sources("上海市婚姻登记数据");
  for (const District& district : holdings.districts) {
    agency::v1::District& to = *out.add_districts();
    to.set_division(district.division);
    to.set_name(district.name);
    to.set_complete_from(common::FormatCivilDay(district.complete_from));
  }
  out.set_complete_from(common::FormatCivilDay(holdings.CompleteFrom()));
  *out.mutable_sync_time() = rpc::ToTimestamp(holdings.sync_time);
  return out;
}

}  // namespace notary::marriage_register
