#include "adapters/civil_affairs/register/domain/claim_check.h"

#include <algorithm>

#include "adapters/civil_affairs/register/domain/authority.h"
#include "services/common/marriage_certificate.h"

namespace notary::marriage_register {
namespace {

bool IsLegacyNumber(const std::string& number, absl::CivilDay today) {
  const auto parsed = common::ParseMarriageCertificateNumber("certificate_number", number,
                                                             static_cast<int>(today.year()));
  return parsed.ok() && parsed->kind == common::MarriageCertificateKind::kLegacy;
}

// The marriage that is meant: by number, else by spouse, else the one in force, else the last.
const Marriage& Meant(const Question& question, const History& history) {
  const Claim& claim = question.claim;
  const Marriage* best = &history.marriages.back();
  for (const Marriage& marriage : history.marriages) {
    if (marriage.InForce()) best = &marriage;
  }
  for (const Marriage& marriage : history.marriages) {
    const Party& spouse = marriage.entry.record.second;
    const bool numbered = Identifies(MatchId(claim.spouse, spouse, question.as_of));
    if (numbered || Resembles(MatchName(claim.spouse, spouse))) best = &marriage;
  }
  for (const Marriage& marriage : history.marriages) {
    if (marriage.Has(claim.certificate_number)) best = &marriage;
  }
  return *best;
}

class Check {
 public:
  Check(const Question& question, const Marriage& marriage)
      : question_(question), claim_(question.claim), marriage_(marriage) {}

  Answer Run() {
    Add(Field::kName, ToResult(marriage_.entry.name));
    Add(Field::kIdNumber, ToResult(marriage_.entry.id));
    CheckEnd();
    CheckNumber();
    CheckDate();
    CheckAuthority();
    CheckSpouse();
    return Conclude();
  }

 private:
  const Record& record() const { return marriage_.entry.record; }

  void Add(Field field, Result result) { answer_.fields.push_back({field, result}); }

  void Doubt(const char* code) {
    if (std::find(doubts_.begin(), doubts_.end(), code) == doubts_.end()) doubts_.push_back(code);
  }

  // Where only the replacement is held, an archive has the registration itself (6.6 row 22).
  void Differ(Field field, const char* code) {
    const bool archived = record().kind == RecordKind::kReplacementOfMarriage;
    if (archived) Doubt("I02");
    if (!archived) mismatches_.push_back(code);
    Add(field, archived ? Result::kUnclear : Result::kDifferent);
  }

  // For certificates only: a statement of facts holds whether the marriage has ended or not.
  void CheckEnd() {
    if (marriage_.InForce() || question_.matter == "MARITAL") return;
    mismatches_.push_back(marriage_.Annulled() ? "M08" : "M07");
  }

  void CheckNumber() {
    if (claim_.certificate_number.empty()) return Add(Field::kCertificateNumber, Result::kNotAsked);
    if (marriage_.Has(claim_.certificate_number)) {
      replaced_ = claim_.certificate_number != marriage_.numbers.back();
      return Add(Field::kCertificateNumber, Result::kMatch);
    }
    if (IsLegacyNumber(claim_.certificate_number, question_.as_of)) {
      Doubt("I07");
      return Add(Field::kCertificateNumber, Result::kUnclear);
    }
    Differ(Field::kCertificateNumber, "M04");
  }

  // A replacement may print its own day or that of the marriage.
  void CheckDate() {
    if (!claim_.registration_date) return Add(Field::kRegistrationDate, Result::kNotAsked);
    const auto is_claimed = [&](const Record& r) {
      return r.registration_date == *claim_.registration_date;
    };
    date_matches_ = is_claimed(record()) ||
                    std::any_of(marriage_.replacements.begin(), marriage_.replacements.end(),
                                [&](const Entry& e) { return is_claimed(e.record); });
    if (!date_matches_) return Differ(Field::kRegistrationDate, "M03");
    Add(Field::kRegistrationDate, Result::kMatch);
  }

  void CheckAuthority() {
    if (claim_.authority.empty()) return Add(Field::kAuthority, Result::kNotAsked);
    const bool held = NamesAnAuthority(record().authority);
    AuthorityMatch best =
        held ? MatchAuthority(claim_.authority, record().authority) : AuthorityMatch::kDifferent;
    for (const Entry& replacement : marriage_.replacements) {
      const std::string& authority = replacement.record.authority;
      if (!NamesAnAuthority(authority)) continue;
      best = std::min(best, MatchAuthority(claim_.authority, authority));
    }
    if (best == AuthorityMatch::kEqual) return Add(Field::kAuthority, Result::kMatch);
    if (!held) return Add(Field::kAuthority, Result::kNotHeld);
    if (best == AuthorityMatch::kDifferent) return Differ(Field::kAuthority, "M05");
    Doubt("I04");
    Add(Field::kAuthority, Result::kUnclear);
  }

  void CheckSpouse() {
    const Party& held = record().second;
    const bool abroad = IsFromAbroad(held.id_type) || IsFromAbroad(claim_.spouse.id_type);
    const NameMatch name = MatchName(claim_.spouse, held);
    const Result name_result = claim_.spouse.name.empty() ? Result::kNotAsked : ToResult(name);
    Add(Field::kSpouseName, name_result);
    if (name_result == Result::kDifferent) mismatches_.push_back("M06");
    if (name == NameMatch::kSubstituted) Doubt("I03");
    if (name == NameMatch::kVariant || name == NameMatch::kFormer) {
      Doubt(abroad ? "I06" : "I04");
    }
    if (name == NameMatch::kSameForm) answer_.notes.push_back("NAME_DOT");
    const Result number = SpouseId(held, abroad, name_result);
    Add(Field::kSpouseIdNumber, number);
    // No field tells of it: where no number speaks, the day of birth does.
    const bool other_birth = OtherBirth(claim_.spouse, held, question_.as_of);
    if (number != Result::kMatch && other_birth) Doubt(abroad ? "I06" : "I04");
  }

  Result SpouseId(const Party& held, bool abroad, Result name) {
    if (claim_.spouse.id_number.empty()) return Result::kNotAsked;
    const IdMatch match = MatchId(claim_.spouse, held, question_.as_of);
    if (match == IdMatch::kUpgraded || match == IdMatch::kFormer) earlier_number_ = true;
    if (match == IdMatch::kVariant) Doubt("I04");
    const bool incomparable = match == IdMatch::kIncomparable;
    if (match != IdMatch::kDifferent && !incomparable) return ToResult(match);
    // A passport changes; name, birth and day of registration together do not (6.6 row 26).
    const bool same_person =
        name == Result::kMatch && date_matches_ && SameBirth(claim_.spouse, held, question_.as_of);
    if (abroad && same_person) {
      earlier_number_ = true;
      return Result::kMatch;
    }
    if (abroad && name != Result::kDifferent) {
      Doubt("I06");
      return Result::kUnclear;
    }
    if (incomparable) {
      if (name != Result::kDifferent) Doubt("I04");
      return Result::kUnclear;
    }
    if (name != Result::kDifferent) mismatches_.push_back("M06");
    return Result::kDifferent;
  }

  Answer Conclude() {
    const IdMatch id = marriage_.entry.id;
    if (id == IdMatch::kUpgraded || id == IdMatch::kFormer) earlier_number_ = true;
    if (marriage_.entry.name == NameMatch::kSameForm) answer_.notes.push_back("NAME_DOT");
    if (!mismatches_.empty()) return With(Outcome::kMismatch, mismatches_);
    if (!doubts_.empty()) {
      const std::string& first = doubts_.front();
      answer_.ticket = first == "I07" || first == "I02" ? Ticket::kArchive : Ticket::kReview;
      return With(Outcome::kInconclusive, doubts_);
    }
    std::vector<std::string> codes;
    if (earlier_number_) codes.push_back("V01");
    if (replaced_) codes.push_back("V02");
    if (codes.empty()) codes.push_back("V00");
    // What fills a form is the marriage in force, whatever else was registered beside it.
    const bool told = question_.disclose ? marriage_.InForce() : replaced_;
    if (told) answer_.certificate_numbers = marriage_.numbers;
    if (question_.disclose && claim_.certificate_number.empty()) {
      answer_.notes.push_back("REPLACEMENT_ADVISED");
    }
    return With(Outcome::kVerified, codes);
  }

  Answer With(Outcome outcome, const std::vector<std::string>& codes) {
    answer_.outcome = outcome;
    answer_.code = codes.front();
    answer_.further_codes.assign(codes.begin() + 1, codes.end());
    return std::move(answer_);
  }

  const Question& question_;
  const Claim& claim_;
  const Marriage& marriage_;
  Answer answer_;
  std::vector<std::string> mismatches_;  // the first is the reason, the others come along
  std::vector<std::string> doubts_;
  bool date_matches_ = false;
  bool replaced_ = false;
  bool earlier_number_ = false;
};

}  // namespace

Result ToResult(NameMatch match) {
  switch (match) {
    case NameMatch::kEqual:
    case NameMatch::kSameForm:
      return Result::kMatch;
    case NameMatch::kFormer:
    case NameMatch::kSubstituted:
    case NameMatch::kVariant:
      return Result::kUnclear;
    case NameMatch::kPartial:
    case NameMatch::kDifferent:
      return Result::kDifferent;
    case NameMatch::kNotHeld:
      break;
  }
  return Result::kNotHeld;
}

Result ToResult(IdMatch match) {
  if (Identifies(match)) return Result::kMatch;
  if (match == IdMatch::kVariant || match == IdMatch::kIncomparable) return Result::kUnclear;
  return match == IdMatch::kNotHeld ? Result::kNotHeld : Result::kDifferent;
}

Answer CheckClaim(const Question& question, const History& history) {
  return Check(question, Meant(question, history)).Run();
}

}  // namespace notary::marriage_register
