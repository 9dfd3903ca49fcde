#include "services/common/masking.h"

#include <gtest/gtest.h>

namespace notary::common {
namespace {

TEST(MaskingTest, OfAShortNumberLessIsShown) {
  EXPECT_EQ(MaskNumber("31010419900307123X"), "310***********123X");
  EXPECT_EQ(MaskNumber("X1234567"), "X*****67");
  EXPECT_EQ(MaskNumber("123"), "***");
  EXPECT_EQ(MaskNumber("沪徐结字第123号"), "沪******3号");
  EXPECT_EQ(MaskNumber("\xff\xfe"), "**");
  EXPECT_EQ(MaskNumber(""), "");
}

TEST(MaskingTest, KeepsTheFirstThreeAndLastFour) {
  EXPECT_EQ(MaskValue("applicant.id_number", "310111199001151010"), "310***********1010");
  EXPECT_EQ(MaskValue("applicant.phone", "13800000000"), "138****0000");
  EXPECT_EQ(MaskValue("applicant.id_number", "A12"), "***");
  EXPECT_EQ(MaskValue("marriage.certificate_number", "J310104-2016-000001"), "J31************0001");
}

TEST(MaskingTest, OfPeopleTheSurnameStays) {
  EXPECT_EQ(MaskValue("applicant.former_id_number", "310111900115101"), "310********5101");
  EXPECT_EQ(MaskValue("applicant.former_name", "李一"), "李*");
  EXPECT_EQ(MaskValue("applicant.name", "张一"), "张*");
  EXPECT_EQ(MaskValue("spouse.name", "欧阳修"), "欧阳*");
  EXPECT_EQ(MaskValue("name.other", "李二"), "李*");
  EXPECT_EQ(MaskValue("organisation.representative", "王三"), "王*");
  EXPECT_EQ(MaskValue("applicant.given_pinyin", "YI"), "Y*");
  EXPECT_EQ(MaskValue("applicant.birth_date", "1990-01-15"), "1990-**-**");
  EXPECT_EQ(MaskValue("birth.adoptive_parents", "王三、李二，2001年"), "****");
  EXPECT_EQ(MaskValue("agent.name", ""), "");
}

TEST(MaskingTest, WhatKindOfCaseItIsStays) {
  EXPECT_EQ(MaskValue("organisation.name", "示例公司"), "示例公司");
  EXPECT_EQ(MaskValue("qualification.name", "公证员"), "公证员");
  EXPECT_EQ(MaskValue("name.kind", "FORMER"), "FORMER");
  EXPECT_EQ(MaskValue("use.country", "DE"), "DE");
}

}  // namespace
}  // namespace notary::common
