#include "tests/unit/services/catalogue/testing.h"

#include "platform/base/check.h"
#include "services/catalogue/domain/checklist.h"

namespace notary::catalogue::testing {

const LoadedCatalogue& Data() {
  static const LoadedCatalogue* const data = [] {
    absl::StatusOr<LoadedCatalogue> loaded = LoadCatalogue(kData);
    NOTARY_CHECK(loaded.ok());
    return new LoadedCatalogue(*std::move(loaded));
  }();
  return *data;
}

const Matter& MatterOf(const std::string& code) {
  return Data().rules.matters[*FindMatter(Data().rules, code)];
}

std::map<std::string, std::string> MarriageForm() {
  return {{"applicant.name", "张一"},
          {"applicant.id_type", "CITIZEN_ID"},
          {"applicant.id_number", "310111199001151010"},
          {"applicant.sex", "MALE"},
          {"applicant.birth_date", "1990-01-15"},
          {"applicant.phone", "13800000000"},
          {"applicant.surname_pinyin", "ZHANG"},
          {"applicant.given_pinyin", "YI"},
          {"use.country", "DE"},
          {"use.language", "de"},
          {"use.purpose", "FAMILY"},
          {"jurisdiction.basis", "HOUSEHOLD"},
          {"marriage.certificate_number", "J310104-2016-000001"},
          {"marriage.registration_date", "2016-05-20"},
          {"marriage.authority", "徐汇区民政局"},
          {"spouse.name", "李二"},
          {"spouse.name_pinyin", "LI ER"},
          {"spouse.id_type", "CITIZEN_ID"},
          {"spouse.id_number", "310111199102201021"}};
}

const Destination* Place(const char* code) {
  return &Data().rules.destinations[*FindDestination(Data().rules, code, kToday)];
}

std::vector<std::string> Codes(const Matter& matter, const Situation& situation) {
  std::vector<std::string> codes;
  for (const ChecklistSlot& entry : ComputeChecklist(matter, situation).slots) {
    codes.push_back(matter.slots[entry.slot].code);
  }
  return codes;
}

std::vector<std::pair<std::string, std::string>> Faults(const FormResult& result) {
  std::vector<std::pair<std::string, std::string>> faults;
  for (const FieldViolation& v : result.violations) faults.emplace_back(v.field, v.reason);
  return faults;
}

FormResult CheckMarriage(std::map<std::string, std::string> form, Situation situation,
                         const std::set<std::string>& papers) {
  situation.form = std::move(form);
  return CheckForm(Data().rules, MatterOf("CERT_MARRIAGE"), std::move(situation), papers, kToday);
}

}  // namespace notary::catalogue::testing
