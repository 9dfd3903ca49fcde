// CatalogueService behind the real pipeline, with the reviewed data.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "platform/base/error.h"
#include "services/catalogue/service/catalogue_service.h"
#include "tests/testing/rpc_harness.h"
#include "tests/unit/services/catalogue/testing.h"

namespace notary::catalogue {
namespace {

using notary::testing::Person;
using notary::testing::Staff;
using testing::Data;
using testing::MarriageForm;

class CatalogueServiceTest : public ::testing::Test {
 protected:
  CatalogueServiceTest()
      : service_(Data()), harness_([&] {
          std::vector<rpc::Service> services;
          services.push_back(service_.Bind());
          return services;
        }()) {}

  // Without signing in, as the public reads the catalogue.
  template <typename Response>
  absl::StatusOr<Response> Read(const std::string& method,
                                const google::protobuf::Message& request) {
    return harness_.channel().Call<Response>("/notary.catalogue.v1.CatalogueService/" + method,
                                             request, {.timeout = absl::Seconds(20)});
  }

  CatalogueService service_;
  notary::testing::RpcHarness harness_;
};

TEST_F(CatalogueServiceTest, ListsOffices) {
  v1::ListOfficesRequest request;
  EXPECT_EQ(Read<v1::ListOfficesResponse>("ListOffices", request)->offices_size(), 6);
  request.set_matter("BIRTH");
  EXPECT_EQ(Read<v1::ListOfficesResponse>("ListOffices", request)->offices_size(), 6);
  request.set_matter("WILL");
  EXPECT_EQ(ReasonOf(Read<v1::ListOfficesResponse>("ListOffices", request).status()),
            "MATTER_UNKNOWN");
}

TEST_F(CatalogueServiceTest, ShowsAnOfficeToTheStaffOfAnother) {
  v1::GetOfficeRequest request;
  request.set_name("offices/xuhui");
  const auto office =
      harness_.Call<v1::Office>(Staff("minhang", "s1", {rpc::Role::ROLE_ASSISTANT}),
                                "/notary.catalogue.v1.CatalogueService/GetOffice", request);
  ASSERT_TRUE(office.ok()) << office.status();
  EXPECT_EQ(office->display_name().zh(), "上海市徐汇公证处");
  request.set_name("offices/atlantis");
  EXPECT_EQ(ReasonOf(Read<v1::Office>("GetOffice", request).status()), "OFFICE_UNKNOWN");
}

TEST_F(CatalogueServiceTest, ListsAndSearchesMatters) {
  v1::ListMattersRequest request;
  auto all = Read<v1::ListMattersResponse>("ListMatters", request);
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->matters_size(), 11);
  EXPECT_EQ(all->matters(0).fields_size(), 0);
  EXPECT_EQ(all->catalogue_version(), Data().version);
  request.set_query("Diploma");
  EXPECT_EQ(Read<v1::ListMattersResponse>("ListMatters", request)->matters(0).code(), "CERT_EDU");
  request.set_query("驾照");
  request.set_office("offices/zhabei");
  EXPECT_EQ(Read<v1::ListMattersResponse>("ListMatters", request)->matters(0).code(),
            "CERT_DRIVER");
}

TEST_F(CatalogueServiceTest, GivesTheWholeForm) {
  v1::GetMatterRequest request;
  request.set_name("matters/CERT_MARRIAGE");
  const auto matter = Read<v1::Matter>("GetMatter", request);
  ASSERT_TRUE(matter.ok()) << matter.status();
  EXPECT_EQ(matter->fields(0).key(), "applicant.name");
  EXPECT_EQ(matter->slots(0).code(), "M01");
  EXPECT_EQ(matter->verifications(0).agency(), "CIVIL_AFFAIRS");
  request.set_name("matters/WILL");
  EXPECT_EQ(ReasonOf(Read<v1::Matter>("GetMatter", request).status()), "MATTER_UNKNOWN");
}

TEST_F(CatalogueServiceTest, ListsDestinationsOfADay) {
  v1::ListDestinationsRequest request;
  const auto today = Read<v1::ListDestinationsResponse>("ListDestinations", request);
  ASSERT_TRUE(today.ok());
  EXPECT_GT(today->destinations_size(), 30);
  request.set_date("2017-11-29");
  const auto then = Read<v1::ListDestinationsResponse>("ListDestinations", request);
  EXPECT_EQ(then->destinations_size(), today->destinations_size());
  for (const v1::Destination& place : then->destinations())
    EXPECT_NE(place.regime(), v1::APOSTILLE);
}

v1::QuoteFeeRequest BirthForTheUnitedStates() {
  v1::QuoteFeeRequest request;
  request.set_office("offices/xuhui");
  request.set_matter("BIRTH");
  request.set_destination("US");
  request.set_language("en");
  request.set_extra_copies(2);
  request.set_courier_province("31");
  return request;
}

TEST_F(CatalogueServiceTest, QuotesTheExampleOfTheTariff) {
  const auto quote = Read<v1::FeeQuote>("QuoteFee", BirthForTheUnitedStates());
  ASSERT_TRUE(quote.ok()) << quote.status();
  EXPECT_EQ(quote->total_fen(), 38000);
  EXPECT_EQ(quote->lines_size(), 5);
  EXPECT_EQ(quote->lines(0).basis(), v1::GOVERNMENT);
  EXPECT_EQ(quote->lines(1).display_name().zh(), "公证费(译文与原文相符)");
  EXPECT_EQ(quote->date(), "2026-11-23");
}

TEST_F(CatalogueServiceTest, RefusesAQuoteForWhatIsNotOffered) {
  auto request = BirthForTheUnitedStates();
  request.set_urgent(true);
  EXPECT_EQ(ReasonOf(Read<v1::FeeQuote>("QuoteFee", request).status()), "URGENT_NOT_OFFERED");
  request = BirthForTheUnitedStates();
  request.set_organisation(true);
  EXPECT_EQ(ReasonOf(Read<v1::FeeQuote>("QuoteFee", request).status()), "APPLICANT_KIND");
  request = BirthForTheUnitedStates();
  request.set_destination("XX");
  EXPECT_EQ(ReasonOf(Read<v1::FeeQuote>("QuoteFee", request).status()), "DESTINATION_UNKNOWN");
  request = BirthForTheUnitedStates();
  request.set_extra_copies(51);
  EXPECT_EQ(ReasonOf(Read<v1::FeeQuote>("QuoteFee", request).status()), "OUT_OF_RANGE");
}

TEST_F(CatalogueServiceTest, ComputesTheCompleteList) {
  v1::ComputeChecklistRequest request;
  request.set_name("matters/CERT_MARRIAGE");
  request.set_destination("US");
  request.add_circumstances(v1::ORIGINAL_LOST);
  const auto list = Read<v1::Checklist>("ComputeChecklist", request);
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_TRUE(list->copy_trans_required());
  EXPECT_EQ(list->destination().regime(), v1::APOSTILLE);
  EXPECT_EQ(list->items(0).slot().code(), "M01");
  EXPECT_EQ(list->verifications(0).fact_kind(), "MARRIAGE_RECORD");
  EXPECT_EQ(list->compared_facts_size(), 0);
  request.clear_circumstances();
  EXPECT_EQ(Read<v1::Checklist>("ComputeChecklist", request)->compared_facts(0), "MARRIAGE_RECORD");
  request.add_shared_slots("M01");
  EXPECT_EQ(ReasonOf(Read<v1::Checklist>("ComputeChecklist", request).status()),
            "SLOT_NOT_SHAREABLE");
}

TEST_F(CatalogueServiceTest, SaysWhichConsentsAreNeeded) {
  v1::ComputeChecklistRequest request;
  request.set_name("matters/CERT_MARRIAGE");
  request.set_destination("US");
  const auto required = [&] {
    std::set<std::string> codes;
    const auto list = Read<v1::Checklist>("ComputeChecklist", request);
    if (!list.ok()) return codes;
    for (const v1::ChecklistConsent& asked : list->consents()) {
      EXPECT_EQ(asked.consent().text_hash().size(), 64u) << asked.consent().code();
      if (asked.required()) codes.insert(asked.consent().code());
    }
    return codes;
  };

  EXPECT_EQ(required(), (std::set<std::string>{"PRIVACY_NOTICE", "AGENCY"}));
  request.add_circumstances(v1::COURIER);
  EXPECT_EQ(required(), (std::set<std::string>{"PRIVACY_NOTICE", "AGENCY", "COURIER"}));
  request.set_name("matters/COPY_TRANS");  // no agency is asked
  EXPECT_EQ(required(), (std::set<std::string>{"PRIVACY_NOTICE", "COURIER"}));
}

TEST_F(CatalogueServiceTest, ChecksAFormForThoseWhoSignedIn) {
  v1::CheckFormRequest request;
  request.set_name("matters/CERT_MARRIAGE");
  const auto form = MarriageForm();
  request.mutable_form()->insert(form.begin(), form.end());
  (*request.mutable_form())["spouse.id_number"] = "310111199102201022";
  for (const char* slot : {"M01", "M02", "M03", "M10"}) request.add_filled_slots(slot);
  EXPECT_EQ(ReasonOf(Read<v1::CheckFormResponse>("CheckForm", request).status()), "TOKEN_MISSING");
  const auto answer = harness_.Call<v1::CheckFormResponse>(
      Person("p1"), "/notary.catalogue.v1.CatalogueService/CheckForm", request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_EQ(answer->violations_size(), 2);
  EXPECT_EQ(answer->violations(0).field(), "form.spouse.id_number");
  EXPECT_EQ(answer->violations(0).reason(), "CITIZEN_NUMBER_CHECK_DIGIT");
  EXPECT_EQ(answer->violations(1).field(), "materials.MARRIAGE_ORIGINAL");
  EXPECT_EQ(answer->normalised().count("spouse.id_number"), 0u);
}

TEST_F(CatalogueServiceTest, GivesACalendarOnlyForPublishedYears) {
  v1::GetWorkingCalendarRequest request;
  request.set_name("workingCalendars/2026");
  const auto year = Read<v1::WorkingCalendar>("GetWorkingCalendar", request);
  ASSERT_TRUE(year.ok());
  EXPECT_EQ(year->working_days(), 248);
  EXPECT_FALSE(year->version().empty());
  request.set_name("workingCalendars/2027");
  EXPECT_EQ(ReasonOf(Read<v1::WorkingCalendar>("GetWorkingCalendar", request).status()),
            "CALENDAR_NOT_PUBLISHED");
}

TEST_F(CatalogueServiceTest, ListsWhoMayPayLessOnADay) {
  v1::ListReductionsRequest request;
  const auto now = Read<v1::ListReductionsResponse>("ListReductions", request);
  ASSERT_TRUE(now.ok());
  std::vector<std::string> codes;
  for (const auto& reduction : now->reductions()) codes.push_back(reduction.code());
  EXPECT_THAT(codes, ::testing::ElementsAre("LEGAL_AID", "LOW_INCOME", "SEVERE_DISABILITY",
                                            "VETERAN_FAMILY", "WORK_INJURY", "AGED_80"));
  request.set_date("2016-12-31");
  const auto before = Read<v1::ListReductionsResponse>("ListReductions", request);
  ASSERT_TRUE(before.ok());
  EXPECT_EQ(before->reductions_size(), 0);
}

TEST_F(CatalogueServiceTest, ListsTheLawOfADay) {
  v1::ListLegalBasesRequest request;
  request.set_notice("N08");
  const auto now = Read<v1::ListLegalBasesResponse>("ListLegalBases", request);
  ASSERT_TRUE(now.ok());
  std::vector<std::string> codes;
  for (const auto& basis : now->legal_bases()) codes.push_back(basis.code());
  EXPECT_THAT(codes, ::testing::ElementsAre("L29", "L30", "R35"));
  request.set_date("2017-11-29");
  codes.clear();
  const auto then = Read<v1::ListLegalBasesResponse>("ListLegalBases", request);
  for (const auto& basis : then->legal_bases()) codes.push_back(basis.code());
  EXPECT_THAT(codes, ::testing::ElementsAre("L29", "L30", "R35_2006"));
}

}  // namespace
}  // namespace notary::catalogue
