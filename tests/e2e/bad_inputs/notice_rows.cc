// Notices served on paper: what was not, was already, or could not have been.
#include "absl/strings/str_cat.h"
#include "platform/time/clock.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kServe[] = "NotificationService/ServeNotice";
constexpr char kHandedOver[] = "name: '{paper_notice}' paper_way: HANDED_OVER ";

void PutToday(Stage& stage) {
  const absl::Time now = stage.world().Now();
  stage.Put("it", absl::FormatCivilTime(absl::ToCivilDay(now, ShanghaiZone())));
}

Row Today(Row row) {
  row.prepare = PutToday;
  return row;
}

Row BadDay(std::string name, const std::string& day, std::string reason) {
  return Refused(std::move(name), kServe, By::kAssistant,
                 absl::StrCat(kHandedOver, "serve_date: '", day, "'"), kInvalidArgument,
                 std::move(reason), "serve_date");
}

}  // namespace

Rows NoticeRows() {
  return {
      BadDay("notice_served_before_it_was_made", "2026-11-01", "DATE_BEFORE_NOTICE"),
      BadDay("notice_served_in_another_year", "2036-11-30", "DATE_IN_FUTURE"),
      BadDay("notice_served_on_30_february", "2026-02-30", "DATE_INVALID"),
      BadDay("notice_served_on_no_day", "", "REQUIRED"),
      Today(Refused("notice_served_in_no_way", kServe, By::kAssistant,
                    "name: '{paper_notice}' serve_date: '{it}'", kInvalidArgument, "REQUIRED",
                    "paper_way")),
      Today(Refused("notice_by_mail_without_number", kServe, By::kAssistant,
                    "name: '{paper_notice}' paper_way: REGISTERED_MAIL serve_date: '{it}'",
                    kInvalidArgument, "REQUIRED", "mail_number")),
      Today(Refused("notice_handed_over_with_a_number_of_a_letter", kServe, By::kAssistant,
                    absl::StrCat(kHandedOver, "serve_date: '{it}' mail_number: 'XA1'"),
                    kInvalidArgument, "NOT_BY_MAIL", "mail_number")),
      Today(Refused("notice_with_41_characters_of_number", kServe, By::kAssistant,
                    absl::StrCat("name: '{paper_notice}' paper_way: REGISTERED_MAIL "
                                 "serve_date: '{it}' mail_number: '",
                                 std::string(41, '1'), "'"),
                    kInvalidArgument, "TOO_LONG", "mail_number")),
      Today(Refused("notice_that_went_out_electronically", kServe, By::kAssistant,
                    "name: '{notice}' paper_way: HANDED_OVER serve_date: '{it}'",
                    kFailedPrecondition, "SERVED_ELECTRONICALLY")),
      Today(Refused("notice_of_another_office_served", kServe, By::kAssistantOfMinhang,
                    absl::StrCat(kHandedOver, "serve_date: '{it}'"), kNotFound,
                    "RESOURCE_NOT_FOUND")),
      Today(Refused("notice_served_by_its_addressee", kServe, By::kApplicant,
                    absl::StrCat(kHandedOver, "serve_date: '{it}'"), kPermissionDenied,
                    "ROLE_NOT_ALLOWED")),
      Today(Accepted("notice_served_control", kServe, By::kAssistant,
                     absl::StrCat(kHandedOver, "serve_date: '{it}'"))),
      Today(Refused("notice_served_twice", kServe, By::kAssistant,
                    absl::StrCat(kHandedOver, "serve_date: '{it}'"), kFailedPrecondition,
                    "ALREADY_SERVED")),
  };
}

}  // namespace notary::testing
