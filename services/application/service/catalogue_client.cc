#include "services/application/service/catalogue_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/application/domain/party.h"
#include "services/application/domain/translation.h"
#include "services/common/civil_date.h"
#include "services/common/deadline.h"

namespace notary::application {
namespace {

namespace api = ::notary::catalogue::v1;

template <typename Request>
void AddCircumstances(const Case& c, Request& request) {
  const Application& a = c.application;
  if (a.capacity == Capacity::kAgent) request.add_circumstances(api::AGENT);
  if (a.capacity == Capacity::kGuardian) request.add_circumstances(api::GUARDIAN);
  if (a.original_lost) request.add_circumstances(api::ORIGINAL_LOST);
  if (a.handover_mode == HandoverMode::kCourier) request.add_circumstances(api::COURIER);
  if (IsOrganisation(c)) request.add_circumstances(api::ORGANISATION);
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

absl::StatusOr<api::Matter> FindMatter(catalogue::TimetableClient& timetable,
                                       const std::string& matter) {
  api::GetMatterRequest request;
  request.set_name(absl::StrCat("matters/", matter));
  return timetable.Ask<api::Matter>("GetMatter", request);
}

absl::StatusOr<DatedSeries> DatedSeriesOf(const api::CertificateSeries& series) {
  DatedSeries dated{{.region = series.region(),
                     .office = series.office(),
                     .region_pinyin = series.region_pinyin(),
                     .office_pinyin = series.office_pinyin()},
                    {},
                    {}};
  ASSIGN_OR_RETURN(dated.from, common::ParseCivilDay("valid_from", series.valid_from()));
  if (series.valid_to().empty()) return dated;
  ASSIGN_OR_RETURN(dated.to, common::ParseCivilDay("valid_to", series.valid_to()));
  return dated;
}

absl::StatusOr<common::Limit> LimitIn(const catalogue::Timetable& timetable,
                                      const std::string& code) {
  const auto limit = timetable.limits.find(code);
  if (limit != timetable.limits.end()) return limit->second;
  return absl::DataLossError(absl::StrCat("the catalogue has no limit ", code));
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> CatalogueClient::CheckSubmission(
    const Case& c, const std::map<std::string, int>& pages) {
  api::CheckFormRequest request;
  request.set_name(absl::StrCat("matters/", c.application.matter));
  AddCircumstances(c, request);
  for (const auto& [field, value] : c.form) (*request.mutable_form())[field] = value;
  for (const Material& material : c.materials) {
    (material.by_data_sharing ? request.add_shared_slots() : request.add_filled_slots())
        ->assign(material.slot);
  }
  request.mutable_slot_pages()->insert(pages.begin(), pages.end());
  ASSIGN_OR_RETURN(const api::CheckFormResponse response,
                   timetable_.Ask<api::CheckFormResponse>("CheckForm", request));
  if (response.violations().empty()) {
    return std::map<std::string, std::string>(response.normalised().begin(),
                                              response.normalised().end());
  }
  std::vector<FieldViolation> violations;
  for (const api::FormViolation& violation : response.violations()) {
    violations.push_back({absl::StrCat("application.", violation.field()),
                          violation.reason(),
                          {violation.text().zh(), violation.text().en()}});
  }
  return InvalidFields(std::move(violations));
}

absl::StatusOr<MatterRules> CatalogueClient::Rules(const Case& c) {
  api::ComputeChecklistRequest request;
  request.set_name(absl::StrCat("matters/", c.application.matter));
  // Before the applicant has said where the certificate is used, it is taken as used at home.
  const std::string country = c.FormValue("use.country");
  request.set_destination(country.empty() ? "CN" : country);
  AddCircumstances(c, request);
  for (const auto& [field, value] : c.form) (*request.mutable_answers())[field] = value;
  for (const Material& material : c.materials) {
    if (material.by_data_sharing) request.add_shared_slots(material.slot);
  }
  ASSIGN_OR_RETURN(const api::Checklist checklist,
                   timetable_.Ask<api::Checklist>("ComputeChecklist", request));
  const api::Regime regime = checklist.destination().regime();
  MatterRules rules{.copy_trans = checklist.copy_trans_required(),
                    .abroad = regime == api::APOSTILLE || regime == api::LEGALISATION};
  for (const api::VerificationPlan& plan : checklist.verifications()) {
    rules.facts.push_back(
        {plan.fact_kind(),
         plan.stale_after_days(),
         {plan.claim_fields().begin(), plan.claim_fields().end()},
         plan.supporting_outcome().empty() ? "VERIFIED" : plan.supporting_outcome(),
         std::ranges::count(checklist.compared_facts(), plan.fact_kind()) > 0});
  }
  for (const api::ChecklistItem& item : checklist.items()) {
    if (item.slot().original_shown()) rules.originals.push_back(item.slot().code());
    if (item.slot().code() != kTranslationSlot) continue;
    rules.translation = true;
    rules.translation_pages = item.slot().max_pages();
  }
  for (const api::ChecklistConsent& asked : checklist.consents()) {
    rules.consents.push_back(
        {asked.consent().code(), asked.consent().text_hash(), asked.required()});
  }
  return rules;
}

absl::StatusOr<Offer> CatalogueClient::OfferOf(const std::string& office,
                                               const std::string& matter) {
  ASSIGN_OR_RETURN(const api::Matter known, FindMatter(timetable_, matter));
  Offer offer{.by_itself = known.kind() != api::Matter::TRANSLATION_MATCH,
              .no_visit = known.zero_visit() == api::Matter::POSSIBLE};
  api::ListOfficesRequest request;
  request.set_matter(matter);
  ASSIGN_OR_RETURN(const api::ListOfficesResponse offices,
                   timetable_.Ask<api::ListOfficesResponse>("ListOffices", request));
  for (const api::Office& found : offices.offices()) {
    if (found.name() != absl::StrCat("offices/", office)) continue;
    offer.matter = true;
    for (const int mode : found.visit_modes()) {
      const auto parsed = Parse<VisitMode>(api::VisitMode_Name(static_cast<api::VisitMode>(mode)));
      if (parsed) offer.visit_modes.push_back(*parsed);
    }
  }
  return offer;
}

absl::StatusOr<Text> CatalogueClient::MatterName(const std::string& matter) {
  ASSIGN_OR_RETURN(const api::Matter found, FindMatter(timetable_, matter));
  return Text{found.display_name().zh(), found.display_name().en()};
}

absl::StatusOr<std::map<std::string, Text>> CatalogueClient::SlotNames(const std::string& matter) {
  ASSIGN_OR_RETURN(const api::Matter found, FindMatter(timetable_, matter));
  std::map<std::string, Text> names;
  for (const api::MaterialSlot& slot : found.slots()) {
    names[slot.code()] = {slot.display_name().zh(), slot.display_name().en()};
  }
  return names;
}

absl::StatusOr<std::string> CatalogueClient::RetentionOf(const std::string& matter) {
  ASSIGN_OR_RETURN(const api::Matter found, FindMatter(timetable_, matter));
  switch (found.retention()) {
    case api::Matter::SHORT_TERM:
      return "SHORT";
    case api::Matter::LONG_TERM:
      return "LONG";
    case api::Matter::PERMANENT:
      return "PERMANENT";
    default:
      return absl::DataLossError(absl::StrCat("matter without a retention: ", matter));
  }
}

absl::StatusOr<OfficeInfo> CatalogueClient::Office(const std::string& office) {
  api::GetOfficeRequest request;
  request.set_name(absl::StrCat("offices/", office));
  ASSIGN_OR_RETURN(const api::Office found, timetable_.Ask<api::Office>("GetOffice", request));
  OfficeInfo info{{}, found.display_name().zh(), found.display_name().en()};
  for (const api::CertificateSeries& series : found.series()) {
    if (!series.mark().empty()) continue;
    ASSIGN_OR_RETURN(DatedSeries dated, DatedSeriesOf(series));
    info.series.push_back(std::move(dated));
  }
  return info;
}

absl::StatusOr<DueDate> CatalogueClient::Due(absl::CivilDay accepted,
                                             const std::vector<Pause>& pauses,
                                             absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                   timetable_.Get(today));
  ASSIGN_OR_RETURN(const common::Limit limit, LimitIn(*timetable, "ISSUE"));
  ASSIGN_OR_RETURN(const common::Deadline deadline,
                   common::AddWorkingDays(timetable->calendar, accepted, limit.working_days,
                                          PausedDays(pauses)));
  return DueDate{deadline.due, !deadline.promisable, deadline.calendar_version};
}

absl::StatusOr<std::string> CatalogueClient::CalendarVersion(absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                   timetable_.Get(today));
  return timetable->calendar.version();
}

absl::StatusOr<absl::Time> CatalogueClient::RunOut(const std::string& code, absl::CivilDay today,
                                                   int64_t days_ahead) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                   timetable_.Get(today));
  ASSIGN_OR_RETURN(const common::Limit limit, LimitIn(*timetable, code));
  ASSIGN_OR_RETURN(const absl::CivilDay day,
                   common::LastDayRunOut(timetable->calendar, limit, today + days_ahead));
  return absl::FromCivil(day + 1, ShanghaiZone());
}

absl::StatusOr<DueDate> CatalogueClient::LastDay(const std::string& code, absl::CivilDay from) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                   timetable_.Get(from));
  ASSIGN_OR_RETURN(const common::Limit limit, LimitIn(*timetable, code));
  ASSIGN_OR_RETURN(const common::CalendarLimit last,
                   common::LastDayOf(timetable->calendar, limit, from));
  return DueDate{last.due, !last.promisable, timetable->calendar.version()};
}

absl::StatusOr<int64_t> CatalogueClient::Rounds(const std::string& code, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                   timetable_.Get(today));
  const auto rounds = timetable->rounds.find(code);
  if (rounds != timetable->rounds.end()) return rounds->second;
  return absl::DataLossError(absl::StrCat("the catalogue has no rounds ", code));
}

absl::StatusOr<int> CatalogueClient::FullCapacityAge(absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const catalogue::Timetable> timetable,
                   timetable_.Get(today));
  ASSIGN_OR_RETURN(const common::Limit limit, LimitIn(*timetable, "FULL_CAPACITY_AGE"));
  return limit.period.years;
}

}  // namespace notary::application
