// What staff see of a form before they say why (services/common/masking.h), held to the
// fields that the catalogue really asks for: a new field of a person comes with a decision.
#include "services/common/masking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

using ::testing::IsEmpty;

// What a value of a type looks like; "" where the type says nothing that tells a person.
std::string Sample(const v1::FormField& field) {
  switch (field.type()) {
    case v1::FormField::NAME:
      return "张一";
    case v1::FormField::PINYIN:
      return "ZHANG";
    case v1::FormField::ID_NUMBER:
      return "310111199001151010";
    case v1::FormField::PHONE:
      return "13800000000";
    case v1::FormField::ADDRESS:
      return "上海市示范区示范路1号";
    case v1::FormField::DOCUMENT_NUMBER:
    case v1::FormField::MARRIAGE_CERTIFICATE_NUMBER:
      return "J310104-2016-000001";
    default:
      return "";
  }
}

TEST(MaskingTest, EveryFieldThatTellsAPersonIsMasked) {
  std::set<std::string> clear;
  size_t looked_at = 0;
  for (const v1::Matter& matter : testing::Data().matters) {
    for (const v1::FormField& field : matter.fields()) {
      const std::string sample = Sample(field);
      if (sample.empty()) continue;
      ++looked_at;
      if (common::MaskValue(field.key(), sample) == sample) clear.insert(field.key());
    }
  }
  EXPECT_GT(looked_at, 50u);
  EXPECT_THAT(clear, IsEmpty());
}

// Text that is typed freely may speak of people, and no rule reads it: each is a decision.
TEST(MaskingTest, FreeTextThatStaysClearIsKnown) {
  // A country or a district is where many live.
  const std::set<std::string> decided = {"applicant.nationality", "applicant.nationality_en",
                                         "courier.city", "courier.district"};
  std::set<std::string> clear;
  for (const v1::Matter& matter : testing::Data().matters) {
    for (const v1::FormField& field : matter.fields()) {
      const bool of_people = field.visibility() != v1::FormField::PUBLIC;
      const bool free =
          field.type() == v1::FormField::TEXT || field.type() == v1::FormField::LATIN_TEXT;
      if (!free || !of_people) continue;
      if (common::MaskValue(field.key(), "王三的话") == "王三的话") clear.insert(field.key());
    }
  }
  EXPECT_EQ(clear, decided);
}

// What agencies are told is shown to staff with the answer: whatever tells a person is masked there
// too, and what stays clear is decided here.
TEST(MaskingTest, EveryClaimIsMaskedOrKnownToStayClear) {
  // What kind of document, what is declared, and what the authority has entered.
  const std::set<std::string> decided = {"applicant.id_type",    "document.issue_date",
                                         "document.issuer",      "document.title",
                                         "licence.class",        "marriage.authority",
                                         "marriage.declaration", "marriage.registration_date",
                                         "organisation.name",    "organisation.uscc",
                                         "spouse.id_type"};
  std::set<std::string> clear;
  for (const v1::Matter& matter : testing::Data().matters) {
    for (const v1::VerificationPlan& plan : matter.verifications()) {
      for (const std::string& field : plan.claim_fields()) {
        const std::string sample = "310111199001151010";
        if (common::MaskValue(field, sample) == sample) clear.insert(field);
      }
    }
  }
  EXPECT_EQ(clear, decided);
}

}  // namespace
}  // namespace notary::catalogue
