// Pages, filters and searches: quality.md D 80–84.

#include "gtest/gtest.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/base/check.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kList[] = "ApplicationService/ListApplications";

// Puts the applicant's token of the second page, changed by `alter`, on the stage.
std::function<void(Stage&)> TokenOf(std::function<std::string(std::string)> alter) {
  return [alter = std::move(alter)](Stage& stage) {
    const auto bytes = stage.Send(By::kApplicant, kList,
                                  stage.Request(kList, "parent: 'offices/xuhui' page_size: 1"));
    application::v1::ListApplicationsResponse page;
    NOTARY_CHECK(bytes.ok() && page.ParseFromString(*bytes) && !page.next_page_token().empty());
    stage.Put("it", alter(page.next_page_token()));
  };
}

Row BadToken(std::string name, By by, std::string request,
             std::function<std::string(std::string)> alter) {
  Row row = Refused(std::move(name), kList, by, std::move(request), kInvalidArgument,
                    "PAGE_TOKEN_INVALID", "page_token");
  row.prepare = TokenOf(std::move(alter));
  return row;
}

std::string Same(std::string token) { return token; }

constexpr char kWithToken[] = "parent: 'offices/xuhui' page_token: '{it}'";

// Odd as a search, and only a search: nothing is found, nothing breaks.
Row NothingFound(std::string name, std::string query) {
  Row row = Harmless(std::move(name), "CatalogueService/ListMatters", By::kNobody,
                     "query: \"" + query + "\"");
  row.then = [](const std::string& response) {
    catalogue::v1::ListMattersResponse found;
    ASSERT_TRUE(found.ParseFromString(response));
    EXPECT_EQ(found.matters_size(), 0);
  };
  return row;
}

}  // namespace

Rows PagingRows() {
  return {
      Refused("page_size_minus_one", kList, By::kApplicant, "parent: 'offices/xuhui' page_size: -1",
              kInvalidArgument, "OUT_OF_RANGE", "page_size"),
      Refused("page_size_above_1e9", kList, By::kApplicant,
              "parent: 'offices/xuhui' page_size: 1000000001", kInvalidArgument, "OUT_OF_RANGE",
              "page_size"),
      Refused("worklist_of_an_applicant", kList, By::kApplicant,
              "parent: 'offices/xuhui' worklist: ISSUE", kInvalidArgument, "WORKLIST_FOR_STAFF",
              "worklist"),
      Refused("worklist_that_is_none", kList, By::kHead, "parent: 'offices/xuhui' worklist: 99",
              kInvalidArgument, "ENUM_UNKNOWN", "worklist"),
      Refused("worklist_of_next_year", kList, By::kHead,
              "parent: 'offices/xuhui' worklist: ISSUE within_days: 61", kInvalidArgument,
              "OUT_OF_RANGE", "within_days"),
      BadToken("page_token_of_another_person", By::kOtherPerson, kWithToken, Same),
      BadToken("page_token_of_another_office", By::kApplicant,
               "parent: 'offices/minhang' page_token: '{it}'", Same),
      BadToken("page_token_of_another_filter", By::kApplicant,
               "parent: 'offices/xuhui' state: ISSUED page_token: '{it}'", Same),
      BadToken("page_token_of_one_office_for_all", By::kApplicant,
               "parent: 'offices/-' page_token: '{it}'", Same),
      BadToken("page_token_truncated", By::kApplicant, kWithToken,
               [](std::string token) { return token.substr(0, token.size() - 2); }),
      BadToken("page_token_altered", By::kApplicant, kWithToken,
               [](std::string token) {
                 token[3] = token[3] == 'A' ? 'B' : 'A';
                 return token;
               }),
      BadToken("page_token_with_more_behind", By::kApplicant, kWithToken,
               [](std::string token) { return token + "AAAA"; }),
      BadToken("page_token_of_nothing", By::kApplicant, kWithToken,
               [](const std::string&) { return std::string("1 OR 1=1--"); }),
      Refused("page_token_of_201_characters", kList, By::kApplicant,
              "parent: 'offices/xuhui' page_token: '" + std::string(201, 'A') + "'",
              kInvalidArgument, "TOO_LONG", "page_token"),
      Refused("list_of_all_offices_by_staff", kList, By::kHead, "parent: 'offices/-'",
              kInvalidArgument, "OWN_OFFICE_ONLY", "parent"),
      Refused("list_of_two_offices", kList, By::kApplicant, "parent: 'offices/xuhui,minhang'",
              kInvalidArgument, "MALFORMED", "parent"),
      Refused("case_begun_at_all_offices", "ApplicationService/CreateApplication", By::kApplicant,
              "parent: 'offices/-' application { matter: 'CERT_EDU' }", kInvalidArgument,
              "MALFORMED", "parent"),
      Refused("filter_of_unknown_state", kList, By::kApplicant, "parent: 'offices/xuhui' state: 99",
              kInvalidArgument, "ENUM_UNKNOWN", "state"),
      Refused("search_of_61_characters", "CatalogueService/ListMatters", By::kNobody,
              "query: '" + std::string(61, 'a') + "'", kInvalidArgument, "TOO_LONG", "query"),
      Refused("search_with_nul", "CatalogueService/ListMatters", By::kNobody, "query: 'a\\000b'",
              kInvalidArgument, "CONTROL_CHARACTER", "query"),
      Refused("offices_for_unknown_matter", "CatalogueService/ListOffices", By::kNobody,
              "matter: 'WILL'", kNotFound, "MATTER_UNKNOWN"),
      Refused("offices_for_a_matter_with_sql", "CatalogueService/ListOffices", By::kNobody,
              "matter: 'X\\';--'", kInvalidArgument, "MALFORMED", "matter"),
      Refused("matters_of_unknown_office", "CatalogueService/ListMatters", By::kNobody,
              "office: 'offices/atlantis'", kNotFound, "OFFICE_UNKNOWN"),
      Refused("office_unknown", "CatalogueService/GetOffice", By::kNobody,
              "name: 'offices/atlantis'", kNotFound, "OFFICE_UNKNOWN"),
      Refused("matter_unknown", "CatalogueService/GetMatter", By::kNobody, "name: 'matters/WILL'",
              kNotFound, "MATTER_UNKNOWN"),
      Refused("checklist_of_unknown_destination", "CatalogueService/ComputeChecklist", By::kNobody,
              "name: 'matters/CERT_EDU' destination: 'XX'", kNotFound, "DESTINATION_UNKNOWN"),
      Refused("checklist_with_slot_of_no_code", "CatalogueService/ComputeChecklist", By::kNobody,
              "name: 'matters/CERT_EDU' destination: 'US' shared_slots: '张一'", kInvalidArgument,
              "MALFORMED", "shared_slots[0]"),
      Refused("checklist_with_unshareable_slot", "CatalogueService/ComputeChecklist", By::kNobody,
              "name: 'matters/CERT_EDU' destination: 'US' shared_slots: 'EDU_ORIGINAL'",
              kInvalidArgument, "SLOT_NOT_SHAREABLE", "materials.EDU_ORIGINAL"),
      Refused("form_check_with_slot_of_no_code", "CatalogueService/CheckForm", By::kApplicant,
              "name: 'matters/CERT_EDU' filled_slots: '310111199001151010'", kInvalidArgument,
              "MALFORMED", "filled_slots[0]"),
      NothingFound("search_of_percent", "%"),
      NothingFound("search_of_underscores", "____"),
      NothingFound("search_of_backslash", "\\\\"),
      NothingFound("search_of_sql", "';--"),
      NothingFound("search_of_regex", ".*"),
      Harmless("page_control_all_offices", kList, By::kApplicant, "parent: 'offices/-'"),
      Harmless("page_control_size_0", kList, By::kApplicant, "parent: 'offices/xuhui'"),
      Harmless("page_control_size_1e9", kList, By::kApplicant,
               "parent: 'offices/xuhui' page_size: 1000000000"),
  };
}

}  // namespace notary::testing
