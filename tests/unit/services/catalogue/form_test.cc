// Conditions, the complete list and the check of a form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/catalogue/domain/checklist.h"
#include "services/catalogue/domain/form_check.h"
#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

using testing::CheckMarriage;
using testing::Codes;
using ::testing::Contains;
using testing::Data;
using ::testing::ElementsAre;
using testing::Faults;
using ::testing::IsEmpty;
using testing::kPapers;
using testing::kToday;
using testing::MarriageForm;
using testing::MatterOf;
using ::testing::Not;
using testing::Place;
using ::testing::UnorderedElementsAre;
using Kind = Condition::Kind;

Condition Is(Circumstance circumstance) {
  return {.kind = Kind::kCircumstance, .circumstance = circumstance};
}

TEST(ConditionTest, TestsOneThingEach) {
  const Situation situation{.circumstances = {Circumstance::kAgent},
                            .destination = Place("US"),
                            .form = {{"a.b", "YES"}},
                            .shared_slots = {"M02"}};
  const Situation nothing;
  const std::vector<Condition> holding = {
      {},
      Is(Circumstance::kAgent),
      {.kind = Kind::kFieldEquals, .field = "a.b", .values = {"NO", "YES"}},
      {.kind = Kind::kFieldFilled, .field = "a.b"},
      {.kind = Kind::kRegimeIn, .regimes = {Regime::kApostille}},
      {.kind = Kind::kCountryIn, .values = {"US"}},
      {.kind = Kind::kPhotoAsked},
      {.kind = Kind::kDataShared},
      {.kind = Kind::kNot, .parts = {Is(Circumstance::kGuardian)}},
      {.kind = Kind::kAllOf, .parts = {{}, Is(Circumstance::kAgent)}},
      {.kind = Kind::kAnyOf, .parts = {Is(Circumstance::kGuardian), Is(Circumstance::kAgent)}}};
  for (const Condition& condition : holding) {
    const int kind = static_cast<int>(condition.kind);
    EXPECT_TRUE(Holds(condition, situation)) << kind;
    const bool without = condition.kind == Kind::kAlways || condition.kind == Kind::kNot;
    EXPECT_EQ(Holds(condition, nothing), without) << kind;
  }
  EXPECT_FALSE(Holds({.kind = Kind::kAnyOf}, situation));
}

TEST(ChecklistTest, ListsTheMarriageCertificateForGermany) {
  const Situation situation{.destination = Place("DE"),
                            .form = {{"applicant.id_type", "CITIZEN_ID"}}};
  EXPECT_THAT(Codes(MatterOf("CERT_MARRIAGE"), situation),
              ElementsAre("M01", "M02", "M03", "M10", "MARRIAGE_ORIGINAL"));
}

TEST(ChecklistTest, ALostCertificateNeedsTheCommitmentInItsPlace) {
  const Situation situation{.circumstances = {Circumstance::kOriginalLost},
                            .destination = Place("CN"),
                            .form = {{"applicant.id_type", "CITIZEN_ID"}}};
  const Matter& matter = MatterOf("CERT_MARRIAGE");
  EXPECT_THAT(Codes(matter, situation), ElementsAre("M01", "M02", "M09", "M10"));
  const Checklist list = ComputeChecklist(matter, situation);
  EXPECT_THAT(list.required_fields, Not(Contains("marriage.certificate_number")));
  EXPECT_THAT(list.verifications, ElementsAre(0));
  EXPECT_THAT(list.compared_facts, IsEmpty()) << "the register shows its record";
}

// Registers compare, save where the plan says when they show more.
TEST(ChecklistTest, OnlyWhereThePlanHasItARecordIsAskedFor) {
  const Situation situation{.destination = Place("CN"),
                            .form = {{"applicant.id_type", "CITIZEN_ID"}}};
  EXPECT_THAT(ComputeChecklist(MatterOf("CERT_MARRIAGE"), situation).compared_facts,
              ElementsAre("MARRIAGE_RECORD"));
  const Situation lost{.circumstances = {Circumstance::kOriginalLost}, .destination = Place("CN")};
  EXPECT_THAT(ComputeChecklist(MatterOf("CERT_DRIVER"), lost).compared_facts,
              ElementsAre("DRIVER_LICENCE"))
      << "its plan never discloses";
}

TEST(ChecklistTest, SharedDataNeedsTheCommitmentAsWell) {
  const Situation situation{.destination = Place("CN"),
                            .form = {{"applicant.id_type", "CITIZEN_ID"}},
                            .shared_slots = {"M02"}};
  const Matter& matter = MatterOf("CERT_MARRIAGE");
  EXPECT_THAT(Codes(matter, situation),
              ElementsAre("M01", "M02", "M09", "M10", "MARRIAGE_ORIGINAL"));
  EXPECT_TRUE(ComputeChecklist(matter, situation).slots[1].by_data_sharing);
}

TEST(ChecklistTest, AgentGuardianAndPlaceAddTheirPapers) {
  const Matter& birth = MatterOf("BIRTH");
  const Situation situation{
      .circumstances = {Circumstance::kAgent, Circumstance::kGuardian},
      .destination = Place("US"),
      .form = {{"applicant.id_type", "CITIZEN_ID"}, {"birth.has_certificate", "YES"}}};
  EXPECT_THAT(Codes(birth, situation), ElementsAre("M01", "M02", "M03", "M04", "M05", "M06", "M10",
                                                   "BIRTH_CERTIFICATE", "BIRTH_PARENTS"));
  const Checklist list = ComputeChecklist(birth, situation);
  EXPECT_TRUE(list.copy_trans_required);
  EXPECT_THAT(list.required_fields, Contains("agent.name"));
  EXPECT_THAT(list.required_fields, Contains("guardian.relation"));
  EXPECT_THAT(list.required_fields, Contains("applicant.surname_pinyin"));
  EXPECT_FALSE(ComputeChecklist(birth, {.destination = Place("GB")}).copy_trans_required);
}

TEST(CheckFormTest, PassesACompleteForm) {
  const FormResult result = CheckMarriage(MarriageForm());
  EXPECT_THAT(Faults(result), IsEmpty());
  EXPECT_EQ(result.normalised.size(), MarriageForm().size());
}

TEST(CheckFormTest, NormalisesWhatIsStored) {
  auto form = MarriageForm();
  form["applicant.id_number"] = "３１０１１１ 19900115 1010";
  form["applicant.phone"] = "+86 138-0000-0000";
  form["applicant.surname_pinyin"] = "zhang";
  form["marriage.certificate_number"] = "j310104—2016—000001";
  const FormResult result = CheckMarriage(form);
  EXPECT_THAT(Faults(result), IsEmpty());
  EXPECT_EQ(result.normalised.at("applicant.id_number"), "310111199001151010");
  EXPECT_EQ(result.normalised.at("applicant.phone"), "13800000000");
  EXPECT_EQ(result.normalised.at("applicant.surname_pinyin"), "ZHANG");
  EXPECT_EQ(result.normalised.at("marriage.certificate_number"), "J310104-2016-000001");
}

// 译文与原文相符 of a text that is not translated would say nothing true.
TEST(CheckFormTest, APlaceThatWantsTheTranslationMatchedGetsOne) {
  auto form = MarriageForm();
  form["use.country"] = "US";
  form["use.language"] = "zh";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              Contains(std::pair("form.use.language", "TRANSLATION_REQUIRED")));
  form["use.language"] = "en";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              Not(Contains(std::pair("form.use.language", "TRANSLATION_REQUIRED"))));
}

TEST(CheckFormTest, ReportsEveryFaultAtOnce) {
  auto form = MarriageForm();
  form["applicant.id_number"] = "310111199001151011";
  form["applicant.name"] = "张1";
  form.erase("spouse.name");
  form["hobby.name"] = "棋";
  const FormResult result = CheckMarriage(form, {}, {"M01", "M03", "M10", "M77"});
  EXPECT_THAT(
      Faults(result),
      UnorderedElementsAre(std::pair("form.applicant.id_number", "CITIZEN_NUMBER_CHECK_DIGIT"),
                           std::pair("form.applicant.name", "NAME_CHARACTERS"),
                           std::pair("form.spouse.name", "REQUIRED"),
                           std::pair("form.hobby.name", "FIELD_UNKNOWN"),
                           std::pair("materials.M02", "MATERIAL_MISSING"),
                           std::pair("materials.MARRIAGE_ORIGINAL", "MATERIAL_MISSING"),
                           std::pair("materials.M77", "SLOT_UNKNOWN")));
}

TEST(CheckFormTest, ChecksEachTypeOfField) {
  const std::vector<std::tuple<const char*, const char*, const char*>> cases = {
      {"applicant.id_type", "LIBRARY_CARD", "OPTION_UNKNOWN"},
      {"applicant.sex", "X", "OPTION_UNKNOWN"},
      {"applicant.birth_date", "2026-11-24", "DATE_IN_FUTURE"},
      {"applicant.phone", "12345", "PHONE_FORMAT"},
      {"applicant.surname_pinyin", "LÜ", "PINYIN_FORMAT"},
      {"use.country", "XX", "DESTINATION_UNKNOWN"},
      {"use.language", "ja", "LANGUAGE_NOT_ACCEPTED"},
      {"use.purpose", "FUN", "OPTION_UNKNOWN"},
      {"use.copies", "no", "NUMBER_FORMAT"},
      {"use.copies", "51", "NUMBER_RANGE"},
      {"use.copies", "123", "TOO_LONG"},
      {"situation.name_differs", "MAY", "OPTION_UNKNOWN"},
      {"marriage.certificate_number", "12345", "MARRIAGE_CERTIFICATE_NUMBER_FORMAT"},
      {"marriage.registration_date", "2016-02-30", "DATE_NOT_A_DAY"},
      {"agent.name", "李二", "FIELD_NOT_APPLICABLE"}};
  for (const auto& [key, value, reason] : cases) {
    auto form = MarriageForm();
    form[key] = value;
    EXPECT_THAT(Faults(CheckMarriage(form)),
                Contains(std::pair(std::string("form.") + key, std::string(reason))))
        << key;
  }
}

// The former name and number are asked for where the papers differ, and go to the register.
TEST(CheckFormTest, WhoseNameOrNumberDiffersSaysTheOther) {
  auto form = MarriageForm();
  form["situation.name_differs"] = "YES";
  form["situation.id_number_differs"] = "YES";
  const std::set<std::string> papers = {
      "M01", "M02", "M03", "M07", "M08", "M10", "MARRIAGE_ORIGINAL"};
  EXPECT_THAT(Faults(CheckMarriage(form, {}, papers)),
              UnorderedElementsAre(std::pair("form.applicant.former_name", "REQUIRED"),
                                   std::pair("form.applicant.former_id_number", "REQUIRED")));
  form["applicant.former_name"] = "张壹";
  form["applicant.former_id_number"] = "310111900115101";
  EXPECT_THAT(Faults(CheckMarriage(form, {}, papers)), IsEmpty());
  form["situation.name_differs"] = "NO";
  EXPECT_THAT(Faults(CheckMarriage(form, {}, papers)),
              Contains(std::pair("form.applicant.former_name", "FIELD_NOT_APPLICABLE")));
}

// 6.6 row 26: a passport changes, and then the birth date tells.
TEST(CheckFormTest, AForeignSpouseIsAskedForTheBirthDate) {
  auto form = MarriageForm();
  form["spouse.id_type"] = "FOREIGN_PASSPORT";
  form["spouse.id_number"] = "X1234567";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              ElementsAre(std::pair("form.spouse.birth_date", "REQUIRED")));
  form["spouse.birth_date"] = "1991-02-20";
  EXPECT_THAT(Faults(CheckMarriage(form)), IsEmpty());
}

std::vector<std::pair<std::string, std::string>> FaultsOfLicence(
    std::map<std::string, std::string> changes) {
  auto form = MarriageForm();
  std::erase_if(form, [](const auto& value) {
    return value.first.starts_with("marriage.") || value.first.starts_with("spouse.");
  });
  form.merge(std::map<std::string, std::string>{{"document.title", "机动车驾驶证"},
                                                {"document.number", "310111199001151010"},
                                                {"document.issuer", "上海市公安局交通警察总队"},
                                                {"document.issue_date", "2015-04-20"},
                                                {"licence.class", "C1"},
                                                {"licence.file_number", "310012345678"},
                                                {"licence.valid_to", "2031-04-20"}});
  for (const auto& [key, value] : changes) form[key] = value;
  const std::set<std::string> papers = {"M01", "M02", "M03", "M10", "DRIVER_ORIGINAL"};
  return Faults(CheckForm(Data().rules, MatterOf("CERT_DRIVER"), {.form = form}, papers, kToday));
}

TEST(CheckFormTest, NoPaperIsLongerThanItsSlot) {
  EXPECT_THAT(Faults(CheckMarriage(MarriageForm(), {.slot_pages = {{"M01", 4}, {"M02", 8}}})),
              IsEmpty());
  const FormResult longer = CheckMarriage(MarriageForm(), {.slot_pages = {{"M01", 5}, {"M02", 9}}});
  EXPECT_THAT(Faults(longer), ElementsAre(std::pair("materials.M01", "PAGES_EXCEEDED"),
                                          std::pair("materials.M02", "PAGES_EXCEEDED")));
  EXPECT_EQ(longer.violations[0].text.en, "At most 4 pages");
}

TEST(CheckFormTest, ALicenceIsTheHoldersOwnAndValid) {
  EXPECT_THAT(FaultsOfLicence({}), IsEmpty());
  EXPECT_THAT(FaultsOfLicence({{"document.number", "310111199102201021"}}),
              ElementsAre(std::pair("form.document.number", "NOT_THE_SAME")));
  EXPECT_THAT(FaultsOfLicence({{"licence.valid_to", "2026-11-22"}}),
              ElementsAre(std::pair("form.licence.valid_to", "DATE_PASSED")));
  EXPECT_THAT(FaultsOfLicence({{"licence.valid_to", "2026-11-23"}}), IsEmpty());
  EXPECT_THAT(FaultsOfLicence({{"licence.long_term", "YES"}, {"licence.valid_to", ""}}), IsEmpty());
}

TEST(CheckFormTest, ABirthIsCertifiedWhereItHappenedInTheMainland) {
  const auto born_in = [](const std::string& province) {
    Situation situation{.form = MarriageForm()};
    situation.form["birth.province"] = province;
    return Faults(CheckForm(Data().rules, MatterOf("BIRTH"), situation, {}, kToday));
  };
  EXPECT_THAT(born_in("上海市"), Not(Contains(::testing::Key("form.birth.province"))));
  EXPECT_THAT(born_in("香港特别行政区"),
              Contains(std::pair("form.birth.province", "PROVINCE_NOT_MAINLAND")));
  EXPECT_THAT(born_in("东京都"), Contains(std::pair("form.birth.province", "PROVINCE_UNKNOWN")));
}

TEST(CheckFormTest, SharingIsForSlotsThatAllowIt) {
  EXPECT_THAT(Faults(CheckMarriage(MarriageForm(), {.shared_slots = {"M02"}},
                                   {"M01", "M03", "M09", "M10", "MARRIAGE_ORIGINAL"})),
              IsEmpty());
  EXPECT_THAT(Faults(CheckMarriage(MarriageForm(), {.shared_slots = {"M02"}},
                                   {"M01", "M03", "M10", "MARRIAGE_ORIGINAL"})),
              ElementsAre(std::pair("materials.M09", "MATERIAL_MISSING")));
  EXPECT_THAT(Faults(CheckMarriage(MarriageForm(), {.shared_slots = {"M01"}},
                                   {"M02", "M03", "M09", "M10", "MARRIAGE_ORIGINAL"})),
              ElementsAre(std::pair("materials.M01", "SLOT_NOT_SHAREABLE"),
                          std::pair("materials.M01", "MATERIAL_MISSING")));
}

TEST(CheckFormTest, AnOrganisationFillsItsOwnFields) {
  Situation situation{.circumstances = {Circumstance::kOrganisation},
                      .form = {{"organisation.name", "上海测试有限公司"},
                               {"organisation.uscc", "91310115MA1K3X2P0Y"},
                               {"organisation.representative", "张一"},
                               {"organisation.representative.id_type", "CITIZEN_ID"},
                               {"organisation.representative.id_number", "310111199001151010"},
                               {"organisation.phone", "021-62000000"},
                               {"use.country", "CN"},
                               {"use.language", "zh"},
                               {"use.purpose", "BUSINESS"},
                               {"jurisdiction.basis", "SEAT"},
                               {"document.title", "营业执照"},
                               {"document.issuer", "上海市市场监督管理局"},
                               {"document.issue_date", "2020-01-02"}}};
  const FormResult result = CheckForm(Data().rules, MatterOf("CERT_BIZ"), situation,
                                      {"M10", "BIZ_LICENCE", "BIZ_REPRESENTATIVE"}, kToday);
  EXPECT_THAT(Faults(result), IsEmpty());
}

}  // namespace
}  // namespace notary::catalogue
