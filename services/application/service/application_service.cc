#include "services/application/service/application_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/resource_name.h"
#include "platform/time/clock.h"
#include "services/application/domain/consents.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/handover.h"
#include "services/application/domain/party.h"
#include "services/application/domain/visits.h"
#include "services/application/service/acts.h"
#include "services/application/service/convert.h"
#include "services/application/service/effects.h"
#include "services/application/service/lists.h"
#include "services/application/service/update_mask.h"

namespace notary::application {
namespace {

// Who sees the form in clear without saying what for.
bool IsOfItsSide(const rpc::Call& call, const Application& a) {
  return OwnsSide(call.principal, a) || ActsUnderMandate(call.principal, a);
}

// A document of this office, or by data sharing: one of the two, and each slot once.
absl::Status CheckMaterials(const std::string& office, const std::vector<Material>& materials) {
  constexpr char kPath[] = "application.materials";
  RETURN_IF_ERROR(EachOnce(materials, kPath, "slot", [](const Material& m) { return m.slot; }));
  for (size_t i = 0; i < materials.size(); ++i) {
    const Material& material = materials[i];
    const std::string field = absl::StrCat(kPath, "[", i, "].document");
    if (material.document.empty() != material.by_data_sharing) {
      return InvalidField(field, "MATERIAL_UNCLEAR",
                          {"请上传文件，或选择由公证处核查，二者择一",
                           "Either upload a document or leave it to data sharing"});
    }
    const std::vector<std::string> parts = absl::StrSplit(material.document, '/');
    const bool ours = parts.size() == 4 && parts[1] == office && parts[2] == "documents";
    if (!material.by_data_sharing && !ours) {
      return InvalidField(field, "DOCUMENT_UNKNOWN",
                          {"没有这份文件", "There is no such document at this office"});
    }
  }
  return absl::OkStatus();
}

}  // namespace

rpc::Call CallOfWorker(const std::string& office, absl::Time now) {
  rpc::Call call;
  call.office = office;
  call.principal = "services/application";
  call.caller.roles = {rpc::Role::ROLE_SYSTEM};
  call.now = now;
  return call;
}

Change ChangeOfWorker(const rpc::Call& call, pg::Tx& tx, Case& c) {
  return Change{call, tx, c, c.application.state, {Name(Actor::kSystem), call.principal, "", ""},
                {}};
}

ApplicationService::Result ApplicationService::CreateApplication(
    const Call& call, const v1::CreateApplicationRequest& request) {
  Case c = FromProto(request.application());
  Application& a = c.application;
  a.office = call.office;
  a.id = NewId(call.now);
  a.applicant = call.principal;
  a.create_time = call.now;
  a.update_time = call.now;
  if (a.matter.empty()) {
    return InvalidField("application.matter", "REQUIRED", {"必填", "This field is required"});
  }
  if (!a.mandate.empty()) {
    ASSIGN_OR_RETURN(const Mandate mandate, mandates_.Find(a, call.principal, ""));
    RETURN_IF_ERROR(BeginUnder(mandate, a));
  }
  RETURN_IF_ERROR(CheckMaterials(a.office, c.materials));
  RETURN_IF_ERROR(CheckWays(a));
  RETURN_IF_ERROR(catalogue_.Office(a.office).status());
  ASSIGN_OR_RETURN(const Offer offer, catalogue_.OfferOf(a.office, a.matter));
  RETURN_IF_ERROR(MayApplyFor(a, offer));
  RETURN_IF_ERROR(catalogue_.Rules(c).status());
  return db_.Write(call, [&](pg::Tx& tx) -> Result {
    store_.Insert(tx, a, call.principal);
    store_.PutForm(tx, a, c.form);
    store_.PutMaterials(tx, a, c.materials);
    TellOwnLists(tx, a, /*forgotten=*/false, call.now);
    return Show(call, c, /*clear=*/true);
  });
}

ApplicationService::Result ApplicationService::UpdateApplication(
    const Call& call, const v1::UpdateApplicationRequest& request) {
  ASSIGN_OR_RETURN(const Wishes wishes, WishesOf(request));
  RETURN_IF_ERROR(CheckMaterials(call.office, wishes.materials));
  std::string holder;  // another office that has accepted the same for who the party is now
  Result updated = MoveCase(
      call, request.application().name(), request.application().etag(),
      [](const Case&) { return Event::kUpdate; },
      [&](Change& change) -> absl::Status {
        Application& a = change.application();
        const Case before = change.c;
        if (wishes.capacity != Capacity::kUnspecified) {
          RETURN_IF_ERROR(MayBecome(wishes.capacity, a));
          a.capacity = wishes.capacity;
        }
        // What stays as it was goes on, also where the office has given it up since.
        if (wishes.visit_mode != VisitMode::kUnspecified && wishes.visit_mode != a.visit_mode) {
          a.visit_mode = wishes.visit_mode;
          ASSIGN_OR_RETURN(const Offer offer, catalogue_.OfferOf(a.office, a.matter));
          RETURN_IF_ERROR(MayApplyFor(a, offer));
        }
        if (wishes.handover_mode != HandoverMode::kUnspecified) {
          a.handover_mode = wishes.handover_mode;
        }
        a.original_lost = wishes.original_lost.value_or(a.original_lost);
        RETURN_IF_ERROR(CheckWays(a));
        Write(change, wishes);
        if (!a.accept_time) return absl::OkStatus();
        RETURN_IF_ERROR(ReopenWhatChanged(change, before));
        if (ClaimedFor(before) == ClaimedFor(change.c)) return absl::OkStatus();
        ASSIGN_OR_RETURN(holder, ClaimAnew(change));
        return holder.empty() ? absl::OkStatus() : AcceptedElsewhere({holder, holder});
      });
  // By its name, which is asked for only now that nothing is held.
  return holder.empty() ? std::move(updated) : RefuseForHolder(holder);
}

void ApplicationService::Write(Change& change, const Wishes& wishes) const {
  const Application& a = change.application();
  const std::map<std::string, std::string> form = FormOf(change.c, wishes);
  const std::vector<std::string> emptied = EmptiedSlots(change.c, wishes);
  TakeOut(change.c, emptied);
  FillIn(change.c, form, wishes.materials);
  store_.PutForm(change.tx, a, form);
  store_.RemoveMaterials(change.tx, a, emptied);
  store_.PutMaterials(change.tx, a, wishes.materials);
}

// The claim was on the person that the case named by mistake, and keeps nobody else from theirs.
absl::StatusOr<std::string> ApplicationService::ClaimAnew(Change& change) {
  store_.EndClaim(change.tx, change.application());
  return store_.Claim(change.tx, change.c);
}

// Answers and identity were about what the form held then.
absl::Status ApplicationService::ReopenWhatChanged(Change& change, const Case& before) {
  RETURN_IF_ERROR(MayChangeOnceAccepted(before, change.c));
  Application& a = change.application();
  const std::vector<std::string> changed = ChangedFields(before, change.c);
  if (ChangesWhoItIs(changed)) a.identity_state = IdentityState::kUnchecked;
  ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
  const bool compared = a.originals_state != OriginalsState::kUnseen;
  if (compared) a.originals_state = OriginalsOf(change.c, rules);
  const std::vector<std::string> overtaken = Overtaken(before, rules, changed);
  store_.MarkOvertaken(change.tx, a, overtaken);
  for (Verification& v : change.c.verifications) {
    v.claim_changed = v.claim_changed || std::ranges::count(overtaken, v.name) > 0;
  }
  return absl::OkStatus();
}

ApplicationService::Result ApplicationService::GetApplication(
    const Call& call, const v1::GetApplicationRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  return db_.Read(call.office, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(const Case c, store_.Get(tx, call.office, id));
    RETURN_IF_ERROR(MaySee(call, c.application));
    return Show(call, c, /*clear=*/IsOfItsSide(call, c.application));
  });
}

absl::Status ApplicationService::ChooseWorklist(const Call& call,
                                                const v1::ListApplicationsRequest& request,
                                                ListFilter& filter) {
  using Request = v1::ListApplicationsRequest;
  if (request.worklist() == Request::WORKLIST_UNSPECIFIED) return absl::OkStatus();
  if (!call.caller.IsStaff()) {
    return InvalidField("worklist", "WORKLIST_FOR_STAFF",
                        {"仅供本处工作人员使用", "Worklists are the office's"});
  }
  filter.worklist = FindWorklist(Request::Worklist_Name(request.worklist()));
  NOTARY_CHECK(filter.worklist);
  const absl::CivilDay today = Today(call.now);
  switch (filter.worklist->from) {
    case CountsFrom::kNothing:
      return absl::OkStatus();
    case CountsFrom::kCaller:
      filter.caller = call.principal;
      return absl::OkStatus();
    case CountsFrom::kDueDate:
      filter.worklist_before = absl::FromCivil(today + request.within_days(), ShanghaiZone());
      return absl::OkStatus();
    default:
      ASSIGN_OR_RETURN(filter.worklist_before,
                       catalogue_.RunOut(filter.worklist->code, today, request.within_days()));
      return absl::OkStatus();
  }
}

absl::StatusOr<v1::ListApplicationsResponse> ApplicationService::ListApplications(
    const Call& call, const v1::ListApplicationsRequest& request) {
  ListFilter filter{.office = call.office};
  if (!call.caller.IsStaff()) filter.applicant = call.principal;
  if (request.state() != 0) filter.state = v1::Application_State_Name(request.state());
  RETURN_IF_ERROR(ChooseWorklist(call, request, filter));
  const std::string scope = absl::StrCat(call.principal, "|", call.office, "|", filter.state, "|",
                                         request.worklist(), "|", request.within_days());
  ASSIGN_OR_RETURN(const rpc::Paging paging, rpc::Paging::Of(request, scope));
  filter.before_id = paging.behind();
  filter.limit = paging.limit();
  const bool one_office = call.office != pg::kNoOffice;
  ASSIGN_OR_RETURN(Page page,
                   one_office ? PageOfOffice(filter, paging) : PageOfPerson(filter, paging));
  v1::ListApplicationsResponse response;
  response.set_next_page_token(page.next_token);
  // Identity may be asked about each case, so the connection is given back before.
  for (Application& a : page.cases) {
    const absl::Status seen = MaySee(call, a);
    if (absl::IsPermissionDenied(seen)) continue;  // the mandate has ended
    RETURN_IF_ERROR(seen);
    *response.add_applications() = Show(call, Case{std::move(a)}, /*clear=*/false);
  }
  return response;
}

absl::StatusOr<ApplicationService::Page> ApplicationService::PageOfOffice(
    const ListFilter& filter, const rpc::Paging& paging) {
  Page page;
  ASSIGN_OR_RETURN(page.cases,
                   db_.Read(filter.office, [&](pg::Tx& tx) { return store_.List(tx, filter); }));
  page.next_token = paging.Cut(page.cases, &Application::id);
  return page;
}

absl::StatusOr<Case> ApplicationService::Look(pg::Tx& tx, const std::string& office,
                                              const std::string& id) {
  ASSIGN_OR_RETURN(
      Case c, db_.Read(office, [&](pg::Tx& reading) { return store_.Get(reading, office, id); }));
  store_.Hold(tx, c.application);
  return c;
}

absl::StatusOr<ConsentTimes> ApplicationService::Consents(const Change& change) {
  return LookInto(change, [&](pg::Tx& tx) { return store_.Consents(tx, change.c.application); });
}

// What the party took back stays so when it hands in another paper, unless the notary asked for the
// consent itself (PIPL 15, 16).
absl::StatusOr<std::vector<std::string>> ApplicationService::WithdrawnForGood(
    const Change& change) {
  const Application& a = change.c.application;
  if (!a.accept_time || AsksForConsent(change.c.asked_items)) return std::vector<std::string>();
  return LookInto(change, [&](pg::Tx& tx) { return store_.WithdrawnConsents(tx, a); });
}

ApplicationService::Result ApplicationService::MoveCase(const Call& call, const std::string& name,
                                                        const std::string& etag,
                                                        const EventIn& event_in, const Fn& fn) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(name, "applications"));
  return db_.Write(call, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(Case c, Look(tx, call.office, id));
    RETURN_IF_ERROR(MaySee(call, c.application));
    RETURN_IF_ERROR(CheckEtag(etag, c.application.Etag()));
    const State from = c.application.state;
    const Event event = event_in(c);
    ASSIGN_OR_RETURN(const Actor actor, ActingAs(call, c.application, event));
    Change change{call, tx, c, *Target(from, event), {Name(actor), call.principal, "", ""}, {}};
    RETURN_IF_ERROR(fn(change));
    return Finish(change, from, event);
  });
}

ApplicationService::Result ApplicationService::NoteReport(const Call& call, const std::string& name,
                                                          const ReportFn& fn) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(name, "applications"));
  return db_.Write(call, [&](pg::Tx& tx) -> Result {
    ASSIGN_OR_RETURN(Case c, Look(tx, call.office, id));
    const State from = c.application.state;
    Change change{call, tx, c, from, {Name(Actor::kSystem), call.principal, "", ""}, {}};
    ASSIGN_OR_RETURN(const Event event, fn(change));
    return Finish(change, from, event);
  });
}

ApplicationService::Result ApplicationService::Finish(Change& change, State from, Event event) {
  Application& a = change.application();
  a.state = change.to;
  a.update_time = std::max(change.at, change.call.now);
  store_.Advance(change.tx, a, from, event, change.mover);
  if (change.finally) RETURN_IF_ERROR(change.finally());
  return Show(change.call, change.c, /*clear=*/IsOfItsSide(change.call, a));
}

absl::Status ApplicationService::TakeForm(Change& change, const std::vector<GivenConsent>& given) {
  using Form = std::map<std::string, std::string>;
  if (!given.empty()) {
    RETURN_IF_ERROR(MayConsent(change.call.principal, change.application()));
  }
  ASSIGN_OR_RETURN(const std::vector<Paper> papers,
                   papers_.Find(change.application().office, PapersNamed(change.c)));
  ASSIGN_OR_RETURN(const Form form,
                   catalogue_.CheckSubmission(change.c, PagesOfSlots(change.c, papers)));
  Form changed;
  for (const auto& [field, value] : form) {
    if (change.c.FormValue(field) != value) changed[field] = value;
  }
  for (const auto& [field, value] : changed) change.c.form[field] = value;
  store_.PutForm(change.tx, change.application(), changed);
  ASSIGN_OR_RETURN(const std::optional<Mandate> guardian, GuardianOf(change.c));
  if (guardian) RETURN_IF_ERROR(CheckWard(*guardian));
  RETURN_IF_ERROR(CheckPapers(change.c, papers));
  ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
  ASSIGN_OR_RETURN(const ConsentTimes before, Consents(change));
  ASSIGN_OR_RETURN(const std::vector<std::string> withdrawn, WithdrawnForGood(change));
  RETURN_IF_ERROR(CheckConsents(given, before, LeftOut(rules.consents, withdrawn)));
  const bool face_check = before.contains(kFaceConsent) || Gives(given, kFaceConsent);
  RETURN_IF_ERROR(MayComeAtCollection(change.application(), face_check));
  store_.PutConsents(change.tx, change.application(), given, change.call.now);
  change.c.electronic_service |= Gives(given, kElectronicService);
  return absl::OkStatus();
}

}  // namespace notary::application
