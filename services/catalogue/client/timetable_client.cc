#include "services/catalogue/client/timetable_client.h"

#include "absl/strings/str_cat.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::catalogue {
namespace {

constexpr absl::Duration kKept = absl::Minutes(5);

absl::Status AddYear(const v1::WorkingCalendar& year, std::vector<common::DayRule>& rules) {
  for (const v1::CalendarRule& rule : year.rules()) {
    absl::CivilDay first, last;
    if (!absl::ParseCivilTime(rule.first_day(), &first)) return absl::DataLossError("calendar day");
    if (!absl::ParseCivilTime(rule.last_day(), &last)) last = first;
    const auto kind = rule.kind() == v1::CalendarRule::HOLIDAY
                          ? common::DayRule::Kind::kHoliday
                          : common::DayRule::Kind::kMakeupWorkday;
    for (absl::CivilDay day = first; day <= last; ++day) {
      rules.push_back(
          {day, kind, {rule.display_name().zh(), rule.display_name().en()}, year.source()});
    }
  }
  return absl::OkStatus();
}

// One that counts rounds counts no time.
common::Limit ToLimit(const v1::LegalLimit& limit) {
  switch (limit.unit()) {
    case v1::LegalLimit::WORKING_DAYS:
      return {.working_days = limit.value()};
    case v1::LegalLimit::DAYS:
      return {.period = {.days = limit.value()}};
    case v1::LegalLimit::MONTHS:
      return {.period = {.months = limit.value()}};
    case v1::LegalLimit::YEARS:
      return {.period = {.years = limit.value()}};
    default:
      return {};
  }
}

}  // namespace

absl::StatusOr<Timetable> TimetableClient::Load(absl::CivilDay today) {
  std::vector<int> years;
  std::vector<common::DayRule> rules;
  std::string version;
  for (auto year = static_cast<int>(today.year()) - 3; year <= today.year() + 2; ++year) {
    v1::GetWorkingCalendarRequest request;
    request.set_name(absl::StrCat("workingCalendars/", year));
    const absl::StatusOr<v1::WorkingCalendar> found =
        Ask<v1::WorkingCalendar>("GetWorkingCalendar", request);
    if (absl::IsNotFound(found.status())) continue;
    if (!found.ok()) return found.status();
    years.push_back(year);
    version = found->version();
    RETURN_IF_ERROR(AddYear(*found, rules));
  }
  v1::ListLegalBasesRequest request;
  request.set_date(absl::FormatCivilTime(today));
  ASSIGN_OR_RETURN(const v1::ListLegalBasesResponse law,
                   Ask<v1::ListLegalBasesResponse>("ListLegalBases", request));
  ASSIGN_OR_RETURN(common::WorkingCalendar calendar,
                   common::WorkingCalendar::Create(version, years, std::move(rules)));
  Timetable timetable{std::move(calendar), {}, {}};
  for (const v1::LegalLimit& limit : law.limits()) {
    timetable.limits[limit.code()] = ToLimit(limit);
    if (limit.unit() == v1::LegalLimit::ROUNDS) timetable.rounds[limit.code()] = limit.value();
  }
  return timetable;
}

absl::StatusOr<std::shared_ptr<const Timetable>> TimetableClient::Get(absl::CivilDay today) {
  {
    absl::MutexLock lock(&mutex_);
    if (current_ != nullptr && absl::Now() - load_time_ < kKept) return current_;
  }
  ASSIGN_OR_RETURN(Timetable loaded, Load(today));
  absl::MutexLock lock(&mutex_);
  current_ = std::make_shared<const Timetable>(std::move(loaded));
  load_time_ = absl::Now();
  return current_;
}

}  // namespace notary::catalogue
