#include "adapters/civil_affairs/register/domain/keys.h"

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/domain/identity.h"
#include "platform/base/strings.h"
#include "services/common/citizen_number.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"
#include "services/common/person_name.h"
#include "services/common/unicode.h"

namespace notary::marriage_register {
namespace {

// record_find puts these last.
constexpr char kBirthKey[] = "birth:";

void AddNumber(const std::string& text, absl::CivilDay today, std::vector<std::string>& keys) {
  const std::string number = common::NormaliseNumber(text);
  if (number.empty()) return;
  keys.push_back(absl::StrCat("id:", number));
  const auto expanded = common::UpgradeOldCitizenNumber("", number, today);
  if (expanded.ok()) keys.push_back(absl::StrCat("id:", expanded->number));
}

void AddPerson(const std::string& name, std::optional<absl::CivilDay> birth,
               std::vector<std::string>& keys) {
  if (name.empty() || !birth) return;
  keys.push_back(
      absl::StrCat("person:", common::NameMatchForm(name), ":", common::FormatCivilDay(*birth)));
}

// The first character of a name, as every form of it has it. What an old system did not have it
// wrote as a mark or in Latin letters: that may be any.
std::string Initial(const std::string& name) {
  const auto characters = DecodeUtf8(common::NameMatchForm(name));
  if (!characters || characters->empty()) return "?";
  const char32_t first = common::FoldToSimplified(*characters).front();
  return common::IsHan(first) ? EncodeUtf8({first}) : "?";
}

std::string BirthKey(absl::CivilDay birth, const std::string& initial) {
  return absl::StrCat(kBirthKey, common::FormatCivilDay(birth), ":", initial);
}

// The name of who has no number to be found by may be written in another way: what is left to find
// it by is the day of birth. The first character keeps those few that have nothing else in common.
void AddUnnumbered(const Party& party, std::optional<absl::CivilDay> birth, absl::CivilDay today,
                   std::vector<std::string>& keys) {
  const bool numbered = common::ParseCitizenNumber("", party.id_number, today).ok();
  if (birth && !numbered) keys.push_back(BirthKey(*birth, Initial(party.name)));
}

void AddParty(const Party& party, absl::CivilDay today, std::vector<std::string>& keys) {
  AddNumber(party.id_number, today, keys);
  const Subject person{.id_number = common::NormaliseNumber(party.id_number),
                       .birth_date = party.birth_date};
  const std::optional<absl::CivilDay> birth = BirthDateOf(person, today);
  AddPerson(party.name, birth, keys);
  AddUnnumbered(party, birth, today, keys);
}

void AddNamed(const std::string& name, std::optional<absl::CivilDay> birth,
              std::vector<std::string>& keys) {
  AddPerson(name, birth, keys);
  if (birth) keys.push_back(BirthKey(*birth, Initial(name)));
}

}  // namespace

std::vector<std::string> KeysOf(const Record& record, absl::CivilDay today) {
  std::vector<std::string> keys = {absl::StrCat("certificate:", record.certificate_number)};
  AddParty(record.first, today, keys);
  AddParty(record.second, today, keys);
  return keys;
}

std::vector<std::string> KeysOf(const Question& question) {
  const Subject& subject = question.subject;
  std::vector<std::string> keys;
  AddNumber(subject.id_number, question.as_of, keys);
  for (const std::string& number : subject.former_id_numbers) {
    AddNumber(number, question.as_of, keys);
  }
  const std::optional<absl::CivilDay> birth = BirthDateOf(subject, question.as_of);
  AddNamed(subject.name, birth, keys);
  for (const std::string& name : subject.former_names) AddNamed(name, birth, keys);
  if (birth) keys.push_back(BirthKey(*birth, "?"));
  const std::string& certificate = question.claim.certificate_number;
  if (!certificate.empty()) keys.push_back(absl::StrCat("certificate:", certificate));
  return keys;
}

}  // namespace notary::marriage_register
