#include "adapters/civil_affairs/register/domain/decide.h"

#include <algorithm>
#include <utility>

#include "adapters/civil_affairs/register/domain/claim_check.h"
#include "adapters/civil_affairs/register/domain/history.h"
#include "services/common/marriage_certificate.h"
#include "services/common/masking.h"

namespace notary::marriage_register {
namespace {

struct Findings {
  std::vector<Entry> entries;     // identified by number
  bool held = false;              // one of them may not be answered online
  bool swapped = false;           // numbers of the spouses exchanged in a record
  bool variant = false;           // a 15-digit number that expands to another one
  bool other_passport = false;    // same name and birth, another foreign document
  std::vector<Record> by_number;  // hold the claimed certificate number
  // How it is named: same name and birth, no number that tells.
  std::optional<NameMatch> unnumbered;
};

Record Turned(const Record& record, bool turn) {
  Record out = record;
  if (turn) std::swap(out.first, out.second);
  return out;
}

// Passports change; name and day of birth do not (6.6 row 26).
bool SamePersonFromAbroad(const Question& q, const Record& record) {
  return IsFromAbroad(q.subject.id_type) && Resembles(MatchName(q.subject, record.first)) &&
         SameBirth(q.subject, record.first, q.as_of);
}

// Records of old years hold no number, one that was typed wrongly, or that of another document
// (6.1): the name and the day of birth say that it may be the subject, and nothing that it is not.
bool MayBeTheSubject(const Question& q, const Record& record, IdMatch id, NameMatch name) {
  return IsSilent(id) && Resembles(name) && SameBirth(q.subject, record.first, q.as_of) &&
         record.registration_date <= q.as_of;
}

void Look(const Question& q, const Record& record, Findings& found) {
  const IdMatch id = MatchId(q.subject, record.first, q.as_of);
  const NameMatch name = MatchName(q.subject, record.first);
  if (Identifies(id)) {
    found.held = found.held || record.hold != Hold::kNone;
    found.swapped = found.swapped || (name == NameMatch::kDifferent &&
                                      Resembles(MatchName(q.subject, record.second)));
    found.entries.push_back({record, id, name});
    return;
  }
  found.variant = found.variant || id == IdMatch::kVariant;
  const bool other_number = id == IdMatch::kDifferent || id == IdMatch::kIncomparable;
  if (!other_number || !SamePersonFromAbroad(q, record)) {
    if (!found.unnumbered && MayBeTheSubject(q, record, id, name)) found.unnumbered = name;
    return;
  }
  if (q.claim.registration_date == record.registration_date) {
    found.entries.push_back({record, IdMatch::kFormer, name});
  } else {
    found.other_passport = true;
  }
}

bool IsLegacyClaim(const Question& q) {
  const auto parsed = common::ParseMarriageCertificateNumber(
      "certificate_number", q.claim.certificate_number, static_cast<int>(q.as_of.year()));
  return parsed.ok() && parsed->kind == common::MarriageCertificateKind::kLegacy;
}

// An old number carries no year and comes again: only with its day is it that certificate.
bool HoldsTheClaimed(const Question& q, const Record& record) {
  if (q.claim.certificate_number.empty()) return false;
  if (record.certificate_number != q.claim.certificate_number) return false;
  return !IsLegacyClaim(q) || q.claim.registration_date == record.registration_date;
}

Findings Collect(const Question& q, const std::vector<Record>& candidates) {
  Findings found;
  for (const Record& record : candidates) {
    const size_t before = found.entries.size();
    Look(q, record, found);
    if (found.entries.size() == before) Look(q, Turned(record, true), found);
    if (!HoldsTheClaimed(q, record)) continue;
    found.by_number.push_back(record);
    found.held = found.held || record.hold != Hold::kNone;
  }
  return found;
}

Answer Doubt(const char* code, Ticket ticket) {
  return {.outcome = Outcome::kInconclusive, .code = code, .ticket = ticket};
}

// Doubts about who it is: nothing of the record may be told.
std::optional<Answer> DoubtfulPerson(const Question& q, const Findings& found) {
  if (found.held) return Doubt("I08", Ticket::kReview);
  if (found.swapped) return Doubt("I04", Ticket::kCorrection);
  if (found.unnumbered) {
    return Doubt(found.unnumbered == NameMatch::kSubstituted ? "I03" : "I04", Ticket::kReview);
  }
  bool alike = false, different = false, substituted = false, variant = false, partly = false;
  for (const Entry& entry : found.entries) {
    alike = alike || Resembles(entry.name);
    different = different || entry.name == NameMatch::kDifferent;
    substituted = substituted || entry.name == NameMatch::kSubstituted;
    variant = variant || entry.name == NameMatch::kVariant;
    partly = partly || entry.name == NameMatch::kPartial || entry.name == NameMatch::kFormer;
  }
  if (alike && different) return Doubt("I01", Ticket::kReview);
  if (different && !partly) {
    Answer answer = Without(Outcome::kMismatch, "M01");
    answer.fields = {{Field::kName, Result::kDifferent}, {Field::kIdNumber, Result::kMatch}};
    return answer;
  }
  const char* code = substituted ? "I03" : partly ? "I04" : nullptr;
  if (code == nullptr && variant) code = IsFromAbroad(q.subject.id_type) ? "I06" : "I04";
  if (code == nullptr) return std::nullopt;
  Answer answer = Doubt(code, Ticket::kReview);
  answer.fields = {{Field::kName, Result::kUnclear}, {Field::kIdNumber, Result::kMatch}};
  return answer;
}

// Named as the subject is, with nothing to tell the two apart.
bool MayBe(const Question& q, const Party& party) {
  return Resembles(MatchName(q.subject, party)) && IsSilent(MatchId(q.subject, party, q.as_of)) &&
         !OtherBirth(q.subject, party, q.as_of);
}

// The certificate is in the register, but not with this person.
Answer OthersCertificate(const Question& q, const Record& record) {
  const NameMatch first = MatchName(q.subject, record.first);
  const NameMatch second = MatchName(q.subject, record.second);
  if (first == NameMatch::kSubstituted || second == NameMatch::kSubstituted) {
    return Doubt("I03", Ticket::kReview);
  }
  if (MayBe(q, record.first) || MayBe(q, record.second)) {
    return Doubt(IsFromAbroad(q.subject.id_type) ? "I06" : "I04", Ticket::kReview);
  }
  const bool named = Resembles(first) || Resembles(second);
  Answer answer = Without(Outcome::kMismatch, "M02");
  if (!named) answer.further_codes.push_back("M01");
  answer.fields = {{Field::kName, named ? Result::kMatch : Result::kDifferent},
                   {Field::kIdNumber, Result::kDifferent}};
  return answer;
}

// No registration of the subject: what that means depends on what the data covers.
Answer NotFound(const Question& q, const Holdings& holdings) {
  Answer none = Without(Outcome::kNotFound, "N00");
  none.registration = RegistrationState::kNoneRegistered;
  if (q.claim.place == Place::kAbroad) {
    none.notes.push_back("REGISTERED_ABROAD");
    return none;
  }
  const std::optional<absl::CivilDay> birth = BirthDateOf(q.subject, q.as_of);
  const bool claims_one =
      q.claim.NamesAMarriage() || (q.claim.declaration != Declaration::kUnspecified &&
                                   q.claim.declaration != Declaration::kNeverRegistered);
  if (claims_one || q.claim.place == Place::kEmbassy) return Doubt("I02", Ticket::kArchive);
  if (birth && MarriageableFrom(q.subject, *birth, q.as_of) > q.as_of) {
    none.notes.push_back("UNDER_MARRIAGE_AGE");
    return none;
  }
  if (!q.from && !birth) return Doubt("I02", Ticket::kArchive);
  const absl::CivilDay from = q.from ? *q.from : MarriageableFrom(q.subject, *birth, q.as_of);
  if (from < holdings.CompleteFrom()) return Doubt("I02", Ticket::kArchive);
  return none;
}

Answer NoRecordOfSubject(const Question& q, const Findings& found, const Holdings& holdings) {
  if (found.variant) return Doubt("I04", Ticket::kReview);
  if (found.other_passport) return Doubt("I06", Ticket::kReview);
  if (!found.by_number.empty()) return OthersCertificate(q, found.by_number.front());
  if (IsLegacyClaim(q)) return Doubt("I07", Ticket::kArchive);
  return NotFound(q, holdings);
}

// Facts without a claim: what the registrations add up to.
Answer Facts(const Question& q, const History& history, const std::vector<Entry>& entries) {
  Answer answer = Without(Outcome::kVerified, "V00");
  Result name = Result::kMatch, number = Result::kMatch;
  for (const Entry& entry : entries) {
    if (entry.id != IdMatch::kEqual) answer.code = "V01";
    if (entry.name == NameMatch::kSameForm) answer.notes = {"NAME_DOT"};
    if (ToResult(entry.name) != Result::kMatch) name = ToResult(entry.name);
    if (ToResult(entry.id) != Result::kMatch) number = ToResult(entry.id);
  }
  answer.fields = {{Field::kName, name}, {Field::kIdNumber, number}};
  for (const Marriage& marriage : history.marriages) {
    if (q.disclose && marriage.InForce()) answer.certificate_numbers = marriage.numbers;
  }
  return answer;
}

// Only the end of a marriage is on record: its registration is older than the data. What is claimed
// of a later day is another marriage, and that one is missing.
Answer EndedBeforeTheData(const Question& q, const History& history,
                          const std::vector<Entry>& known) {
  absl::CivilDay last_end = known.front().record.registration_date;
  for (const Entry& entry : known) last_end = std::max(last_end, entry.record.registration_date);
  if (q.claim.registration_date && *q.claim.registration_date > last_end) {
    return Doubt("I02", Ticket::kArchive);
  }
  const bool annulled = history.state == RegistrationState::kMarriageAnnulled;
  return Without(Outcome::kMismatch, annulled ? "M08" : "M07");
}

bool EndsOutsideRegister(Declaration declaration) {
  return declaration == Declaration::kDivorcedByCourt || declaration == Declaration::kWidowed;
}

void AttachRecords(const Question& q, const std::vector<Entry>& entries, Answer& answer) {
  for (const Entry& entry : entries) {
    if (entry.record.registration_date > q.as_of) continue;
    Record record = entry.record;
    record.second.id_number = common::MaskNumber(record.second.id_number);
    record.second.birth_date.reset();
    answer.records.push_back(std::move(record));
  }
  std::stable_sort(
      answer.records.begin(), answer.records.end(),
      [](const Record& a, const Record& b) { return a.registration_date < b.registration_date; });
}

}  // namespace

Answer Decide(const Question& question, const std::vector<Record>& candidates,
              const Holdings& holdings) {
  const Findings found = Collect(question, candidates);
  if (auto doubtful = DoubtfulPerson(question, found)) return *std::move(doubtful);
  std::vector<Entry> known;
  for (const Entry& entry : found.entries) {
    if (entry.record.registration_date <= question.as_of) known.push_back(entry);
  }
  if (known.empty()) return NoRecordOfSubject(question, found, holdings);
  const History history = BuildHistory(known, question.as_of);
  if (history.open > 1) {
    Answer several = Doubt("I01", Ticket::kReview);
    several.registration = history.state;
    return several;
  }
  if (EndsOutsideRegister(question.claim.declaration) && history.open == 1) {
    Answer doubt = Doubt("I05", Ticket::kReview);
    doubt.registration = history.state;
    return doubt;
  }
  const bool about_one = question.claim.NamesAMarriage() || question.matter == "CERT_MARRIAGE";
  Answer answer = !about_one                  ? Facts(question, history, known)
                  : history.marriages.empty() ? EndedBeforeTheData(question, history, known)
                                              : CheckClaim(question, history);
  answer.registration = history.state;
  if (question.disclose) AttachRecords(question, known, answer);
  return answer;
}

}  // namespace notary::marriage_register
