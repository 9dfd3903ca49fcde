#include "services/catalogue/domain/form_check.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/catalogue/domain/checklist.h"
#include "services/catalogue/domain/field_value.h"
#include "services/common/civil_date.h"
#include "services/common/id_document.h"

namespace notary::catalogue {
namespace {

constexpr char kUseCountry[] = "use.country";
constexpr char kUseLanguage[] = "use.language";
constexpr char kBirthDate[] = "applicant.birth_date";
constexpr char kOwnIncome[] = "situation.own_income";
constexpr char kNumberDiffers[] = "situation.id_number_differs";
constexpr char kWardIncapable[] = "guardian.ward_incapable";
constexpr char kFullCapacityAge[] = "FULL_CAPACITY_AGE";
constexpr char kOwnIncomeAge[] = "OWN_INCOME_AGE";

std::string ValueOf(const Situation& situation, const std::string& key) {
  const auto value = situation.form.find(key);
  if (value == situation.form.end()) return "";
  return std::string(absl::StripAsciiWhitespace(value->second));
}

class Checker {
 public:
  Checker(const Catalogue& catalogue, const Matter& matter, const Situation& situation,
          absl::CivilDay today)
      : catalogue_(catalogue), matter_(matter), situation_(situation), today_(today) {}

  void CheckKeys() {
    for (const auto& [key, value] : situation_.form) {
      if (FindField(matter_, key) == nullptr) {
        Add(absl::StrCat("form.", key), "FIELD_UNKNOWN",
            {"该事项的表单没有此项", "The form of this matter has no such field"});
      }
    }
  }

  void CheckField(const FormField& field) {
    const std::string path = absl::StrCat("form.", field.key);
    const std::string value = ValueOf(situation_, field.key);
    const bool shown = Holds(field.shown_when, situation_);
    if (value.empty()) {
      if (shown && Holds(field.required_when, situation_)) {
        Add(path, "REQUIRED", {"必填", "This field is required"});
      }
      return;
    }
    if (!shown) {
      Add(path, "FIELD_NOT_APPLICABLE",
          {"按所填情况此项应为空", "In the situation stated this field stays empty"});
      return;
    }
    Take(field.key, ParseFieldValue(catalogue_, field, value, situation_, today_));
  }

  // The number of an identity card carries the date of birth; another one is explained by the proof
  // that the number was changed (M08).
  void CheckBirthDate() {
    const auto birth = result_.normalised.find(kBirthDate);
    const auto number = result_.normalised.find("applicant.id_number");
    const auto type = result_.normalised.find("applicant.id_type");
    const auto none = result_.normalised.end();
    if (birth == none || number == none || type == none) return;
    if (ValueOf(situation_, kNumberDiffers) == "YES") return;
    const auto document =
        common::ParseIdDocument("", *common::ParseIdType(type->second), number->second, today_);
    if (!document.ok() || !document->birth_date) return;
    if (birth->second == absl::FormatCivilTime(*document->birth_date)) return;
    Add("form.applicant.birth_date", "BIRTH_DATE_DIFFERS",
        {"与证件号码所载出生日期不一致；号码经更正的，请勾选“身份号码不一致”并提交更正证明",
         "The document number carries another date of birth; if the number was changed, say that "
         "it differs and bring the proof"});
  }

  // Civil Code Arts 17-20: who lacks full capacity applies through a guardian; from an age on own
  // labour income stands in for majority. An adult's guardian shows the court's decision (Art. 24).
  void CheckCapacity() {
    const auto birth = result_.normalised.find(kBirthDate);
    if (birth == result_.normalised.end()) return;
    const auto birth_day = common::ParseCivilDay(kBirthDate, birth->second);
    const std::optional<int> full = FindLimit(catalogue_, kFullCapacityAge, today_);
    const std::optional<int> own_income = FindLimit(catalogue_, kOwnIncomeAge, today_);
    if (!birth_day.ok() || !full) return;
    const int age = common::FullYears(*birth_day, today_);
    if (situation_.circumstances.count(Circumstance::kGuardian) > 0) {
      if (age < *full || ValueOf(situation_, kWardIncapable) == "YES") return;
      Add("circumstances", "WARD_OF_AGE",
          {"申请人已年满十八周岁，须由本人申请；经法院认定无或限制民事行为能力的，请在表单中注明并"
           "提交裁判文书",
           "The applicant is of age and applies without a guardian; if a court has found that they "
           "lack capacity, say so in the form and bring the decision"});
      return;
    }
    const bool earns = own_income && age >= *own_income && ValueOf(situation_, kOwnIncome) == "YES";
    if (age >= *full || earns) return;
    Add("circumstances", "GUARDIAN_REQUIRED",
        {"申请人未满十八周岁,须由监护人代为申请",
         "The applicant is a minor: a guardian must apply"});
  }

  // A paper about a person's life is not older than the person, and nobody marries oneself.
  void CheckLife() {
    const auto birth = result_.normalised.find(kBirthDate);
    for (const char* key : {"marriage.registration_date", "document.issue_date"}) {
      const auto day = result_.normalised.find(key);
      const bool both = birth != result_.normalised.end() && day != result_.normalised.end();
      if (!both || day->second >= birth->second) continue;  // written year first, days compare
      Add(absl::StrCat("form.", key), "DATE_BEFORE_BIRTH",
          {"该日期早于申请人的出生日期", "This day is before the applicant's date of birth"});
    }
    const auto own = result_.normalised.find("applicant.id_number");
    const auto spouse = result_.normalised.find("spouse.id_number");
    const bool numbered = own != result_.normalised.end() && spouse != result_.normalised.end();
    if (!numbered || own->second != spouse->second) return;
    Add("form.spouse.id_number", "SPOUSE_IS_APPLICANT",
        {"配偶与申请人证件号码相同", "The spouse has the applicant's number"});
  }

  // Where 译文与原文相符 is asked for as well, there is a translation.
  void CheckTranslation() {
    const auto language = result_.normalised.find(kUseLanguage);
    const bool none = language != result_.normalised.end() && language->second == "zh";
    if (!none || !ComputeChecklist(matter_, situation_).copy_trans_required) return;
    Add("form.use.language", "TRANSLATION_REQUIRED",
        {"使用地要求附译文,请选择译文语种",
         "The place of use asks for a translation; choose its language"});
  }

  // What is written twice is written alike: a licence bears the number of its holder.
  void CheckSame(const FormField& field) {
    if (field.same_as.empty() || !Holds(field.same_when, situation_)) return;
    const auto value = result_.normalised.find(field.key);
    const auto other = result_.normalised.find(field.same_as);
    const bool both = value != result_.normalised.end() && other != result_.normalised.end();
    if (!both || absl::EqualsIgnoreCase(value->second, other->second)) return;
    Add(absl::StrCat("form.", field.key), "NOT_THE_SAME",
        {absl::StrCat("须与 form.", field.same_as, " 一致"),
         absl::StrCat("It must be the same as form.", field.same_as)});
  }

  void CheckSlots(const std::set<std::string>& filled) {
    for (const std::string& code : filled) {
      if (FindSlot(matter_, code) == nullptr) {
        Add(absl::StrCat("materials.", code), "SLOT_UNKNOWN",
            {"该事项没有此材料", "This matter has no such paper"});
      }
    }
    for (const ChecklistSlot& entry : ComputeChecklist(matter_, situation_).slots) {
      const std::string& code = matter_.slots[entry.slot].code;
      const bool later = matter_.slots[entry.slot].for_draft;
      if (later || entry.by_data_sharing || filled.count(code) > 0) continue;
      Add(absl::StrCat("materials.", code), "MATERIAL_MISSING",
          {"缺少此材料", "This paper is missing"});
    }
  }

  void CheckPages() {
    for (const auto& [code, pages] : situation_.slot_pages) {
      const MaterialSlot* slot = FindSlot(matter_, code);
      if (slot == nullptr || pages <= slot->max_pages) continue;
      Add(absl::StrCat("materials.", code), "PAGES_EXCEEDED",
          {absl::StrCat("最多", slot->max_pages, "页"),
           absl::StrCat("At most ", slot->max_pages, " pages")});
    }
  }

  void AddAll(std::vector<FieldViolation> violations) {
    for (FieldViolation& violation : violations) {
      result_.violations.push_back(std::move(violation));
    }
  }

  FormResult Result() { return std::move(result_); }

 private:
  void Take(const std::string& key, absl::StatusOr<std::string> value) {
    if (value.ok()) {
      result_.normalised[key] = *std::move(value);
      return;
    }
    if (std::optional<ErrorDetail> detail = DetailOf(value.status())) {
      AddAll(std::move(detail->fields));
    }
  }

  void Add(std::string field, std::string reason, Text text) {
    result_.violations.push_back({std::move(field), std::move(reason), std::move(text)});
  }

  const Catalogue& catalogue_;
  const Matter& matter_;
  const Situation& situation_;
  const absl::CivilDay today_;
  FormResult result_;
};

}  // namespace

FormResult CheckForm(const Catalogue& catalogue, const Matter& matter, Situation situation,
                     const std::set<std::string>& filled_slots, absl::CivilDay today) {
  const std::optional<size_t> place =
      FindDestination(catalogue, ValueOf(situation, kUseCountry), today);
  situation.destination = place ? &catalogue.destinations[*place] : nullptr;
  Checker checker(catalogue, matter, situation, today);
  checker.AddAll(CheckSituation(matter, situation));
  checker.CheckKeys();
  for (const FormField& field : matter.fields) checker.CheckField(field);
  checker.CheckBirthDate();
  checker.CheckCapacity();
  checker.CheckLife();
  checker.CheckTranslation();
  for (const FormField& field : matter.fields) checker.CheckSame(field);
  checker.CheckSlots(filled_slots);
  checker.CheckPages();
  return checker.Result();
}

}  // namespace notary::catalogue
