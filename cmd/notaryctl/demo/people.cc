#include "cmd/notaryctl/demo/people.h"

#include "absl/strings/str_cat.h"

namespace notary::demo {
namespace {

constexpr char kPhone[] = "13800000000";

struct Person {
  const char* name;
  const char* id_number;
  const char* sex;
  const char* birth_date;
  const char* surname;
  const char* given;
};

constexpr Person kZhangYi = {"张一", "310111199001151010", "MALE", "1990-01-15", "ZHANG", "Yi"};
constexpr Person kLiEr = {"李二", "310111199102201021", "FEMALE", "1991-02-20", "LI", "Er"};
constexpr Person kWangSan = {"王三", "310111199203051034", "MALE", "1992-03-05", "WANG", "San"};
constexpr Person kQianWu = {"钱五", "310111199405121053", "MALE", "1994-05-12", "QIAN", "Wu"};
constexpr Person kZhouQi = {"周七", "310111199607141079", "MALE", "1996-07-14", "ZHOU", "Qi"};
constexpr Person kWuYan = {"吴䶮", "310111199708281089", "FEMALE", "1997-08-28", "WU", "Yan"};
constexpr Person kWeiBing = {"卫丙", "310111199307091145", "FEMALE", "1993-07-09", "WEI", "Bing"};
constexpr Person kZhengJiu = {"郑九", "310111201509011094", "MALE", "2015-09-01", "ZHENG", "Jiu"};

const Form kUse = {{"jurisdiction.basis", "HOUSEHOLD"},
                   {"use.country", "US"},
                   {"use.language", "en"},
                   {"use.purpose", "FAMILY"},
                   {"use.copies", "1"}};

Form Applicant(const Person& person) {
  return With(kUse, {{"applicant.name", person.name},
                     {"applicant.id_type", "CITIZEN_ID"},
                     {"applicant.id_number", person.id_number},
                     {"applicant.sex", person.sex},
                     {"applicant.birth_date", person.birth_date},
                     {"applicant.phone", kPhone},
                     {"applicant.surname_pinyin", person.surname},
                     {"applicant.given_pinyin", person.given}});
}

Form As(const std::string& key, const Person& person) {
  Form form = {{key + ".name", person.name},
               {key + ".name_pinyin", absl::StrCat(person.surname, " ", person.given)},
               {key + ".id_type", "CITIZEN_ID"},
               {key + ".id_number", person.id_number}};
  if (key == "agent" || key == "guardian") form[key + ".phone"] = kPhone;
  return form;
}

}  // namespace

Form ZhangYi() { return Applicant(kZhangYi); }
Form WangSan() { return Applicant(kWangSan); }
Form QianWu() { return Applicant(kQianWu); }
Form ZhouQi() { return Applicant(kZhouQi); }
Form WuYan() { return Applicant(kWuYan); }
Form WeiBing() { return Applicant(kWeiBing); }
Form ZhengJiu() { return Applicant(kZhengJiu); }

Form NurseQualification(const std::string& number) {
  return {{"document.title", "护士执业资格证书"},
          {"document.title_en", "Nurse Qualification Certificate"},
          {"document.number", number},
          {"document.issuer", "国家卫生健康委员会"},
          {"document.issuer_en", "National Health Commission"},
          {"document.issue_date", "2017-09-15"},
          {"qualification.name", "护士执业资格"},
          {"qualification.name_en", "Practising Nurse"},
          {"qualification.body", "HEALTH"}};
}

// A made-up company; its code is a check vector of GB 32100 (domain.md 5.3).
Form Organisation() {
  return With(kUse, {{"organisation.name", "上海示范贸易有限公司"},
                     {"organisation.name_en", "Shanghai Shifan Trading Co., Ltd."},
                     {"organisation.uscc", "91310115MA1K3X2P0Y"},
                     {"organisation.representative", kZhangYi.name},
                     {"organisation.representative_pinyin", "ZHANG YI"},
                     {"organisation.representative.id_type", "CITIZEN_ID"},
                     {"organisation.representative.id_number", kZhangYi.id_number},
                     {"organisation.phone", kPhone},
                     {"jurisdiction.basis", "SEAT"},
                     {"use.purpose", "BUSINESS"}});
}

Form With(Form form, const Form& more) {
  for (const auto& [key, value] : more) form[key] = value;
  return form;
}

Form ToHome() {
  return {{"courier.province", "上海市"},
          {"courier.city", "上海市"},
          {"courier.district", "徐汇区"},
          {"courier.address", "示范路1号"}};
}

Form LiErAs(const std::string& key) { return As(key, kLiEr); }
Form ZhangYiAs(const std::string& key) { return As(key, kZhangYi); }
Form ZhouQiAs(const std::string& key) { return As(key, kZhouQi); }

}  // namespace notary::demo
