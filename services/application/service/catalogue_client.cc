#include "services/application/service/catalogue_client.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/application/service/effects.h"
#include "services/common/deadline.h"

namespace notary::application {
namespace {

constexpr absl::Duration kKept = absl::Minutes(5);

namespace api = ::notary::catalogue::v1;

template <typename Request>
void AddCircumstances(const Case& c, Request& request) {
  const Application& a = c.application;
  if (a.capacity == Capacity::kAgent) request.add_circumstances(api::AGENT);
  if (a.capacity == Capacity::kGuardian) request.add_circumstances(api::GUARDIAN);
  if (a.original_lost) request.add_circumstances(api::ORIGINAL_LOST);
  if (!FormValue(c, "organisation.name").empty()) request.add_circumstances(api::ORGANISATION);
}

absl::CivilDay DayIn(absl::Time time) { return absl::ToCivilDay(time, ShanghaiZone()); }

std::vector<common::Pause> PausedDays(const std::vector<Pause>& pauses) {
  std::vector<common::Pause> days;
  for (const Pause& pause : pauses) {
    common::Pause day{DayIn(pause.start), std::nullopt, {pause.reason, pause.reason}};
    if (pause.end) day.resume_day = DayIn(*pause.end);
    days.push_back(std::move(day));
  }
  return days;
}

absl::Status AddYear(const api::WorkingCalendar& year, std::vector<common::DayRule>& rules) {
  for (const api::CalendarRule& rule : year.rules()) {
    absl::CivilDay first, last;
    if (!absl::ParseCivilTime(rule.first_day(), &first)) return absl::DataLossError("calendar day");
    if (!absl::ParseCivilTime(rule.last_day(), &last)) last = first;
    const auto kind = rule.kind() == api::CalendarRule::HOLIDAY
                          ? common::DayRule::Kind::kHoliday
                          : common::DayRule::Kind::kMakeupWorkday;
    for (absl::CivilDay day = first; day <= last; ++day) {
      rules.push_back({day, kind, {rule.display_name().zh(), rule.display_name().en()}, year.source()});
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string CatalogueClient::Token() {
  absl::MutexLock lock(&mutex_);  // the supplier keeps its last token
  return token_();
}

template <typename Response>
absl::StatusOr<Response> CatalogueClient::Ask(const char* method,
                                              const google::protobuf::Message& request) {
  const std::string path = absl::StrCat("/notary.catalogue.v1.CatalogueService/", method);
  rpc::Channel* channel = router_.Find(path);
  if (channel == nullptr) return absl::UnavailableError("no route to the catalogue");
  return channel->Call<Response>(path, request, {.authorization = Token()});
}

absl::Status CatalogueClient::CheckSubmission(const Case& c, absl::CivilDay) {
  api::CheckFormRequest request;
  request.set_name(absl::StrCat("matters/", c.application.matter));
  AddCircumstances(c, request);
  for (const auto& [field, value] : c.form) (*request.mutable_form())[field] = value;
  for (const Material& material : c.materials) {
    (material.by_data_sharing ? request.add_shared_slots() : request.add_filled_slots())->assign(material.slot);
  }
  ASSIGN_OR_RETURN(const api::CheckFormResponse response,
                   Ask<api::CheckFormResponse>("CheckForm", request));
  if (response.violations().empty()) return absl::OkStatus();
  std::vector<FieldViolation> violations;
  for (const api::FormViolation& violation : response.violations()) {
    violations.push_back({absl::StrCat("application.", violation.field()), violation.reason(),
                          {violation.text().zh(), violation.text().en()}});
  }
  return InvalidFields(std::move(violations));
}

absl::StatusOr<MatterRules> CatalogueClient::Rules(const Case& c, absl::CivilDay) {
  api::ComputeChecklistRequest request;
  request.set_name(absl::StrCat("matters/", c.application.matter));
  // Before the applicant has said where the certificate is used, it is taken as used at home.
  const std::string country = FormValue(c, "use.country");
  request.set_destination(country.empty() ? "CN" : country);
  AddCircumstances(c, request);
  for (const auto& [field, value] : c.form) (*request.mutable_answers())[field] = value;
  for (const Material& material : c.materials) {
    if (material.by_data_sharing) request.add_shared_slots(material.slot);
  }
  ASSIGN_OR_RETURN(const api::Checklist checklist, Ask<api::Checklist>("ComputeChecklist", request));
  MatterRules rules{.copy_trans = checklist.copy_trans_required()};
  for (const api::VerificationPlan& plan : checklist.verifications()) {
    rules.facts.push_back({plan.fact_kind(), plan.stale_after_days()});
  }
  return rules;
}

absl::StatusOr<OfficeInfo> CatalogueClient::Office(const std::string& office) {
  {
    absl::MutexLock lock(&mutex_);
    const auto known = offices_.find(office);
    if (known != offices_.end()) return known->second;
  }
  api::GetOfficeRequest request;
  request.set_name(absl::StrCat("offices/", office));
  ASSIGN_OR_RETURN(const api::Office found, Ask<api::Office>("GetOffice", request));
  for (const api::CertificateSeries& series : found.series()) {
    if (!series.mark().empty()) continue;  // domestic civil matters: the series without a mark
    const OfficeInfo info{{.region = series.region(),
                           .office = series.office(),
                           .region_pinyin = series.region_pinyin(),
                           .office_pinyin = series.office_pinyin()},
                          found.display_name().zh(), found.display_name().en()};
    absl::MutexLock lock(&mutex_);
    return offices_[office] = info;
  }
  return absl::DataLossError(absl::StrCat("office without a series: ", office));
}

absl::StatusOr<CatalogueClient::Timetable> CatalogueClient::LoadTimetable(absl::CivilDay today) {
  std::vector<int> years;
  std::vector<common::DayRule> rules;
  std::string version;
  for (auto year = static_cast<int>(today.year()) - 1; year <= today.year() + 2; ++year) {
    api::GetWorkingCalendarRequest request;
    request.set_name(absl::StrCat("workingCalendars/", year));
    const absl::StatusOr<api::WorkingCalendar> found =
        Ask<api::WorkingCalendar>("GetWorkingCalendar", request);
    if (absl::IsNotFound(found.status())) continue;  // not published yet: days there are provisional
    if (!found.ok()) return found.status();
    years.push_back(year);
    version = found->version();
    RETURN_IF_ERROR(AddYear(*found, rules));
  }
  api::ListLegalBasesRequest request;
  request.set_date(absl::FormatCivilTime(today));
  ASSIGN_OR_RETURN(const api::ListLegalBasesResponse law,
                   Ask<api::ListLegalBasesResponse>("ListLegalBases", request));
  ASSIGN_OR_RETURN(common::WorkingCalendar calendar,
                   common::WorkingCalendar::Create(version, years, std::move(rules)));
  for (const api::LegalLimit& limit : law.limits()) {
    if (limit.code() == "ISSUE") return Timetable{std::move(calendar), limit.value(), absl::Now()};
  }
  return absl::DataLossError("the catalogue has no limit ISSUE");
}

absl::StatusOr<std::shared_ptr<const CatalogueClient::Timetable>> CatalogueClient::CurrentTimetable(
    absl::CivilDay today) {
  {
    absl::MutexLock lock(&mutex_);
    if (timetable_ != nullptr && absl::Now() - timetable_->load_time < kKept) return timetable_;
  }
  ASSIGN_OR_RETURN(Timetable loaded, LoadTimetable(today));
  absl::MutexLock lock(&mutex_);
  timetable_ = std::make_shared<const Timetable>(std::move(loaded));
  return timetable_;
}

absl::StatusOr<DueDate> CatalogueClient::Due(absl::CivilDay accepted,
                                             const std::vector<Pause>& pauses,
                                             absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const Timetable> timetable, CurrentTimetable(today));
  ASSIGN_OR_RETURN(const common::Deadline deadline,
                   common::AddWorkingDays(timetable->calendar, accepted,
                                          timetable->issue_working_days, PausedDays(pauses)));
  return DueDate{deadline.due, !deadline.promisable};
}

}  // namespace notary::application
