#include "adapters/civil_affairs/register/domain/keys.h"

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/domain/identity.h"
#include "services/common/citizen_number.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"
#include "services/common/person_name.h"

namespace notary::marriage_register {
namespace {

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

void AddParty(const Party& party, absl::CivilDay today, std::vector<std::string>& keys) {
  AddNumber(party.id_number, today, keys);
  const Subject person{.id_number = common::NormaliseNumber(party.id_number),
                       .birth_date = party.birth_date};
  AddPerson(party.name, BirthDateOf(person, today), keys);
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
  AddPerson(subject.name, birth, keys);
  for (const std::string& name : subject.former_names) AddPerson(name, birth, keys);
  const std::string& certificate = question.claim.certificate_number;
  if (!certificate.empty()) keys.push_back(absl::StrCat("certificate:", certificate));
  return keys;
}

}  // namespace notary::marriage_register
