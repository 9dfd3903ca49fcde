// The reviewed data: it loads, it says what domain.md says, and a fault in it is named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "platform/base/error.h"
#include "services/common/deadline.h"
#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

namespace fs = std::filesystem;
using testing::Data;
using testing::kData;
using testing::kToday;
using testing::MatterOf;

TEST(CatalogueDataTest, Loads) {
  const auto loaded = LoadCatalogue(kData);
  ASSERT_TRUE(loaded.ok()) << [&] {
    std::string faults(loaded.status().ToString());
    if (auto detail = DetailOf(loaded.status())) {
      for (const auto& f : detail->fields) absl::StrAppend(&faults, "\n", f.field, " ", f.reason);
    }
    return faults;
  }();
  EXPECT_EQ(loaded->version.size(), 16u);
}

TEST(CatalogueDataTest, OffersTheNineMattersAtTheSixOffices) {
  EXPECT_EQ(Data().rules.offices.size(), 6u);
  for (const Office& office : Data().rules.offices) {
    for (const char* matter : {"CERT_EDU", "CERT_MARRIAGE", "CERT_HOUSE", "CERT_DRIVER", "CERT_BIZ",
                               "BIRTH", "NAME", "EDU", "QUAL", "COPY_TRANS"}) {
      EXPECT_TRUE(Handles(office, MatterOf(matter), kToday)) << office.id << " " << matter;
      EXPECT_FALSE(Handles(office, MatterOf(matter), absl::CivilDay(2017, 7, 31))) << matter;
    }
  }
  for (const v1::Matter& matter : Data().matters) {
    if (matter.code() == kCopyTrans) continue;
    EXPECT_GT(matter.verifications_size(), 0) << matter.code();
    // A declaration about one's own marriage is made in person (domain.md 2.3).
    EXPECT_EQ(matter.agent_allowed(), matter.code() != "MARITAL") << matter.code();
  }
  EXPECT_EQ(Data().matters[0].code(), "CERT_EDU");
}

// A matter that is given up ends at every office at once; an office may end earlier.
TEST(CatalogueDataTest, AMatterIsHandledOnItsOwnDaysOnly) {
  const Office& office = Data().rules.offices[0];
  Matter matter = MatterOf("QUAL");
  matter.validity.to = kToday;
  EXPECT_TRUE(Handles(office, matter, kToday));
  EXPECT_FALSE(Handles(office, matter, kToday + 1));
}

TEST(CatalogueDataTest, CountsWorkingDaysFromTheCalendarFile) {
  const common::WorkingCalendar& calendar = Data().rules.calendar;
  EXPECT_EQ(calendar.WorkingDaysIn(2017).days, 249);
  EXPECT_EQ(calendar.WorkingDaysIn(2025).days, 248);
  EXPECT_EQ(calendar.WorkingDaysIn(2026).days, 248);
  EXPECT_TRUE(calendar.WorkingDaysIn(2027).provisional);
  const int limit = *FindLimit(Data().rules, "ISSUE", kToday);
  EXPECT_EQ(common::AddWorkingDays(calendar, kToday, limit)->due, absl::CivilDay(2026, 12, 14));
  EXPECT_EQ(common::AddWorkingDays(calendar, absl::CivilDay(2017, 9, 22), limit)->due,
            absl::CivilDay(2017, 10, 19));
}

TEST(CatalogueDataTest, KnowsTheRegimeOfEachPeriod) {
  const auto regime = [](const char* code, absl::CivilDay day) {
    return Data().rules.destinations[*FindDestination(Data().rules, code, day)].regime;
  };
  EXPECT_EQ(regime("US", absl::CivilDay(2023, 11, 6)), Regime::kLegalisation);
  EXPECT_EQ(regime("US", absl::CivilDay(2023, 11, 7)), Regime::kApostille);
  EXPECT_EQ(regime("CA", absl::CivilDay(2024, 1, 10)), Regime::kLegalisation);
  EXPECT_EQ(regime("CA", absl::CivilDay(2024, 1, 11)), Regime::kApostille);
  EXPECT_EQ(regime("TW", kToday), Regime::kTaiwan);
  EXPECT_EQ(FindDestination(Data().rules, "XX", kToday), std::nullopt);
}

TEST(CatalogueDataTest, GivesEveryNoticeALegalBasis) {
  for (const char* notice :
       {"N01", "N02", "N03", "N04", "N05", "N06", "N07", "N08", "N09", "N10", "N11",
        "N12", "N13", "N14", "N15", "N16", "N17", "N18", "N20", "N21", "N22", "N23"}) {
    int found = 0;
    for (int i = 0; i < Data().legal.legal_bases_size(); ++i) {
      const auto& cited = Data().legal.legal_bases(i).notices();
      if (!Data().rules.legal_bases[i].validity.Covers(kToday)) continue;
      found += std::count(cited.begin(), cited.end(), notice);
    }
    EXPECT_GT(found, 0) << notice;
  }
}

TEST(CatalogueDataTest, NumbersOfficesAsTheirCertificatesAreNumbered) {
  const Office& xuhui = Data().rules.offices[*FindOffice(Data().rules, "xuhui")];
  EXPECT_EQ(common::FormatChinese(xuhui.series[0].series, 2026, 12), "（2026）沪徐证字第12号");
  EXPECT_EQ(common::FormatEnglish(xuhui.series[1].series, 2026, 12),
            "(2026) Hu Xu Zheng Jing Zi, No. 12");
}

// A copy of the data with one text replaced in one file.
class BrokenData {
 public:
  BrokenData(const std::string& file, const std::string& from, const std::string& to) {
    folder_ = fs::temp_directory_path() / absl::StrCat("catalogue-", ::getpid());
    fs::remove_all(folder_);
    fs::copy(kData, folder_, fs::copy_options::recursive);
    std::stringstream text;
    text << std::ifstream(folder_ / file).rdbuf();
    const std::string before = text.str();
    const size_t at = before.find(from);
    EXPECT_NE(at, std::string::npos) << file << ": " << from;
    std::ofstream(folder_ / file) << before.substr(0, at) << to << before.substr(at + from.size());
  }
  ~BrokenData() { fs::remove_all(folder_); }
  std::string folder() const { return folder_; }

 private:
  fs::path folder_;
};

struct Fault {
  const char* file;
  const char* from;
  const char* to;
  const char* field;  // part of the place named
  const char* reason;
};

TEST(CatalogueDataTest, NamesFileAndFieldOfEveryFault) {
  const std::vector<Fault> faults = {
      {"offices.textproto", "en: \"Civil matters\"", "", "offices.textproto: offices[0].series[0]",
       "REQUIRED"},
      {"offices.textproto", "matter: \"NAME\"", "matter: \"NONE\"",
       "offices.textproto: offices[dongfang].matters[NONE]", "REFERENCE_UNKNOWN"},
      {"offices.textproto", "matter: \"NAME\"", "matter: \"EDU\"",
       "offices.textproto: offices[dongfang].matters[EDU]", "OVERLAP"},
      {"offices.textproto", "office: \"徐\"", "office: \"东\"", "offices.textproto: series[沪东证]",
       "OVERLAP"},
      {"offices.textproto", "valid_from: \"2017-01-01\"", "valid_from: \"2017-08-02\"",
       "offices.textproto: offices[dongfang].series", "SERIES_MISSING"},
      {"offices.textproto", "valid_from: \"2017-01-01\"",
       "valid_from: \"2017-01-01\" valid_to: \"2027-12-31\"",
       "offices.textproto: offices[dongfang].series", "SERIES_MISSING"},
      {"offices.textproto", "offices {", "offices { nonsense: 1",
       "offices.textproto: ", "CATALOGUE_SYNTAX"},
      {"destinations.textproto", "valid_to: \"2023-11-06\"", "", "destinations[US]", "OVERLAP"},
      {"destinations.textproto", "valid_to: \"2023-11-06\"", "valid_to: \"2016-01-01\"",
       "destinations[US]", "PERIOD_EMPTY"},
      {"destinations.textproto", "valid_from: \"2017-01-01\"", "valid_from: \"2017-02-30\"",
       "destinations[0].valid_from", "DATE_INVALID"},
      {"destinations.textproto", "regime: DOMESTIC", "", "destinations[0].regime", "REQUIRED"},
      {"tariff.textproto", "unit_price_fen: 8000", "unit_price_fen: 0", "items[CERTIFICATE_FACT]",
       "PRICE_KIND"},
      {"tariff.textproto", "unit: PER_SHIPMENT", "unit: PER_COPY", "items[COURIER_DELTA].unit",
       "UNIT_DIFFERS"},
      {"tariff.textproto", "source: ", "# ", "items[0].source", "REQUIRED"},
      {"tariff.textproto", "percents: 100", "percents: 101", "reductions[LEGAL_AID].percents",
       "PERCENT_RANGE"},
      {"tariff.textproto", "items: \"HOME_VISIT\"", "items: \"HOME\"", "reductions[AGED_80]",
       "REFERENCE_UNKNOWN"},
      {"calendar.textproto", "first_day: \"2026-10-10\"", "first_day: \"2026-10-12\"",
       "calendar.textproto: days[2026-10-12]", "CALENDAR_MAKEUP_ON_WEEKDAY"},
      {"legal/limits.textproto", "legal_basis: \"L30\"", "legal_basis: \"L300\"", "limits[ISSUE]",
       "REFERENCE_UNKNOWN"},
      {"common/fields.textproto", "key: \"applicant.sex\"", "key: \"Sex\"", "fields[Sex]",
       "KEY_FORMAT"},
      {"common/fields.textproto", "key: \"applicant.sex\"", "key: \"applicant.name\"",
       "fields[applicant.name]", "DUPLICATE"},
      {"common/fields.textproto", "sensitive: true id_type_key", "id_type_key",
       "fields[applicant.id_number].sensitive", "SENSITIVE_MISSING"},
      {"common/fields.textproto", "type: SEX", "sensitive: true type: SEX",
       "fields[applicant.sex].sensitive", "SENSITIVE_NOT_MASKED"},
      {"common/fields.textproto", "type: NAME max_length: 50 visibility: PARTY",
       "type: NAME max_length: 50 visibility: PUBLIC", "fields[applicant.name].visibility",
       "PUBLIC_TELLS_A_PERSON"},
      {"common/materials.textproto", "max_pages: 4", "max_pages: 0", "slots[M01].max_pages",
       "LENGTH_MISSING"},
      {"matters/birth.textproto", "tariff_item: \"CERTIFICATE_FACT\"",
       "tariff_item: \"EXTRA_COPY\"", "matters/BIRTH.textproto: tariff_item", "REFERENCE_UNKNOWN"},
      {"matters/birth.textproto", "field_sets: \"USE\"", "field_sets: \"USES\"",
       "matters/birth.textproto: field_sets[3]", "REFERENCE_UNKNOWN"},
      {"matters/birth.textproto", "key: \"birth.has_certificate\" values: \"YES\"",
       "key: \"birth.has_certificate\" values: \"MAYBE\"", "birth.has_certificate = MAYBE",
       "REFERENCE_UNKNOWN"},
      {"matters/edu.textproto", "field_filled: \"education.degree\"",
       "field_filled: \"education.grade\"", "fields[education.degree_en].required_when",
       "REFERENCE_UNKNOWN"},
      {"matters/cert_marriage.textproto", "id_type_key: \"spouse.id_type\"",
       "id_type_key: \"spouse.name\"", "fields[spouse.id_number].id_type_key", "REFERENCE_UNKNOWN"},
      {"matters/cert_driver.textproto", "same_as: \"applicant.id_number\"",
       "same_as: \"holder.id_number\"", "fields[document.number].same_as", "REFERENCE_UNKNOWN"},
      {"matters/cert_marriage.textproto", "stale_after_days: 30", "",
       "verifications[MARRIAGE_RECORD].stale_after_days", "STALE_AFTER_MISSING"},
      {"matters/name.textproto", "\"M09\", ", "", "slots[M02]", "COMMITMENT_MISSING"},
      {"matters/name.textproto", "code: \"NAME\"", "code: \"NAMES\"",
       "matters/name.textproto: name", "NAME_CODE_MISMATCH"}};
  for (const Fault& fault : faults) {
    const BrokenData broken(fault.file, fault.from, fault.to);
    const absl::Status status = LoadCatalogue(broken.folder()).status();
    const std::optional<ErrorDetail> detail = DetailOf(status);
    ASSERT_TRUE(detail) << fault.file << " " << fault.to << " " << status;
    const bool named = std::any_of(detail->fields.begin(), detail->fields.end(),
                                   [&](const FieldViolation& violation) {
                                     return absl::StrContains(violation.field, fault.field) &&
                                            violation.reason == fault.reason;
                                   });
    EXPECT_TRUE(named) << fault.file << " " << fault.to << " → " << detail->fields[0].field << " "
                       << detail->fields[0].reason;
  }
}

// A new price that begins a day late.
TEST(CatalogueDataTest, NamesTheDaysOnWhichAnItemHasNoPrice) {
  const std::string row =
      "display_name { zh: \"公证费\" en: \"Certificate\" } basis: GOVERNMENT unit_price_fen: 7000 "
      "unit: PER_ITEM use: CERTIFICATE source: \"目录\" ";
  const auto before = [&](const char* last_day) {
    return absl::StrCat("code: \"CERTIFICATE_FACT\" ", row,
                        "valid_from: \"2015-01-01\" valid_to: \"", last_day,
                        "\" }\nitems {\n  code: \"CERTIFICATE_FACT\"");
  };
  const BrokenData late("tariff.textproto", "code: \"CERTIFICATE_FACT\"", before("2016-12-30"));
  const std::optional<ErrorDetail> detail = DetailOf(LoadCatalogue(late.folder()).status());
  ASSERT_TRUE(detail);
  ASSERT_EQ(detail->fields.size(), 1u);
  EXPECT_EQ(detail->fields[0].field, "tariff.textproto: items[CERTIFICATE_FACT]");
  EXPECT_EQ(detail->fields[0].reason, "GAP");
  EXPECT_THAT(detail->fields[0].text.en, ::testing::EndsWith("2016-12-31 – 2016-12-31"));

  const BrokenData in_time("tariff.textproto", "code: \"CERTIFICATE_FACT\"", before("2016-12-31"));
  EXPECT_TRUE(LoadCatalogue(in_time.folder()).ok());
}

// Open deadlines are counted again by it (domain.md 9).
TEST(CatalogueDataTest, ADayThatMovesIsAnotherCalendarAlsoUnderTheSameVersion) {
  const auto same = LoadCatalogue(kData);
  const BrokenData moved("calendar.textproto", "first_day: \"2026-10-10\"",
                         "first_day: \"2026-10-11\"");
  const auto other = LoadCatalogue(moved.folder());
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(LoadCatalogue(kData)->rules.calendar.version(), same->rules.calendar.version());
  EXPECT_NE(other->rules.calendar.version(), same->rules.calendar.version());
}

TEST(CatalogueDataTest, SaysWhichFileIsMissing) {
  EXPECT_EQ(ReasonOf(LoadCatalogue("/nonexistent").status()), "CATALOGUE_FILE_MISSING");
}

}  // namespace
}  // namespace notary::catalogue
