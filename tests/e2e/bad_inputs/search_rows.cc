// The search for somebody's cases by a document's number, and the record of it: quality.md D 59,
// 80–83.
#include "gtest/gtest.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/check.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kSearch[] = "ApplicationService/SearchApplications";
constexpr char kRecord[] = "ApplicationService/ListDisclosures";
constexpr char kParent[] = "parent: 'offices/xuhui' ";
constexpr char kNumber[] = "id_type: 'CITIZEN_ID' id_number: '310111199001151010' ";
constexpr char kPurpose[] = "purpose: 'REVIEW' ";

Row BadSearch(std::string name, const std::string& request, std::string reason, std::string field) {
  return Refused(std::move(name), kSearch, By::kAssistant, kParent + request, kInvalidArgument,
                 std::move(reason), std::move(field));
}

Row BadNumber(std::string name, const std::string& type, const std::string& number,
              std::string reason) {
  Row row = BadSearch(std::move(name),
                      "id_type: '" + type + "' id_number: \"" + number + "\" purpose: 'REVIEW'",
                      std::move(reason), "id_number");
  row.secret = number;
  return row;
}

// Odd as a number, and only a number: it is searched for, recorded, and nobody has it.
Row NobodyHas(std::string name, const std::string& number) {
  Row row = Accepted(std::move(name), kSearch, By::kAssistant,
                     kParent + ("id_type: 'OTHER' id_number: \"" + number + "\" ") + kPurpose);
  row.then = [](const std::string& response) {
    application::v1::SearchApplicationsResponse found;
    ASSERT_TRUE(found.ParseFromString(response));
    EXPECT_EQ(found.found_size(), 0);
  };
  return row;
}

// With the assistant's token of the second page.
Row WithToken(std::string name, By by, const std::string& request) {
  Row row = Refused(std::move(name), kSearch, by, kParent + request + "page_token: '{it}'",
                    kInvalidArgument, "PAGE_TOKEN_INVALID", "page_token");
  row.prepare = [](Stage& stage) {
    const auto bytes = stage.Send(
        By::kAssistant, kSearch,
        stage.Request(kSearch, std::string(kParent) + kNumber + kPurpose + "page_size: 1"));
    application::v1::SearchApplicationsResponse page;
    NOTARY_CHECK(bytes.ok() && page.ParseFromString(*bytes) && !page.next_page_token().empty());
    stage.Put("it", page.next_page_token());
  };
  return row;
}

}  // namespace

Rows SearchRows() {
  const std::string good = std::string(kNumber) + kPurpose;
  return {
      BadNumber("search_number_wrong_check_digit", "CITIZEN_ID", "310111199001151011",
                "CITIZEN_NUMBER_CHECK_DIGIT"),
      BadNumber("search_number_30_february", "CITIZEN_ID", "310104199002301230",
                "CITIZEN_NUMBER_BIRTH_DATE"),
      BadNumber("search_number_part", "CITIZEN_ID", "31011119900115", "CITIZEN_NUMBER_FORMAT"),
      BadNumber("search_number_percent", "CITIZEN_ID", "31011119900115101%",
                "CITIZEN_NUMBER_FORMAT"),
      BadNumber("search_number_quote", "CITIZEN_ID", "' OR ''='", "CITIZEN_NUMBER_FORMAT"),
      BadNumber("search_number_of_another_type", "RESIDENCE_PERMIT", "310111199001151010",
                "ID_TYPE_NUMBER_MISMATCH"),
      BadNumber("search_passport_with_punctuation", "FOREIGN_PASSPORT", "X1234567%",
                "PASSPORT_FORMAT"),
      BadNumber("search_number_of_51_characters", "OTHER", std::string(51, '7'), "TOO_LONG"),
      BadNumber("search_number_with_nul", "OTHER", "7\\0007", "CONTROL_CHARACTER"),
      BadNumber("search_number_of_dashes", "OTHER", "- -", "ID_NUMBER_LENGTH"),
      BadSearch("search_number_missing", "id_type: 'CITIZEN_ID' purpose: 'REVIEW'", "REQUIRED",
                "id_number"),
      BadSearch("search_type_missing", "id_number: '310111199001151010' purpose: 'REVIEW'",
                "REQUIRED", "id_type"),
      BadSearch("search_type_unknown", "id_type: 'LIBRARY_CARD' id_number: '7' purpose: 'REVIEW'",
                "ID_TYPE_UNKNOWN", "id_type"),
      BadSearch("search_purpose_missing", kNumber, "REQUIRED", "purpose"),
      BadSearch("search_purpose_unknown", std::string(kNumber) + "purpose: 'CURIOSITY'",
                "NOT_AN_OPTION", "purpose"),
      BadSearch("search_purpose_in_words", std::string(kNumber) + "purpose: 'just looking'",
                "MALFORMED", "purpose"),
      BadSearch("search_page_size_minus_one", good + "page_size: -1", "OUT_OF_RANGE", "page_size"),
      BadSearch("search_page_size_above_1e9", good + "page_size: 1000000001", "OUT_OF_RANGE",
                "page_size"),
      BadSearch("search_page_token_of_nothing", good + "page_token: '1 OR 1=1--'",
                "PAGE_TOKEN_INVALID", "page_token"),
      WithToken("search_page_token_of_another_clerk", By::kNotary, good),
      WithToken("search_page_token_of_another_number", By::kAssistant,
                std::string("id_type: 'CITIZEN_ID' id_number: '310111199102201021' ") + kPurpose),
      WithToken("search_page_token_of_another_purpose", By::kAssistant,
                std::string(kNumber) + "purpose: 'VERIFY' "),
      Refused("search_at_another_office", kSearch, By::kAssistantOfMinhang, kParent + good,
              kNotFound, "RESOURCE_NOT_FOUND"),
      Refused("search_by_an_applicant", kSearch, By::kApplicant, kParent + good, kPermissionDenied,
              "ROLE_NOT_ALLOWED"),
      Refused("search_by_the_cashier", kSearch, By::kCashier, kParent + good, kPermissionDenied,
              "ROLE_NOT_ALLOWED"),
      Refused("search_by_the_auditor", kSearch, By::kAuditAdmin, kParent + good, kPermissionDenied,
              "ROLE_NOT_ALLOWED"),
      NobodyHas("search_control_percent", "%"),
      NobodyHas("search_control_underscores", "____"),
      NobodyHas("search_control_quote", "';--"),
      NobodyHas("search_control_regex", ".*"),
      Accepted("search_control_is_recorded", kSearch, By::kAssistant, kParent + good),
      Refused("record_by_the_assistant", kRecord, By::kAssistant, kParent, kPermissionDenied,
              "ROLE_NOT_ALLOWED"),
      Refused("record_page_size_minus_one", kRecord, By::kAuditAdmin,
              kParent + std::string("page_size: -1"), kInvalidArgument, "OUT_OF_RANGE",
              "page_size"),
      Refused("record_page_token_of_nothing", kRecord, By::kAuditAdmin,
              kParent + std::string("page_token: 'AAAA'"), kInvalidArgument, "PAGE_TOKEN_INVALID",
              "page_token"),
      Refused("record_of_another_office", kRecord, By::kAuditAdmin, "parent: 'offices/minhang'",
              kNotFound, "RESOURCE_NOT_FOUND"),
      Accepted("reading_control_of_a_certificate", "CertificateService/PrintCertificate",
               By::kPrinter, "name: '{certificate}'"),
      Accepted("reading_control_of_a_notice", "NotificationService/GetNotice", By::kAssistant,
               "name: '{notice}'"),
      Refused("reading_reported_by_staff", "ApplicationService/ReportReading", By::kHead,
              "name: '{reviewing}' document: '{notice}' viewer: 'staff/x' viewer_roles: ROLE_HEAD "
              "read_time { seconds: 1795574700 }",
              kPermissionDenied, "ROLE_NOT_ALLOWED"),
      Refused("reading_by_a_person", "ApplicationService/ReportReading", By::kSystem,
              "name: '{reviewing}' document: '{notice}' viewer: 'persons/zhang-yi' viewer_roles: "
              "ROLE_HEAD read_time { seconds: 1795574700 }",
              kInvalidArgument, "NOT_STAFF", "viewer"),
      Harmless("record_control", kRecord, By::kAuditAdmin, kParent),
  };
}

}  // namespace notary::testing
