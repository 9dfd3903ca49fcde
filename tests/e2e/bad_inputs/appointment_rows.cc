// Visits: times that are no slot, cases that are not the visitor's office's. Opening hours: times
// that no office could close or open at.
#include "absl/strings/str_cat.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kBook[] = "AppointmentService/BookVisit";

std::string At(const std::string& start_time) {
  return absl::StrCat("parent: 'offices/xuhui' visit { application: '{reviewing}' start_time { ",
                      start_time, " } }");
}

Row BadTime(std::string name, const std::string& start_time, std::string reason) {
  return Refused(std::move(name), kBook, By::kApplicant, At(start_time), kInvalidArgument,
                 std::move(reason), "visit.start_time");
}

constexpr char kChange[] = "AppointmentService/CreateOpeningChange";
constexpr char kWithdraw[] = "AppointmentService/WithdrawOpeningChange";

std::string Hours(const std::string& kind, const std::string& from, const std::string& to) {
  return absl::StrCat("parent: 'offices/xuhui' opening_change { kind: '", kind, "' start_time { ",
                      from, " } end_time { ", to, " } reason_zh: '检修' reason_en: 'Repairs' }");
}

Row BadHours(std::string name, const std::string& request, std::string reason, std::string field) {
  return Refused(std::move(name), kChange, By::kHead, request, kInvalidArgument, std::move(reason),
                 "opening_change." + field);
}

Rows OpeningRows() {
  const std::string ten = "seconds: 1795572000", eleven = "seconds: 1795575600";  // 25 November
  return {
      BadHours("hours_of_no_kind", Hours("SOMETIMES", ten, eleven), "ENUM_UNKNOWN", "kind"),
      BadHours("hours_yesterday", Hours("CLOSED", "seconds: 1795312800", eleven),
               "OPENING_IN_THE_PAST", "start_time"),
      BadHours("hours_before_the_epoch", Hours("CLOSED", "seconds: -1", eleven),
               "OPENING_IN_THE_PAST", "start_time"),
      BadHours("hours_in_milliseconds", Hours("CLOSED", "seconds: 1795572000000", eleven),
               "OPENING_TOO_FAR", "start_time"),
      BadHours("hours_at_the_largest_time", Hours("CLOSED", "seconds: 9223372036854775807", eleven),
               "OPENING_TOO_FAR", "start_time"),
      BadHours("hours_until_the_largest_time", Hours("CLOSED", ten, "seconds: 9223372036854775807"),
               "OPENING_TOO_LONG", "end_time"),
      BadHours("hours_the_wrong_way_round", Hours("CLOSED", eleven, ten),
               "OPENING_ENDS_BEFORE_IT_BEGINS", "end_time"),
      BadHours("hours_without_length", Hours("CLOSED", ten, ten), "OPENING_ENDS_BEFORE_IT_BEGINS",
               "end_time"),
      BadHours("hours_for_two_months", Hours("CLOSED", ten, "seconds: 1800842400"),
               "OPENING_TOO_LONG", "end_time"),
      BadHours("hours_a_microsecond_late", Hours("CLOSED", ten, eleven + " nanos: 1000"),
               "OPENING_BETWEEN_SLOTS", "end_time"),
      BadHours("hours_between_slots", Hours("CLOSED", "seconds: 1795572060", eleven),
               "OPENING_BETWEEN_SLOTS", "start_time"),
      BadHours("hours_extra_on_a_working_day", Hours("EXTRA", ten, eleven),
               "OPENING_ON_WORKING_DAY", "start_time"),
      BadHours("hours_extra_for_a_weekend",
               Hours("EXTRA", "seconds: 1795827600", "seconds: 1795914000"),
               "OPENING_OVER_MIDNIGHT", "end_time"),
      BadHours("hours_extra_in_a_year_without_calendar",
               Hours("EXTRA", "seconds: 1804039200", "seconds: 1804042800"), "SLOT_NOT_OPEN_YET",
               "start_time"),
      BadHours("hours_without_a_word_to_applicants",
               "parent: 'offices/xuhui' opening_change { kind: 'CLOSED' start_time { seconds: "
               "1795572000 } end_time { seconds: 1795575600 } reason_en: 'Repairs' }",
               "REQUIRED", "reason_zh"),
      Refused("hours_extra_twice", kChange, By::kHead,
              Hours("EXTRA", "seconds: 1798246800", "seconds: 1798250400"), kFailedPrecondition,
              "OPENING_OVERLAPS"),
      Refused("hours_closed_over_a_visit", kChange, By::kHead,
              Hours("CLOSED", "seconds: 1795570200", ten), kFailedPrecondition, "VISITS_BOOKED"),
      Refused("hours_withdrawn_by_the_name_of_a_case", kWithdraw, By::kHead, "name: '{draft}'",
              kNotFound, "RESOURCE_NOT_FOUND"),
      Refused("hours_withdrawn_as_they_were", kWithdraw, By::kHead,
              "name: '{opening}' etag: 'stale'", kAborted, "ETAG_STALE"),
      [] {
        Row row = Refused("visit_where_the_office_has_closed", kBook, By::kApplicant,
                          At("seconds: 1795662000"), kFailedPrecondition, "OFFICE_CLOSED");
        row.prepare = [](Stage& stage) {
          stage.Do(By::kHead, kChange,
                   Hours("CLOSED", "seconds: 1795660200", "seconds: 1795663800"));
        };
        return row;
      }(),
      [] {
        Row row = Refused("hours_withdrawn_twice", kWithdraw, By::kHead, "name: '{it}'",
                          kFailedPrecondition, "OPENING_WITHDRAWN");
        row.prepare = [](Stage& stage) {
          stage.Put("it", stage.Do(By::kHead, kChange,
                                   Hours("CLOSED", "seconds: 1796428800", "seconds: 1796432400")));
          stage.Do(By::kHead, kWithdraw, "name: '{it}'");
        };
        return row;
      }(),
      Accepted("hours_control_extra", kChange, By::kHead,
               Hours("EXTRA", "seconds: 1797037200", "seconds: 1797048000")),
  };
}

Rows VisitRows() {
  return {
      BadTime("visit_yesterday", "seconds: 1795312800", "SLOT_IN_THE_PAST"),
      BadTime("visit_an_hour_ago", "seconds: 1795395600", "SLOT_IN_THE_PAST"),
      BadTime("visit_at_the_epoch", "seconds: 0", "SLOT_IN_THE_PAST"),
      BadTime("visit_before_the_epoch", "seconds: -1", "SLOT_IN_THE_PAST"),
      BadTime("visit_on_saturday", "seconds: 1795831200", "SLOT_UNKNOWN"),
      BadTime("visit_between_slots", "seconds: 1795570620", "SLOT_UNKNOWN"),
      BadTime("visit_a_nanosecond_late", "seconds: 1795572000 nanos: 1", "SLOT_UNKNOWN"),
      BadTime("visit_at_lunch", "seconds: 1795579200", "SLOT_UNKNOWN"),
      BadTime("visit_in_the_evening", "seconds: 1795608000", "SLOT_UNKNOWN"),
      BadTime("visit_in_a_year_without_calendar", "seconds: 1804039200", "SLOT_NOT_OPEN_YET"),
      BadTime("visit_in_9999", "seconds: 253402221600", "SLOT_NOT_OPEN_YET"),
      BadTime("visit_in_milliseconds", "seconds: 1795572000000", "SLOT_NOT_OPEN_YET"),
      BadTime("visit_at_the_largest_time", "seconds: 9223372036854775807", "SLOT_NOT_OPEN_YET"),
      Refused("visit_without_time", kBook, By::kApplicant,
              "parent: 'offices/xuhui' visit { application: '{reviewing}' }", kInvalidArgument,
              "REQUIRED", "visit.start_time"),
      Refused("visit_for_a_case_of_another_office", kBook, By::kApplicant,
              "parent: 'offices/minhang' visit { application: '{reviewing}' "
              "start_time { seconds: 1795572000 } }",
              kInvalidArgument, "APPLICATION_UNKNOWN", "visit.application"),
      Refused("visit_for_what_is_no_case", kBook, By::kApplicant,
              "parent: 'offices/xuhui' visit { application: '{fee_note}' "
              "start_time { seconds: 1795572000 } }",
              kInvalidArgument, "APPLICATION_UNKNOWN", "visit.application"),
      Refused("visit_for_a_case_of_somebody_else", kBook, By::kOtherPerson,
              At("seconds: 1795572000"), kInvalidArgument, "APPLICATION_UNKNOWN",
              "visit.application"),
      Refused("visit_for_a_case_that_does_not_exist", kBook, By::kApplicant,
              "parent: 'offices/xuhui' visit { application: "
              "'offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001' "
              "start_time { seconds: 1795572000 } }",
              kInvalidArgument, "APPLICATION_UNKNOWN", "visit.application"),
      Refused("visit_for_a_draft", kBook, By::kApplicant,
              "parent: 'offices/xuhui' visit { application: '{draft}' "
              "start_time { seconds: 1795572000 } }",
              kFailedPrecondition, "CASE_AWAITS_NO_VISIT"),
      Refused("visit_booked_twice", kBook, By::kApplicant,
              "parent: 'offices/xuhui' visit { application: '{accepted}' "
              "start_time { seconds: 1795572000 } }",
              kFailedPrecondition, "VISIT_BOOKED"),
      [] {
        Row row = Refused("visit_when_all_counters_are_taken", kBook, By::kApplicant,
                          At("seconds: 1795573800"), kFailedPrecondition, "SLOT_TAKEN");
        row.prepare = [](Stage& stage) {
          for (const char* name : {"supplement", "visited", "unpaid"}) {
            stage.Do(By::kApplicant, kBook,
                     absl::StrCat("parent: 'offices/xuhui' visit { application: '{", name,
                                  "}' start_time { seconds: 1795573800 } }"));
          }
        };
        return row;
      }(),
      [] {
        Row row = Refused("visit_cancelled_twice", "AppointmentService/CancelVisit", By::kApplicant,
                          "name: '{it}'", kFailedPrecondition, "VISIT_NOT_BOOKED");
        row.prepare = [](Stage& stage) {
          stage.Put("it", stage.Do(By::kApplicant, kBook,
                                   "parent: 'offices/xuhui' visit { application: '{marriage}' "
                                   "start_time { seconds: 1795572000 } }"));
          stage.Do(By::kApplicant, "AppointmentService/CancelVisit", "name: '{it}'");
        };
        return row;
      }(),
      Refused("visit_cancelled_by_the_name_of_a_case", "AppointmentService/CancelVisit",
              By::kApplicant, "name: '{draft}'", kNotFound, "RESOURCE_NOT_FOUND"),
      Refused("visit_cancelled_for_no_reason_there_is", "AppointmentService/CancelVisit",
              By::kAssistant, "name: '{visit}' reason: 'RAIN'", kInvalidArgument,
              "CANCEL_REASON_UNKNOWN", "reason"),
      Refused("visit_cancelled_by_its_party_for_a_reason_of_staff",
              "AppointmentService/CancelVisit", By::kApplicant,
              "name: '{visit}' reason: 'STAFF_AWAY'", kInvalidArgument, "CANCEL_REASON_OF_STAFF",
              "reason"),
      Refused("visit_settled_as_missed", "AppointmentService/SettleVisits", By::kSystem,
              "parent: 'offices/xuhui' application: '{accepted}' became: 'MISSED'",
              kInvalidArgument, "ENUM_UNKNOWN", "became"),
      Accepted("visit_control_book", kBook, By::kApplicant, At("seconds: 1795572000")),
  };
}

}  // namespace

Rows AppointmentRows() {
  Rows rows = VisitRows();
  for (Row& row : OpeningRows()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace notary::testing
