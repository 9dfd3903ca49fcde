// Days that are none, or not possible for what they say: quality.md D 70–72, 74.
#include "absl/strings/str_cat.h"
#include "tests/e2e/bad_inputs/form_row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

Row BadBirth(std::string name, std::string day, std::string reason) {
  return BadForm(std::move(name), Matter::kDiploma, "applicant.birth_date", std::move(day),
                 std::move(reason));
}

Row BadWedding(std::string name, std::string day, std::string reason) {
  return BadForm(std::move(name), Matter::kMarriage, "marriage.registration_date", std::move(day),
                 std::move(reason));
}

Row BadDay(std::string name, std::string day) {
  return Refused(std::move(name), "AppointmentService/ListFreeSlots", By::kApplicant,
                 absl::StrCat("parent: 'offices/xuhui' date: '", day, "'"), kInvalidArgument,
                 "DATE_INVALID", "date");
}

}  // namespace

Rows DateRows() {
  return {
      BadBirth("birth_30_february", "1990-02-30", "DATE_NOT_A_DAY"),
      BadBirth("birth_31_april", "1990-04-31", "DATE_NOT_A_DAY"),
      BadBirth("birth_29_february_1900", "1900-02-29", "DATE_NOT_A_DAY"),
      BadBirth("birth_zero", "0000-00-00", "DATE_NOT_A_DAY"),
      BadBirth("birth_in_the_future", "2027-01-01", "DATE_IN_FUTURE"),
      BadBirth("birth_in_1899", "1899-12-31", "DATE_YEAR"),
      BadBirth("birth_in_9999", "9999-12-31", "DATE_YEAR"),
      BadBirth("birth_day_first", "15-01-1990", "DATE_FORMAT"),
      BadBirth("birth_with_slashes", "1990/01/15", "DATE_FORMAT"),
      BadBirth("birth_without_zeroes", "1990-1-5", "DATE_FORMAT"),
      BadBirth("birth_as_seconds", "632361600", "DATE_FORMAT"),
      BadBirth("birth_in_full_width_digits", "１９９０-01-15", "DATE_FORMAT"),
      BadBirth("birth_not_of_the_number", "1990-01-16", "BIRTH_DATE_DIFFERS"),
      BadWedding("wedding_in_the_future", "2026-11-24", "DATE_IN_FUTURE"),
      BadWedding("wedding_before_birth", "1985-05-20", "DATE_BEFORE_BIRTH"),
      BadWedding("wedding_on_29_february_2015", "2015-02-29", "DATE_NOT_A_DAY"),
      BadForm("diploma_before_birth", Matter::kDiploma, "document.issue_date", "1989-07-01",
              "DATE_BEFORE_BIRTH"),
      BadForm("diploma_from_tomorrow", Matter::kDiploma, "document.issue_date", "2026-11-24",
              "DATE_IN_FUTURE"),
      BadDay("day_30_february", "2026-02-30"),
      BadDay("day_29_february_2100", "2100-02-29"),
      BadDay("day_year_zero", "0000-01-01"),
      BadDay("day_year_9999", "9999-12-31"),
      BadDay("day_with_time_and_zone", "2026-11-25T00:00:00+14:00"),
      BadDay("day_leap_second", "23:59:60"),
      BadDay("day_of_two_digit_year", "26-11-25"),
      BadDay("day_with_sign", "+026-11-25"),
      Refused("day_of_legal_bases", "CatalogueService/ListLegalBases", By::kNobody,
              "date: '2026-13-01'", kInvalidArgument, "DATE_INVALID", "date"),
      Refused("day_of_reductions", "CatalogueService/ListReductions", By::kNobody,
              "date: '2026-02-30'", kInvalidArgument, "DATE_INVALID", "date"),
      Refused("day_of_destinations", "CatalogueService/ListDestinations", By::kNobody,
              "date: '2026-11-31'", kInvalidArgument, "DATE_INVALID", "date"),
      Refused("year_without_calendar", "CatalogueService/GetWorkingCalendar", By::kNobody,
              "name: 'workingCalendars/2099'", kNotFound, "CALENDAR_NOT_PUBLISHED"),
      GoodForm("birth_control_29_february_2000", Matter::kDiploma, "applicant.birth_date",
               "2000-02-29", "2000-02-29",
               {{"applicant.id_type", "FOREIGN_PASSPORT"},
                {"applicant.id_number", "X1234567"},
                {"applicant.nationality", "示例国"},
                {"applicant.nationality_en", "Exampleland"}}),
      GoodForm("wedding_control_today", Matter::kMarriage, "marriage.registration_date",
               "2026-11-23", "2026-11-23"),
  };
}

}  // namespace notary::testing
