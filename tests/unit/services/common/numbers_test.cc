// Vectors of domain.md 5.1-5.4, 6.1 and 4.1, and for each rule an input that breaks only that rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "platform/base/error.h"
#include "services/common/certificate_number.h"
#include "services/common/citizen_number.h"
#include "services/common/civil_date.h"
#include "services/common/id_document.h"
#include "services/common/marriage_certificate.h"
#include "services/common/mrz.h"
#include "services/common/phone.h"
#include "services/common/uscc.h"

namespace notary::common {
namespace {

using absl::CivilDay;

constexpr CivilDay kToday(2026, 11, 23);

TEST(CivilDateTest, ParsesOnlyRealDays) {
  EXPECT_EQ(*ParseCivilDay("d", "2024-02-29"), CivilDay(2024, 2, 29));
  const std::vector<std::pair<const char*, const char*>> bad = {{"2026-2-3", "DATE_FORMAT"},
                                                                {"2026/02/03", "DATE_FORMAT"},
                                                                {"20260203", "DATE_FORMAT"},
                                                                {" 2026-02-03", "DATE_FORMAT"},
                                                                {"", "DATE_FORMAT"},
                                                                {"2026-02-30", "DATE_NOT_A_DAY"},
                                                                {"0000-00-00", "DATE_NOT_A_DAY"},
                                                                {"2025-02-29", "DATE_NOT_A_DAY"},
                                                                {"2100-02-29", "DATE_NOT_A_DAY"},
                                                                {"2026-13-01", "DATE_NOT_A_DAY"},
                                                                {"1899-12-31", "DATE_YEAR"},
                                                                {"2201-01-01", "DATE_YEAR"}};
  for (const auto& [text, reason] : bad) {
    EXPECT_EQ(ReasonOf(ParseCivilDay("d", text).status()), reason) << text;
  }
  EXPECT_EQ(ReasonOf(ParsePastDay("d", "2026-11-24", kToday).status()), "DATE_IN_FUTURE");
  EXPECT_TRUE(ParsePastDay("d", "2026-11-23", kToday).ok());
}

TEST(CivilDateTest, PrintsForCertificates) {
  EXPECT_EQ(FormatCivilDay(CivilDay(2026, 1, 5)), "2026-01-05");
  EXPECT_EQ(FormatChineseDay(CivilDay(2026, 11, 23)), "二〇二六年十一月二十三日");
  EXPECT_EQ(FormatChineseDay(CivilDay(2010, 10, 10)), "二〇一〇年十月十日");
  EXPECT_EQ(FormatChineseDay(CivilDay(2020, 2, 29)), "二〇二〇年二月二十九日");
  EXPECT_EQ(FormatChineseDay(CivilDay(2017, 1, 31)), "二〇一七年一月三十一日");
  EXPECT_EQ(FormatChineseDay(CivilDay(2020, 12, 20)), "二〇二〇年十二月二十日");
  EXPECT_EQ(FormatEnglishDay(CivilDay(2026, 5, 1)), "May 1, 2026");
}

TEST(CivilDateTest, CountsFullYears) {
  EXPECT_EQ(FullYears(CivilDay(2008, 11, 23), CivilDay(2026, 11, 22)), 17);
  EXPECT_EQ(FullYears(CivilDay(2008, 11, 23), CivilDay(2026, 11, 23)), 18);
  EXPECT_EQ(FullYears(CivilDay(2008, 2, 29), CivilDay(2026, 2, 28)), 17);
  EXPECT_EQ(FullYears(CivilDay(2008, 2, 29), CivilDay(2026, 3, 1)), 18);
}

TEST(CitizenNumberTest, AcceptsTheVectors) {
  for (const char* good :
       {"11010519491231002X", "440524188001010014", "31010419900307123X", "310108200002290044",
        "310230195806152113", "310101200811013560", "31011219920815002X"}) {
    EXPECT_TRUE(ParseCitizenNumber("n", good, kToday).ok()) << good;
  }
}

TEST(CitizenNumberTest, DerivesBirthDateSexAndHolder) {
  const CitizenNumber parsed = *ParseCitizenNumber("n", "310108200002290044", kToday);

  EXPECT_EQ(parsed.birth_date, CivilDay(2000, 2, 29));
  EXPECT_EQ(parsed.sex, Sex::kFemale);
  EXPECT_EQ(parsed.division, "310108");
  EXPECT_EQ(parsed.holder, Holder::kCitizen);
  EXPECT_EQ(ParseCitizenNumber("n", "810000199001010019", kToday)->holder,
            Holder::kHongKongResident);
  EXPECT_EQ(ParseCitizenNumber("n", "820000198512310029", kToday)->holder, Holder::kMacauResident);
  EXPECT_EQ(ParseCitizenNumber("n", "830000197908081231", kToday)->holder, Holder::kTaiwanResident);
}

TEST(CitizenNumberTest, NormalisesCaseWidthAndSpaces) {
  for (const char* typed : {"31010419900307123x", "３１０１０４１９９００３０７１２３Ｘ",
                            " 310104 19900307 123X\t", "310104199003071　23X"}) {
    const auto parsed = ParseCitizenNumber("n", typed, kToday);
    ASSERT_TRUE(parsed.ok()) << typed;
    EXPECT_EQ(parsed->number, "31010419900307123X");
  }
}

TEST(CitizenNumberTest, NoticesEveryChangedDigit) {
  const std::string good = "310230195806152113";
  for (size_t i = 0; i < good.size(); ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      if (c == good[i]) continue;
      std::string bad = good;
      bad[i] = c;
      EXPECT_FALSE(ParseCitizenNumber("n", bad, kToday).ok()) << bad;
    }
  }
}

TEST(CitizenNumberTest, SaysWhichRuleIsBroken) {
  const std::vector<std::pair<const char*, const char*>> bad = {
      {"", "CITIZEN_NUMBER_FORMAT"},
      {"31010419900307123", "CITIZEN_NUMBER_FORMAT"},
      {"31010419900307123XX", "CITIZEN_NUMBER_FORMAT"},
      {"X1010419900307123X", "CITIZEN_NUMBER_FORMAT"},
      {"310104199003071 3X", "CITIZEN_NUMBER_FORMAT"},
      {"991104199003071233", "CITIZEN_NUMBER_DIVISION"},
      {"310104199002301230", "CITIZEN_NUMBER_BIRTH_DATE"},
      {"310104210002290015", "CITIZEN_NUMBER_BIRTH_DATE"},
      {"310104202611240010", "CITIZEN_NUMBER_BIRTH_DATE"},
      {"310104199003071231", "CITIZEN_NUMBER_CHECK_DIGIT"}};
  for (const auto& [text, reason] : bad) {
    const absl::Status status =
        ParseCitizenNumber("form.applicant.id_number", text, kToday).status();
    EXPECT_EQ(ReasonOf(status), reason) << text;
    EXPECT_EQ(DetailOf(status)->fields[0].field, "form.applicant.id_number");
    EXPECT_EQ(*text != '\0' && absl::StrContains(status.message(), text), false);
  }
}

TEST(CitizenNumberTest, UpgradesOldNumbers) {
  EXPECT_EQ(UpgradeOldCitizenNumber("n", "310104680512123", kToday)->number, "310104196805121231");
  EXPECT_EQ(UpgradeOldCitizenNumber("n", "310111950630106", kToday)->number, "310111199506301061");
  EXPECT_EQ(UpgradeOldCitizenNumber("n", "310104990101997", kToday)->birth_date,
            CivilDay(1899, 1, 1));
  EXPECT_EQ(ReasonOf(UpgradeOldCitizenNumber("n", "31010468051212", kToday).status()),
            "OLD_CITIZEN_NUMBER_FORMAT");
  EXPECT_EQ(ReasonOf(UpgradeOldCitizenNumber("n", "310104680230123", kToday).status()),
            "CITIZEN_NUMBER_BIRTH_DATE");
}

TEST(IdDocumentTest, AcceptsEachType) {
  const std::vector<std::pair<IdType, const char*>> good = {
      {IdType::kCitizenId, "31010419900307123X"},
      {IdType::kResidencePermit, "830000197908081231"},
      {IdType::kPrcPassport, "E12345678"},
      {IdType::kPrcPassport, "ea1234567"},
      {IdType::kPrcPassport, "G12345678"},
      {IdType::kPrcPassport, "DE1234567"},
      {IdType::kPrcPassport, "P1234567"},
      {IdType::kForeignPassport, "X1234567"},
      {IdType::kHongKongMacauPermit, "H12345678"},
      {IdType::kHongKongMacauPermit, "M1234567801"},
      {IdType::kTaiwanPermit, "12345678"},
      {IdType::kTaiwanPermit, "0012345678(B)"},
      {IdType::kPermanentResidentId, "931840198504120015"},
      {IdType::kPermanentResidentId, "911392197001010026"},
      {IdType::kPermanentResidentId, "USA123456789012"},
      {IdType::kOther, "军字第0123456号"}};
  for (const auto& [type, number] : good) {
    EXPECT_TRUE(ParseIdDocument("n", type, number, kToday).ok()) << number;
  }
}

TEST(IdDocumentTest, SaysWhichRuleIsBroken) {
  const std::vector<std::tuple<IdType, const char*, const char*>> bad = {
      {IdType::kCitizenId, "830000197908081231", "ID_TYPE_NUMBER_MISMATCH"},
      {IdType::kResidencePermit, "31010419900307123X", "ID_TYPE_NUMBER_MISMATCH"},
      {IdType::kPrcPassport, "EI1234567", "PASSPORT_FORMAT"},
      {IdType::kPrcPassport, "EO1234567", "PASSPORT_FORMAT"},
      {IdType::kPrcPassport, "E1234567", "PASSPORT_FORMAT"},
      {IdType::kPrcPassport, "A12345678", "PASSPORT_FORMAT"},
      {IdType::kForeignPassport, "1234", "PASSPORT_FORMAT"},
      {IdType::kForeignPassport, "X-123456#", "PASSPORT_FORMAT"},
      {IdType::kHongKongMacauPermit, "K12345678", "PERMIT_FORMAT"},
      {IdType::kHongKongMacauPermit, "H1234567890123", "PERMIT_FORMAT"},
      {IdType::kTaiwanPermit, "1234567", "PERMIT_FORMAT"},
      {IdType::kPermanentResidentId, "931840198504120016", "PERMANENT_RESIDENT_CHECK_DIGIT"},
      {IdType::kPermanentResidentId, "931840198502300015", "PERMANENT_RESIDENT_BIRTH_DATE"},
      {IdType::kPermanentResidentId, "US1234567890123", "PERMANENT_RESIDENT_FORMAT"},
      {IdType::kOther, "", "ID_NUMBER_LENGTH"}};
  for (const auto& [type, number, reason] : bad) {
    EXPECT_EQ(ReasonOf(ParseIdDocument("n", type, number, kToday).status()), reason) << number;
  }
}

TEST(IdDocumentTest, KnowsWhatANumberCarries) {
  const IdDocument card =
      *ParseIdDocument("n", IdType::kPermanentResidentId, "931840198504120015", kToday);

  EXPECT_EQ(card.birth_date, CivilDay(1985, 4, 12));
  EXPECT_EQ(card.nationality_numeric, "840");
  EXPECT_FALSE(card.needs_manual_check);
  EXPECT_TRUE(
      ParseIdDocument("n", IdType::kTaiwanPermit, "0012345678(B)", kToday)->needs_manual_check);
}

TEST(IdDocumentTest, NamesRoundTrip) {
  for (int i = 0; i <= static_cast<int>(IdType::kOther); ++i) {
    const auto type = static_cast<IdType>(i);
    EXPECT_EQ(ParseIdType(Name(type)), type);
  }
  EXPECT_EQ(ParseIdType("DRIVING_LICENCE"), std::nullopt);
}

TEST(MrzTest, ComputesTheVectors) {
  EXPECT_EQ(MrzCheckDigit("L898902C3"), '6');
  EXPECT_EQ(MrzCheckDigit("740812"), '2');
  EXPECT_EQ(MrzCheckDigit("120415"), '9');
  EXPECT_EQ(MrzCheckDigit("EA1234567"), '6');
}

TEST(MrzTest, ReadsThePassportPage) {
  const auto mrz = ParsePassportMrz("mrz", "P<UTOZHANG<<YI<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<",
                                    "L898902C36UTO7408122F1204159ZE184226B<<<<<10", kToday);

  ASSERT_TRUE(mrz.ok()) << mrz.status();
  EXPECT_EQ(mrz->surname, "ZHANG");
  EXPECT_EQ(mrz->given_names, "YI SAN");
  EXPECT_EQ(mrz->number, "L898902C3");
  EXPECT_EQ(mrz->birth_date, CivilDay(1974, 8, 12));
  EXPECT_EQ(mrz->expiry_date, CivilDay(2012, 4, 15));
  EXPECT_EQ(mrz->sex, 'F');
}

TEST(MrzTest, NoticesAMisreadLine) {
  const std::string first = "P<UTOZHANG<<YI<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<";
  const std::string second = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
  // 10-12 and 20 are nationality and sex, which no check digit covers.
  for (size_t i : {0, 5, 9, 13, 19, 21, 27, 28, 36, 42, 43}) {
    std::string bad = second;
    bad[i] = bad[i] == '7' ? '8' : '7';
    EXPECT_EQ(ReasonOf(ParsePassportMrz("mrz", first, bad, kToday).status()), "MRZ_CHECK_DIGIT")
        << i;
  }
  EXPECT_EQ(ReasonOf(ParsePassportMrz("mrz", first, second.substr(1), kToday).status()),
            "MRZ_FORMAT");
  EXPECT_EQ(ReasonOf(ParsePassportMrz("mrz", second, second, kToday).status()), "MRZ_FORMAT");
}

TEST(UsccTest, AcceptsTheVectors) {
  for (const char* good : {"9144030071526726XG", "91330100799655058B", "914403001922038216",
                           "91110000802100433B", "91310115MA1K3X2P0Y", "92310104MA1FLT7Q38",
                           "12310000425001236R", "32310000MD01234548", "91310115ma1k3x2p0y"}) {
    EXPECT_TRUE(ParseUscc("n", good).ok()) << good << ParseUscc("n", good).status();
  }
  EXPECT_EQ(ParseUscc("n", "91310115MA1K3X2P0Y")->division, "310115");
  EXPECT_EQ(ParseUscc("n", "91310115MA1K3X2P0Y")->organisation_code, "MA1K3X2P0");
}

TEST(UsccTest, NoticesEveryChangedCharacter) {
  const std::string good = "91310115MA1K3X2P0Y";
  const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (size_t i = 0; i < good.size(); ++i) {
    for (char c : alphabet) {
      std::string bad = good;
      bad[i] = c;
      EXPECT_EQ(ParseUscc("n", bad).ok(), c == good[i]) << bad;
    }
  }
  EXPECT_EQ(ReasonOf(ParseUscc("n", "91310115MA1K3X2P0I").status()), "USCC_FORMAT");
  EXPECT_EQ(ReasonOf(ParseUscc("n", "91310115MA1K3X2P0").status()), "USCC_FORMAT");
  EXPECT_EQ(ReasonOf(ParseUscc("n", "91310115MA1K3X2P0X").status()), "USCC_CHECK_DIGIT");
}

TEST(PhoneTest, NormalisesWhatPeopleType) {
  const std::vector<std::tuple<const char*, PhoneKind, const char*>> good = {
      {"13800000000", PhoneKind::kMainlandMobile, "13800000000"},
      {"+86 138-0000-0000", PhoneKind::kMainlandMobile, "13800000000"},
      {"008613800000000", PhoneKind::kMainlandMobile, "13800000000"},
      {"１９９００００００００", PhoneKind::kMainlandMobile, "19900000000"},
      {"021-62000000", PhoneKind::kShanghaiLandline, "02162000000"},
      {"+86 (21) 6200 0000", PhoneKind::kShanghaiLandline, "02162000000"},
      {"+852 2100 0000", PhoneKind::kAbroad, "+85221000000"},
      {"+1 (202) 555-0100", PhoneKind::kAbroad, "+12025550100"}};
  for (const auto& [typed, kind, number] : good) {
    const auto phone = ParsePhone("p", typed);
    ASSERT_TRUE(phone.ok()) << typed;
    EXPECT_EQ(phone->kind, kind) << typed;
    EXPECT_EQ(phone->number, number);
  }
}

TEST(PhoneTest, RefusesTheRest) {
  for (const char* bad : {"", "12800000000", "1380000000", "138000000000", "0216200000", "62000000",
                          "+0123456789", "+8612", "1380000000a", "+1234567890123456"}) {
    EXPECT_EQ(ReasonOf(ParsePhone("p", bad).status()), "PHONE_FORMAT") << bad;
  }
  EXPECT_EQ(ReasonOf(ParseMobile("p", "021-62000000").status()), "PHONE_NOT_MOBILE");
  EXPECT_EQ(MaskPhone("13800000000"), "138****0000");
}

TEST(MarriageCertificateTest, ReadsEachKind) {
  using Kind = MarriageCertificateKind;
  const std::vector<std::tuple<const char*, Kind, const char*>> good = {
      {"J310104-2016-000001", Kind::kMarriage, "J310104-2016-000001"},
      {"L310110-2021-000003", Kind::kDivorce, "L310110-2021-000003"},
      {"bj310105-2019-000004", Kind::kReplacementMarriage, "BJ310105-2019-000004"},
      {"BL310105—2019—000004", Kind::kReplacementDivorce, "BL310105-2019-000004"},
      {"Ｊ310104－2016－000001", Kind::kMarriage, "J310104-2016-000001"},
      {"沪徐结字第123号", Kind::kLegacy, "沪徐结字第123号"},
      {"(95)徐字第1234号", Kind::kLegacy, "（95）徐字第1234号"},
      {"〔1995〕徐字1234号", Kind::kLegacy, "（1995）徐字1234号"},
      {"沪闸结字第0123号", Kind::kLegacy, "沪闸结字第0123号"}};
  for (const auto& [typed, kind, text] : good) {
    const auto number = ParseMarriageCertificateNumber("n", typed, 2026);
    ASSERT_TRUE(number.ok()) << typed;
    EXPECT_EQ(number->kind, kind) << typed;
    EXPECT_EQ(number->text, text);
  }
  EXPECT_EQ(ParseMarriageCertificateNumber("n", "J310104-2016-000001", 2026)->year, 2016);
  EXPECT_EQ(ParseMarriageCertificateNumber("n", "J310104-2016-000001", 2026)->division, "310104");
}

TEST(MarriageCertificateTest, RefusesTheRest) {
  for (const char* bad :
       {"", "310104-2016-000001", "K310104-2016-000001", "J31010-2016-000001", "J310104-16-000001",
        "J310104-2016-00001", "J310104-1899-000001", "J310104-2100-000001", "J310104-2016-000001-1",
        "JJ310104-2016-000001", "J31010A-2016-000001", "沪徐结字第号", "徐结第123号",
        "(955)徐字第1234号", "abc字第123号"}) {
    EXPECT_EQ(ReasonOf(ParseMarriageCertificateNumber("n", bad, 2026).status()),
              "MARRIAGE_CERTIFICATE_NUMBER_FORMAT")
        << bad;
  }
  EXPECT_EQ(ReasonOf(ParseMarriageCertificateNumber("n", "J310104-2027-000001", 2026).status()),
            "MARRIAGE_CERTIFICATE_NUMBER_IN_FUTURE");
}

const CertificateSeries kDongfang = {"沪", "东", "", "Hu", "Dong", ""};
const CertificateSeries kDongfangEconomic = {"沪", "东", "经", "Hu", "Dong", "Jing"};

TEST(CertificateNumberTest, PrintsBothLines) {
  EXPECT_EQ(FormatChinese(kDongfang, 2017, 1234), "（2017）沪东证字第1234号");
  EXPECT_EQ(FormatChinese(kDongfangEconomic, 2017, 1), "（2017）沪东证经字第1号");
  EXPECT_EQ(FormatEnglish(kDongfang, 2017, 1234), "(2017) Hu Dong Zheng Zi, No. 1234");
  EXPECT_EQ(FormatEnglish(kDongfangEconomic, 2017, 1), "(2017) Hu Dong Zheng Jing Zi, No. 1");
}

TEST(CertificateNumberTest, ReadsTheChineseLine) {
  const CertificateNumber plain{2017, "东", "", 1234};
  const CertificateNumber economic{2017, "东", "经", 1};
  EXPECT_EQ(*ParseChineseNumber("n", "(2017)沪东证字第1234号"), plain);
  EXPECT_EQ(*ParseChineseNumber("n", "（２０１７）沪东证字第 1234 号"), plain);
  EXPECT_EQ(*ParseChineseNumber("n", "(2017)沪东证经字第1号"), economic);
  EXPECT_EQ(ParseChineseNumber("n", "(2026)沪张江证外民字第7号")->office, "张江");
}

TEST(CertificateNumberTest, RefusesTheRest) {
  for (const char* bad : {"", "2017沪东证字第1234号", "(2017)京东证字第1234号",
                          "(2017)沪证字第1234号", "(2017)沪东证内字第1号", "(2017)沪东证字第0号",
                          "(2017)沪东证字第1234567号", "(17)沪东证字第1号", "(2017)沪东证字第1234",
                          "(2017)沪东徐杨闵证字第1号", "(2017)沪字第1证号"}) {
    EXPECT_EQ(ReasonOf(ParseChineseNumber("n", bad).status()), "CERTIFICATE_NUMBER_FORMAT") << bad;
  }
}

}  // namespace
}  // namespace notary::common
