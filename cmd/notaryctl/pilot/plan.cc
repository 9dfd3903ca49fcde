#include "cmd/notaryctl/pilot/plan.h"

#include <array>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "cmd/notaryctl/demo/people.h"
#include "services/common/citizen_number.h"

namespace notary::pilot {
namespace {

using App = application::v1::Application;
using demo::Form;
using demo::With;

constexpr std::array kOffices = {"dongfang", "xuhui", "yangpu", "changning", "zhabei", "minhang"};
constexpr std::array kCategories = {"BIRTH", "NAME", "EDU", "QUAL"};
constexpr std::array kCountries = {"US", "GB", "AU", "CA", "NZ", "DE"};

struct Surname {
  const char* zh;
  const char* pinyin;
};
constexpr std::array kSurnames = {
    Surname{"张", "ZHANG"}, Surname{"王", "WANG"},  Surname{"李", "LI"},   Surname{"赵", "ZHAO"},
    Surname{"钱", "QIAN"},  Surname{"孙", "SUN"},   Surname{"周", "ZHOU"}, Surname{"吴", "WU"},
    Surname{"郑", "ZHENG"}, Surname{"冯", "FENG"},  Surname{"陈", "CHEN"}, Surname{"褚", "CHU"},
    Surname{"卫", "WEI"},   Surname{"蒋", "JIANG"}, Surname{"沈", "SHEN"}, Surname{"韩", "HAN"}};
constexpr std::array kGiven = {Surname{"甲", "Jia"},  Surname{"乙", "Yi"},  Surname{"丙", "Bing"},
                               Surname{"丁", "Ding"}, Surname{"戊", "Wu"},  Surname{"己", "Ji"},
                               Surname{"庚", "Geng"}, Surname{"辛", "Xin"}, Surname{"壬", "Ren"},
                               Surname{"癸", "Gui"}};

// Draws that are the same with every standard library: no distribution of <random> is.
class Dice {
 public:
  Dice(uint64_t seed, int index) : engine_(seed * 1000003 + static_cast<uint64_t>(index)) {}
  int Below(int limit) { return static_cast<int>(engine_() % static_cast<uint64_t>(limit)); }
  template <typename List>
  const auto& Of(const List& list) {
    return list[static_cast<size_t>(Below(static_cast<int>(list.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

std::string IdNumber(absl::CivilDay birth, int sequence) {
  const std::string first_17 =
      absl::StrFormat("310111%04d%02d%02d%03d", birth.year(), birth.month(), birth.day(), sequence);
  return absl::StrCat(first_17, std::string(1, common::CitizenNumberCheckDigit(first_17)));
}

Form Person(Dice& dice) {
  const absl::CivilDay birth = absl::CivilDay(1990, 1, 1) + dice.Below(15 * 365);
  const int sequence = 1 + dice.Below(990);
  const Surname& surname = dice.Of(kSurnames);
  const Surname& given = dice.Of(kGiven);
  return {{"applicant.name", absl::StrCat(surname.zh, given.zh)},
          {"applicant.id_type", "CITIZEN_ID"},
          {"applicant.id_number", IdNumber(birth, sequence)},
          {"applicant.sex", sequence % 2 == 1 ? "MALE" : "FEMALE"},
          {"applicant.birth_date", absl::FormatCivilTime(birth)},
          {"applicant.phone", absl::StrFormat("1380000%04d", dice.Below(10000))},
          {"applicant.surname_pinyin", surname.pinyin},
          {"applicant.given_pinyin", given.pinyin},
          {"jurisdiction.basis", "HOUSEHOLD"},
          {"use.country", dice.Of(kCountries)},
          {"use.language", "en"},
          {"use.purpose", "STUDY"},
          {"use.copies", absl::StrCat(dice.Below(4))}};
}

Form Birth() {
  return {{"birth.province", "上海市"},
          {"birth.county", "徐汇区"},
          {"birth.place_en", "Xuhui District, Shanghai"},
          {"birth.has_certificate", "NO"},
          {"birth.adopted", "NO"},
          {"father.name", "张一"},
          {"father.name_pinyin", "ZHANG YI"},
          {"father.id_known", "NO"},
          {"mother.name", "李二"},
          {"mother.name_pinyin", "LI ER"},
          {"mother.id_known", "NO"}};
}

Form OtherName(Dice& dice) {
  const Surname& surname = dice.Of(kSurnames);
  const Surname& given = dice.Of(kGiven);
  return {{"name.other", absl::StrCat(surname.zh, given.zh)},
          {"name.other_pinyin", absl::StrCat(surname.pinyin, " ", given.pinyin)},
          {"name.kind", "FORMER"},
          {"name.note", "户口簿曾用名栏记载"}};
}

Form Education(Dice& dice) {
  const int year = 2012 + dice.Below(12);
  return {
      {"document.title", "普通高等学校毕业证书"},
      {"document.title_en", "Graduation Certificate"},
      {"document.number", absl::StrFormat("10000120%02d05%06d", year % 100, dice.Below(999999))},
      {"document.issuer", "示范大学"},
      {"document.issuer_en", "Shifan University"},
      {"document.issue_date", absl::StrFormat("%d-07-01", year)},
      {"education.level", "BACHELOR"},
      {"education.registered", "YES"},
      {"education.major", "法学"},
      {"education.major_en", "Law"},
      {"education.entry_date", absl::StrFormat("%d-09-01", year - 4)},
      {"education.graduation_date", absl::StrFormat("%d-07-01", year)},
      {"education.years", "4"},
      {"education.mode", "FULL_TIME"},
      {"education.degree", "法学学士"},
      {"education.degree_en", "Bachelor of Laws"}};
}

Form Qualification(Dice& dice) {
  return demo::NurseQualification(absl::StrFormat("2017310%06d", dice.Below(999999)));
}

Form FormOf(const std::string& matter, Dice& dice) {
  if (matter == "BIRTH") return Birth();
  if (matter == "NAME") return OtherName(dice);
  if (matter == "EDU") return Education(dice);
  return Qualification(dice);
}

// Four of a hundred are refused, four withdrawn; of the others one in five is collected.
Ending EndingOf(int percent) {
  if (percent < 4) return Ending::kRefused;
  if (percent < 8) return Ending::kWithdrawn;
  return percent < 26 ? Ending::kAtCounter : Ending::kByCourier;
}

}  // namespace

PlannedCase PlanCase(uint64_t seed, int index) {
  Dice dice(seed, index);
  PlannedCase planned{.ending = EndingOf(dice.Below(100))};
  demo::CaseScript& script = planned.script;
  script.title = absl::StrCat("application ", index);
  script.office = dice.Of(kOffices);
  script.matter = dice.Of(kCategories);
  script.applicant = absl::StrCat("pilot-", index);
  script.form = With(Person(dice), FormOf(script.matter, dice));
  if (planned.ending == Ending::kAtCounter) {
    script.visit = App::AT_COLLECTION;
    script.handover = App::COUNTER;
  } else {
    script.form = With(script.form, demo::ToHome());
  }
  return planned;
}

}  // namespace notary::pilot
