#include "adapters/civil_affairs/register/service/admission.h"

#include "adapters/civil_affairs/register/domain/identity.h"
#include "adapters/civil_affairs/register/service/convert.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/common/civil_date.h"

namespace notary::marriage_register {
namespace {

namespace v1 = agency::v1;

constexpr int kYoungestAsked = 18;

bool MayAct(const v1::Officer& officer, const AskingOffice& office) {
  return !officer.id().empty() && !office.revoked_officers.contains(officer.id()) &&
         !office.revoked_officers.contains(officer.certificate_serial());
}

bool OfficersMayAsk(const v1::Question& q, const AskingOffice& office) {
  if (!MayAct(q.officer(), office) || q.officer().name().empty()) return false;
  if (q.mode() == v1::Question::VERIFY) return true;
  return MayAct(q.supervisor(), office) && q.supervisor().id() != q.officer().id();
}

bool PurposeIsAllowed(const v1::Question& q, const AskingOffice& office, absl::CivilDay today) {
  const bool known = q.purpose() == v1::Question::PARTY_MARRIAGE_RECORD &&
                     q.fact() == "MARRIAGE_RECORD" && q.mode() != v1::Question::MODE_UNSPECIFIED &&
                     (q.matter() == "CERT_MARRIAGE" || q.matter() == "MARITAL");
  if (!known || q.agreement_id() != office.agreement_id || q.legal_basis().empty()) return false;
  // Nobody under 18 has a marriage to register (6.6 row 21).
  const auto birth = BirthDateOf(ToSubject(q.subject()), today);
  return !birth || common::FullYears(*birth, today) >= kYoungestAsked;
}

// `latest`: the day it may be already where the office is.
bool IsAccepted(const v1::Question& q, absl::CivilDay latest) {
  const auto day = common::ParsePastDay("accepted_on", q.accepted_on(), latest);
  return !q.acceptance_number().empty() && day.ok();
}

bool IsConsented(const v1::Question& q, absl::Time now) {
  return q.has_consent() && !q.consent().id().empty() && q.consent().has_give_time() &&
         rpc::FromTimestamp(q.consent().give_time()) <= now + kClockTolerance;
}

// One of the two alone names several people, or whoever holds the number by mistake.
bool IsNamed(const v1::Person& subject) {
  return !subject.name().empty() && !ToSubject(subject).id_number.empty();
}

}  // namespace

std::string Refusal(const v1::Question& question, const AskingOffice& office, absl::Time now) {
  const absl::CivilDay today = absl::ToCivilDay(now, ShanghaiZone());
  if (!OfficersMayAsk(question, office)) return "R03";
  if (!PurposeIsAllowed(question, office, today)) return "R04";
  if (!IsAccepted(question, absl::ToCivilDay(now + kClockTolerance, ShanghaiZone()))) return "R02";
  if (!IsConsented(question, now)) return "R01";
  if (question.subject_role() == v1::Question::SUBJECT_ROLE_UNSPECIFIED) return "R05";
  if (!IsNamed(question.subject())) return "R07";
  return "";
}

}  // namespace notary::marriage_register
