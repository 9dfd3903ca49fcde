// Who applies, and in whose stead: persons and organisations, guardians, and the age that decides.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/catalogue/domain/checklist.h"
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
using ::testing::UnorderedElementsAre;

std::map<std::string, std::string> GuardianFields() {
  return {{"guardian.name", "李二"},          {"guardian.name_pinyin", "LI ER"},
          {"guardian.id_type", "CITIZEN_ID"}, {"guardian.id_number", "310111199102201021"},
          {"guardian.relation", "OTHER"},     {"guardian.phone", "13800000000"}};
}

TEST(ApplicantTest, AMinorAppliesThroughAGuardian) {
  auto form = MarriageForm();
  form["applicant.birth_date"] = "2008-11-24";
  form["applicant.id_type"] = "FOREIGN_PASSPORT";
  form["applicant.id_number"] = "X1234567";
  form["applicant.nationality"] = "加拿大";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              ElementsAre(std::pair("circumstances", "GUARDIAN_REQUIRED")));
  form["situation.own_income"] = "YES";
  EXPECT_THAT(Faults(CheckMarriage(form)), IsEmpty());
  form["applicant.birth_date"] = "2010-11-24";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              ElementsAre(std::pair("circumstances", "GUARDIAN_REQUIRED")));
  form["applicant.birth_date"] = "2008-11-23";
  form.erase("situation.own_income");
  EXPECT_THAT(Faults(CheckMarriage(form)), IsEmpty());
}

// Art. 24: of an adult it is the court that says so, and its decision is shown.
TEST(ApplicantTest, WhoIsOfAgeHasAGuardianOnlyByACourtsDecision) {
  auto form = MarriageForm();
  form.merge(GuardianFields());
  const Situation guardian{.circumstances = {Circumstance::kGuardian}};
  std::set<std::string> papers = kPapers;
  papers.insert("M06");
  EXPECT_THAT(Faults(CheckMarriage(form, guardian, papers)),
              ElementsAre(std::pair("circumstances", "WARD_OF_AGE")));
  form["guardian.ward_incapable"] = "YES";
  EXPECT_THAT(Faults(CheckMarriage(form, guardian, papers)),
              ElementsAre(std::pair("materials.M14", "MATERIAL_MISSING")));
  papers.insert("M14");
  EXPECT_THAT(Faults(CheckMarriage(form, guardian, papers)), IsEmpty());
}

TEST(ApplicantTest, AMinorsQualificationNamesTheGuardian) {
  Situation situation{.circumstances = {Circumstance::kGuardian}, .form = MarriageForm()};
  const auto faults = Faults(CheckForm(Data().rules, MatterOf("QUAL"), situation, {}, kToday));
  for (const char* missing : {"form.guardian.name", "form.guardian.id_number",
                              "form.guardian.relation", "form.guardian.name_pinyin"}) {
    EXPECT_THAT(faults, Contains(std::pair(missing, "REQUIRED")));
  }
  EXPECT_THAT(faults, Contains(std::pair("materials.M06", "MATERIAL_MISSING")));
}

// The certificate says when somebody was born, and who needs a guardian hangs on it.
TEST(ApplicantTest, TheBirthDateIsThatOfTheNumber) {
  auto form = MarriageForm();
  form["applicant.birth_date"] = "1990-01-16";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              ElementsAre(std::pair("form.applicant.birth_date", "BIRTH_DATE_DIFFERS")));
  form["situation.id_number_differs"] = "YES";
  form["applicant.former_id_number"] = "310111900115101";
  std::set<std::string> papers = kPapers;
  papers.insert("M08");
  EXPECT_THAT(Faults(CheckMarriage(form, {}, papers)), IsEmpty());
}

TEST(ApplicantTest, AChildIsNotMadeOlderByTheDateTyped) {
  auto form = MarriageForm();
  form["applicant.id_number"] = "310111201509011094";
  form["applicant.birth_date"] = "1990-01-01";
  EXPECT_THAT(Faults(CheckMarriage(form)),
              ElementsAre(std::pair("form.applicant.birth_date", "BIRTH_DATE_DIFFERS")));
}

std::set<std::string> RefusedIn(Circumstance circumstance, const std::string& reason) {
  std::set<std::string> refused;
  for (const Matter& matter : Data().rules.matters) {
    Situation situation{.circumstances = {circumstance}};
    if (!matter.for_persons) situation.circumstances.insert(Circumstance::kOrganisation);
    for (const FieldViolation& violation : CheckSituation(matter, situation)) {
      if (violation.reason == reason) refused.insert(matter.code);
    }
  }
  return refused;
}

// 2.2: the marriage by its register, a diploma by what the school writes in its place. Of anything
// else "matches the original" would be said of an original that nobody saw.
TEST(ApplicantTest, ALostOriginalIsForMattersThatHaveSomethingInItsPlace) {
  EXPECT_THAT(RefusedIn(Circumstance::kOriginalLost, "ORIGINAL_NEEDED"),
              UnorderedElementsAre("CERT_HOUSE", "CERT_DRIVER", "CERT_BIZ", "BIRTH", "NAME", "QUAL",
                                   "COPY_TRANS", "MARITAL"));
  for (const char* matter : {"CERT_EDU", "EDU"}) {
    const Situation lost{.circumstances = {Circumstance::kOriginalLost}};
    EXPECT_THAT(Codes(MatterOf(matter), lost), Contains("EDU_SUBSTITUTE")) << matter;
  }
}

TEST(ApplicantTest, AGuardianAppliesWhereTheFormAsksForOne) {
  EXPECT_THAT(RefusedIn(Circumstance::kGuardian, "GUARDIAN_NOT_ALLOWED"),
              UnorderedElementsAre("CERT_DRIVER", "CERT_BIZ", "COPY_TRANS", "MARITAL"));
  const auto faults =
      CheckSituation(MatterOf("CERT_HOUSE"),
                     {.circumstances = {Circumstance::kGuardian, Circumstance::kOrganisation}});
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].reason, "GUARDIAN_NOT_ALLOWED");
  for (const Matter& matter : Data().rules.matters) {
    if (FindField(matter, "guardian.name") == nullptr) continue;
    EXPECT_NE(FindSlot(matter, "M06"), nullptr) << matter.code;
    EXPECT_NE(FindSlot(matter, "M14"), nullptr) << matter.code;
  }
}

TEST(ApplicantTest, RefusesTheWrongKindOfApplicant) {
  EXPECT_THAT(
      Faults(CheckMarriage(MarriageForm(), {.circumstances = {Circumstance::kOrganisation}})),
      Contains(std::pair("circumstances", "APPLICANT_KIND")));
  Situation person;
  const FormResult biz = CheckForm(Data().rules, MatterOf("CERT_BIZ"), person, {}, kToday);
  EXPECT_THAT(Faults(biz), Contains(std::pair("circumstances", "APPLICANT_KIND")));
  Matter in_person = MatterOf("NAME");
  in_person.agent_allowed = false;
  const auto faults = CheckSituation(in_person, {.circumstances = {Circumstance::kAgent}});
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].reason, "AGENT_NOT_ALLOWED");
}

}  // namespace
}  // namespace notary::catalogue
