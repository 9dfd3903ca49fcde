// Identity documents, phones and organisation codes: quality.md D 59, 60; domain.md 5. Numbers are
// those of the test persons, their algorithm vectors, or wrong.
#include "tests/e2e/bad_inputs/form_row.h"

namespace notary::testing {
namespace {

Row BadId(std::string name, std::string number, std::string reason) {
  return BadForm(std::move(name), Matter::kDiploma, "applicant.id_number", std::move(number),
                 std::move(reason));
}

Row BadDocument(std::string name, std::string type, std::string number, std::string reason) {
  return BadForm(std::move(name), Matter::kDiploma, "applicant.id_number", std::move(number),
                 std::move(reason),
                 {{"applicant.id_type", std::move(type)}, {"applicant.nationality", "示例国"}});
}

Row BadPhone(std::string name, std::string number) {
  return BadForm(std::move(name), Matter::kDiploma, "applicant.phone", std::move(number),
                 "PHONE_FORMAT");
}

}  // namespace

Rows IdentityRows() {
  return {
      BadId("id_wrong_check_digit", "310111199001151011", "CITIZEN_NUMBER_CHECK_DIGIT"),
      BadId("id_two_digits_swapped", "310111190901151010", "CITIZEN_NUMBER_CHECK_DIGIT"),
      BadId("id_30_february", "310104199002301230", "CITIZEN_NUMBER_BIRTH_DATE"),
      BadId("id_29_february_2100", "310111210002291010", "CITIZEN_NUMBER_BIRTH_DATE"),
      BadId("id_29_february_1900", "310111190002291010", "CITIZEN_NUMBER_BIRTH_DATE"),
      BadId("id_born_in_the_future", "310111203001151010", "CITIZEN_NUMBER_BIRTH_DATE"),
      BadId("id_month_13", "310111199013151010", "CITIZEN_NUMBER_BIRTH_DATE"),
      BadId("id_unknown_province", "990111199001151010", "CITIZEN_NUMBER_DIVISION"),
      BadId("id_15_digits_of_the_old_form", "310111900115101", "CITIZEN_NUMBER_FORMAT"),
      BadId("id_17_digits", "31011119900115101", "CITIZEN_NUMBER_FORMAT"),
      BadId("id_19_digits", "3101111990011510100", "CITIZEN_NUMBER_FORMAT"),
      BadId("id_letter_in_the_middle", "31011119900X151010", "CITIZEN_NUMBER_FORMAT"),
      BadId("id_arabic_indic_digits", "٣١٠١١١١٩٩٠٠١١٥١٠١٠", "CITIZEN_NUMBER_FORMAT"),
      BadId("id_of_a_residence_permit", "810000199001010019", "ID_TYPE_NUMBER_MISMATCH"),
      BadId("id_missing", "", "REQUIRED"),
      BadForm("id_type_unknown", Matter::kDiploma, "applicant.id_type", "LIBRARY_CARD",
              "OPTION_UNKNOWN"),
      BadDocument("permit_with_a_citizen_number", "RESIDENCE_PERMIT", "310111199001151010",
                  "ID_TYPE_NUMBER_MISMATCH"),
      BadDocument("passport_of_four_characters", "FOREIGN_PASSPORT", "X123", "PASSPORT_FORMAT"),
      BadDocument("passport_with_punctuation", "FOREIGN_PASSPORT", "X1234567#", "PASSPORT_FORMAT"),
      BadDocument("passport_of_21_characters", "FOREIGN_PASSPORT", "X12345678901234567890",
                  "PASSPORT_FORMAT"),
      BadDocument("prc_passport_with_letter_i", "PRC_PASSPORT", "EI1234567", "PASSPORT_FORMAT"),
      BadDocument("hong_kong_permit_with_letter_k", "HONG_KONG_MACAU_PERMIT", "K12345678",
                  "PERMIT_FORMAT"),
      BadDocument("taiwan_permit_of_seven_digits", "TAIWAN_PERMIT", "1234567", "PERMIT_FORMAT"),
      BadDocument("resident_id_wrong_check_digit", "PERMANENT_RESIDENT_ID", "931840198504120016",
                  "PERMANENT_RESIDENT_CHECK_DIGIT"),
      BadDocument("resident_id_30_february", "PERMANENT_RESIDENT_ID", "931840198502300015",
                  "PERMANENT_RESIDENT_BIRTH_DATE"),
      BadForm("spouse_with_wrong_check_digit", Matter::kMarriage, "spouse.id_number",
              "310111199102201022", "CITIZEN_NUMBER_CHECK_DIGIT"),
      BadForm("spouse_is_the_applicant", Matter::kMarriage, "spouse.id_number",
              "310111199001151010", "SPOUSE_IS_APPLICANT"),
      BadForm("courier_to_no_province", Matter::kDiploma, "courier.province", "火星省",
              "PROVINCE_UNKNOWN"),
      BadForm("marriage_number_in_the_future", Matter::kMarriage, "marriage.certificate_number",
              "J310104-2030-000001", "MARRIAGE_CERTIFICATE_NUMBER_IN_FUTURE"),
      BadForm("marriage_number_of_no_form", Matter::kMarriage, "marriage.certificate_number",
              "J310104/2016/1", "MARRIAGE_CERTIFICATE_NUMBER_FORMAT"),
      BadPhone("phone_of_ten_digits", "1380000000"),
      BadPhone("phone_beginning_with_12", "12800000000"),
      BadPhone("phone_with_letters", "1380000000O"),
      BadPhone("phone_premium_extension", "13800000000,,,1234"),
      {.name = "minor_without_guardian",
       .method = "ApplicationService/SubmitApplication",
       .by = By::kApplicant,
       .request = "name: '{it}'",
       .code = absl::StatusCode::kInvalidArgument,
       .reason = "GUARDIAN_REQUIRED",
       .field = "application.circumstances",
       .prepare =
           [](Stage& stage) {
             stage.Put("it",
                       stage.Draft(stage.diploma(), {{"applicant.name", "郑九"},
                                                     {"applicant.id_number", "310111201509011094"},
                                                     {"applicant.birth_date", "2015-09-01"},
                                                     {"document.issue_date", "2026-07-01"}}));
           }},
      // Algorithm vectors of domain.md 5.1; no name of a person goes with them.
      GoodForm("id_control_lower_case_x_becomes_x", Matter::kDiploma, "applicant.id_number",
               "31010419900307123x", "31010419900307123X",
               {{"applicant.birth_date", "1990-03-07"}}),
      GoodForm("id_control_full_width_digits_become_ascii", Matter::kDiploma, "applicant.id_number",
               "３１０１１１１９９００１１５１０１０", "310111199001151010"),
      GoodForm("id_control_spaces_go", Matter::kDiploma, "applicant.id_number",
               "310111 19900115 1010", "310111199001151010"),
      GoodForm("id_control_retired_county", Matter::kDiploma, "applicant.id_number",
               "310230195806152113", "310230195806152113",
               {{"applicant.birth_date", "1958-06-15"}}),
      GoodForm("phone_control_country_code_goes", Matter::kDiploma, "applicant.phone",
               "+86 138-0000-0000", "13800000000"),
      GoodForm("passport_control_spaces_and_lower_case", Matter::kDiploma, "applicant.id_number",
               "x1234 567", "X1234567",
               {{"applicant.id_type", "FOREIGN_PASSPORT"},
                {"applicant.nationality", "示例国"},
                {"applicant.nationality_en", "Exampleland"}}),
  };
}

}  // namespace notary::testing
