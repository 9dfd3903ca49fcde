#include "services/catalogue/service/catalogue_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/catalogue/domain/checklist.h"
#include "services/catalogue/domain/form_check.h"
#include "services/catalogue/service/convert.h"
#include "services/common/civil_date.h"
#include "services/common/province.h"

namespace notary::catalogue {
namespace {

absl::CivilDay Today(const rpc::Call& call) { return absl::ToCivilDay(call.now, ShanghaiZone()); }

// The day asked for, else today. The pipeline has checked the form of the date.
absl::StatusOr<absl::CivilDay> DayOf(const rpc::Call& call, const std::string& date) {
  if (date.empty()) return Today(call);
  return common::ParseCivilDay("date", date);
}

std::string IdOf(const std::string& name, absl::string_view collection) {
  return std::string(absl::StripPrefix(name, collection));
}

Situation SituationOf(const google::protobuf::RepeatedField<int>& circumstances,
                      const google::protobuf::RepeatedPtrField<std::string>& shared_slots,
                      const google::protobuf::Map<std::string, std::string>& form) {
  Situation situation;
  for (int circumstance : circumstances) {
    situation.circumstances.insert(static_cast<Circumstance>(circumstance));
  }
  situation.shared_slots.insert(shared_slots.begin(), shared_slots.end());
  situation.form.insert(form.begin(), form.end());
  return situation;
}

bool FitsQuery(const v1::Matter& matter, const std::string& query) {
  const auto holds = [&](const std::string& text) {
    return absl::StrContains(absl::AsciiStrToLower(text), query);
  };
  return holds(matter.display_name().zh()) || holds(matter.display_name().en()) ||
         holds(matter.content().zh()) || holds(matter.content().en()) || holds(matter.code()) ||
         std::any_of(matter.synonyms().begin(), matter.synonyms().end(), holds);
}

v1::Matter WithoutForm(v1::Matter matter) {
  matter.clear_fields();
  matter.clear_slots();
  matter.clear_verifications();
  return matter;
}

}  // namespace

absl::StatusOr<size_t> CatalogueService::OfficeIndex(const std::string& name) const {
  const std::optional<size_t> index = FindOffice(loaded_.rules, IdOf(name, "offices/"));
  if (index) return *index;
  return NotFoundError("OFFICE_UNKNOWN", {"没有这个公证处", "There is no such office"});
}

absl::StatusOr<size_t> CatalogueService::MatterIndex(const std::string& code) const {
  const std::optional<size_t> index = FindMatter(loaded_.rules, code);
  if (index) return *index;
  return NotFoundError("MATTER_UNKNOWN", {"没有这个公证事项", "There is no such matter"});
}

absl::StatusOr<size_t> CatalogueService::DestinationIndex(const std::string& code,
                                                          absl::CivilDay day) const {
  const std::optional<size_t> index = FindDestination(loaded_.rules, code, day);
  if (index) return *index;
  return NotFoundError("DESTINATION_UNKNOWN",
                       {"暂不办理发往该国家或地区使用的公证书",
                        "Certificates for use in this place are not offered yet"});
}

absl::StatusOr<v1::ListOfficesResponse> CatalogueService::ListOffices(
    const rpc::Call& call, const v1::ListOfficesRequest& request) {
  const Matter* matter = nullptr;
  if (!request.matter().empty()) {
    ASSIGN_OR_RETURN(const size_t index, MatterIndex(request.matter()));
    matter = &loaded_.rules.matters[index];
  }
  const absl::CivilDay today = Today(call);
  v1::ListOfficesResponse response;
  for (size_t i = 0; i < loaded_.rules.offices.size(); ++i) {
    const Office& office = loaded_.rules.offices[i];
    if (!office.validity.Covers(today)) continue;
    if (matter != nullptr && !Handles(office, *matter, today)) continue;
    *response.add_offices() = loaded_.offices.offices(static_cast<int>(i));
  }
  return response;
}

absl::StatusOr<v1::Office> CatalogueService::GetOffice(const rpc::Call&,
                                                       const v1::GetOfficeRequest& request) {
  ASSIGN_OR_RETURN(const size_t index, OfficeIndex(request.name()));
  return loaded_.offices.offices(static_cast<int>(index));
}

absl::StatusOr<v1::ListMattersResponse> CatalogueService::ListMatters(
    const rpc::Call& call, const v1::ListMattersRequest& request) {
  const absl::CivilDay today = Today(call);
  std::optional<size_t> office;
  if (!request.office().empty()) {
    ASSIGN_OR_RETURN(office, OfficeIndex(request.office()));
  }
  const std::string query = absl::AsciiStrToLower(request.query());
  v1::ListMattersResponse response;
  response.set_catalogue_version(loaded_.version);
  for (size_t i = 0; i < loaded_.matters.size(); ++i) {
    const Matter& matter = loaded_.rules.matters[i];
    if (!matter.validity.Covers(today) || !FitsQuery(loaded_.matters[i], query)) continue;
    if (office && !Handles(loaded_.rules.offices[*office], matter, today)) continue;
    *response.add_matters() = WithoutForm(loaded_.matters[i]);
  }
  return response;
}

absl::StatusOr<v1::Matter> CatalogueService::GetMatter(const rpc::Call&,
                                                       const v1::GetMatterRequest& request) {
  ASSIGN_OR_RETURN(const size_t index, MatterIndex(IdOf(request.name(), "matters/")));
  return loaded_.matters[index];
}

absl::StatusOr<v1::ListDestinationsResponse> CatalogueService::ListDestinations(
    const rpc::Call& call, const v1::ListDestinationsRequest& request) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, DayOf(call, request.date()));
  v1::ListDestinationsResponse response;
  for (size_t i = 0; i < loaded_.rules.destinations.size(); ++i) {
    if (!loaded_.rules.destinations[i].validity.Covers(day)) continue;
    *response.add_destinations() = loaded_.destinations.destinations(static_cast<int>(i));
  }
  return response;
}

absl::StatusOr<FeeOrder> CatalogueService::OrderOf(const v1::QuoteFeeRequest& request,
                                                   absl::CivilDay day) const {
  ASSIGN_OR_RETURN(const size_t office, OfficeIndex(request.office()));
  ASSIGN_OR_RETURN(const size_t matter_index, MatterIndex(request.matter()));
  ASSIGN_OR_RETURN(const size_t place, DestinationIndex(request.destination(), day));
  const Matter& matter = loaded_.rules.matters[matter_index];
  if (request.organisation() ? !matter.for_organisations : !matter.for_persons) {
    return InvalidField("organisation", "APPLICANT_KIND",
                        {"该事项不受理此类申请人", "This kind of applicant cannot apply"});
  }
  if (request.urgent() && !loaded_.rules.offices[office].urgent_offered) {
    return InvalidField("urgent", "URGENT_NOT_OFFERED",
                        {"该公证处不提供加急服务", "The office offers no urgent service"});
  }
  if (!request.courier_province().empty() && !common::IsProvinceCode(request.courier_province())) {
    return InvalidField("courier_province", "PROVINCE_UNKNOWN",
                        {"没有这个省级行政区划代码", "There is no province with this code"});
  }
  FeeOrder order{.day = day,
                 .certificate_item =
                     request.organisation() ? matter.organisation_tariff_item : matter.tariff_item,
                 .copy_trans_item = {},
                 .items = std::max(1, request.items()),
                 .extra_copies = request.extra_copies(),
                 .language = request.language(),
                 .courier_province = request.courier_province(),
                 .urgent = request.urgent(),
                 .extras = {},
                 .reduction = request.reduction(),
                 .reduction_percent = request.reduction_percent()};
  if (matter.copy_trans_applies && loaded_.rules.destinations[place].copy_trans_required) {
    ASSIGN_OR_RETURN(const size_t copy_trans, MatterIndex(kCopyTrans));
    const Matter& second = loaded_.rules.matters[copy_trans];
    order.copy_trans_item =
        request.organisation() ? second.organisation_tariff_item : second.tariff_item;
  }
  for (const v1::OrderedItem& extra : request.extras()) {
    order.extras.emplace_back(extra.code(), extra.quantity());
  }
  return order;
}

absl::StatusOr<v1::FeeQuote> CatalogueService::QuoteFee(const rpc::Call& call,
                                                        const v1::QuoteFeeRequest& request) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, DayOf(call, request.date()));
  ASSIGN_OR_RETURN(const FeeOrder order, OrderOf(request, day));
  ASSIGN_OR_RETURN(const FeeQuote quote, Quote(loaded_.rules.tariff, order));
  v1::FeeQuote response;
  for (const FeeLine& line : quote.lines) {
    const v1::TariffItem& item = loaded_.tariff.items(static_cast<int>(line.item));
    v1::FeeLine& added = *response.add_lines();
    added.set_code(item.code());
    *added.mutable_display_name() = item.display_name();
    added.set_basis(item.basis());
    added.set_unit_price_fen(line.unit_price_fen);
    added.set_quantity(line.quantity);
    added.set_discount_fen(line.discount_fen);
    added.set_subtotal_fen(line.subtotal_fen);
    added.set_use(item.use());
  }
  response.set_total_fen(quote.total_fen);
  response.set_third_party_fen(quote.third_party_fen);
  response.set_date(common::FormatCivilDay(day));
  response.set_catalogue_version(loaded_.version);
  return response;
}

absl::StatusOr<v1::ListReductionsResponse> CatalogueService::ListReductions(
    const rpc::Call& call, const v1::ListReductionsRequest& request) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, DayOf(call, request.date()));
  v1::ListReductionsResponse response;
  for (size_t i = 0; i < loaded_.rules.tariff.reductions.size(); ++i) {
    if (!loaded_.rules.tariff.reductions[i].validity.Covers(day)) continue;
    *response.add_reductions() = loaded_.tariff.reductions(static_cast<int>(i));
  }
  return response;
}

absl::StatusOr<v1::Checklist> CatalogueService::ComputeChecklist(
    const rpc::Call& call, const v1::ComputeChecklistRequest& request) {
  ASSIGN_OR_RETURN(const size_t index, MatterIndex(IdOf(request.name(), "matters/")));
  ASSIGN_OR_RETURN(const size_t place, DestinationIndex(request.destination(), Today(call)));
  const Matter& matter = loaded_.rules.matters[index];
  const v1::Matter& served = loaded_.matters[index];
  Situation situation =
      SituationOf(request.circumstances(), request.shared_slots(), request.answers());
  situation.destination = &loaded_.rules.destinations[place];
  std::vector<FieldViolation> violations = CheckSituation(matter, situation);
  if (!violations.empty()) return InvalidFields(std::move(violations));
  const Checklist list = catalogue::ComputeChecklist(matter, situation);
  v1::Checklist response;
  for (const ChecklistSlot& entry : list.slots) {
    v1::ChecklistItem& item = *response.add_items();
    *item.mutable_slot() = served.slots(static_cast<int>(entry.slot));
    item.set_by_data_sharing(entry.by_data_sharing);
  }
  response.mutable_required_fields()->Assign(list.required_fields.begin(),
                                             list.required_fields.end());
  for (size_t i : list.verifications) {
    *response.add_verifications() = served.verifications(static_cast<int>(i));
  }
  for (size_t i = 0; i < loaded_.rules.consents.size(); ++i) {
    const Consent& consent = loaded_.rules.consents[i];
    if (!consent.validity.Covers(Today(call))) continue;
    v1::ChecklistConsent& asked = *response.add_consents();
    *asked.mutable_consent() = loaded_.consents.consents(static_cast<int>(i));
    asked.set_required(IsRequired(consent, list, situation));
  }
  response.mutable_compared_facts()->Assign(list.compared_facts.begin(), list.compared_facts.end());
  response.set_copy_trans_required(list.copy_trans_required);
  *response.mutable_destination() = loaded_.destinations.destinations(static_cast<int>(place));
  response.set_target_working_days(served.target_working_days());
  response.set_catalogue_version(loaded_.version);
  return response;
}

absl::StatusOr<v1::CheckFormResponse> CatalogueService::CheckForm(
    const rpc::Call& call, const v1::CheckFormRequest& request) {
  ASSIGN_OR_RETURN(const size_t index, MatterIndex(IdOf(request.name(), "matters/")));
  Situation situation =
      SituationOf(request.circumstances(), request.shared_slots(), request.form());
  situation.slot_pages.insert(request.slot_pages().begin(), request.slot_pages().end());
  const FormResult result = catalogue::CheckForm(
      loaded_.rules, loaded_.rules.matters[index], std::move(situation),
      {request.filled_slots().begin(), request.filled_slots().end()}, Today(call));
  v1::CheckFormResponse response;
  for (const FieldViolation& violation : result.violations) {
    v1::FormViolation& added = *response.add_violations();
    added.set_field(violation.field);
    added.set_reason(violation.reason);
    *added.mutable_text() = ToProto(violation.text);
  }
  response.mutable_normalised()->insert(result.normalised.begin(), result.normalised.end());
  return response;
}

absl::StatusOr<v1::WorkingCalendar> CatalogueService::GetWorkingCalendar(
    const rpc::Call&, const v1::GetWorkingCalendarRequest& request) {
  for (const v1::WorkingCalendar& year : loaded_.calendar.years()) {
    if (year.name() == request.name()) return year;
  }
  return NotFoundError("CALENDAR_NOT_PUBLISHED",
                       {"该年度的放假安排尚未公布,不能承诺日期",
                        "The notice for this year is not published: no date can be promised"});
}

absl::StatusOr<v1::ListLegalBasesResponse> CatalogueService::ListLegalBases(
    const rpc::Call& call, const v1::ListLegalBasesRequest& request) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, DayOf(call, request.date()));
  v1::ListLegalBasesResponse response;
  for (size_t i = 0; i < loaded_.rules.legal_bases.size(); ++i) {
    const v1::LegalBasis& basis = loaded_.legal.legal_bases(static_cast<int>(i));
    const bool cited =
        request.notice().empty() || std::find(basis.notices().begin(), basis.notices().end(),
                                              request.notice()) != basis.notices().end();
    if (cited && loaded_.rules.legal_bases[i].validity.Covers(day)) {
      *response.add_legal_bases() = basis;
    }
  }
  for (size_t i = 0; i < loaded_.rules.limits.size(); ++i) {
    if (!loaded_.rules.limits[i].validity.Covers(day)) continue;
    *response.add_limits() = loaded_.legal.limits(static_cast<int>(i));
  }
  return response;
}

rpc::Service CatalogueService::Bind() {
  using S = CatalogueService;
  rpc::Service service("notary.catalogue.v1.CatalogueService");
  service.Method("ListOffices", this, &S::ListOffices);
  service.Method("GetOffice", this, &S::GetOffice);
  service.Method("ListMatters", this, &S::ListMatters);
  service.Method("GetMatter", this, &S::GetMatter);
  service.Method("ListDestinations", this, &S::ListDestinations);
  service.Method("QuoteFee", this, &S::QuoteFee);
  service.Method("ListReductions", this, &S::ListReductions);
  service.Method("ComputeChecklist", this, &S::ComputeChecklist);
  service.Method("CheckForm", this, &S::CheckForm);
  service.Method("GetWorkingCalendar", this, &S::GetWorkingCalendar);
  service.Method("ListLegalBases", this, &S::ListLegalBases);
  return service;
}

}  // namespace notary::catalogue
