// Rows 29, 30 and 33, and what came of a parcel: the certificate on its way to its party
// (domain.md 8.4).
#include "services/application/domain/handover.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/consents.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/party.h"
#include "services/application/domain/recusal.h"
#include "services/application/domain/visits.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"
#include "services/application/service/lists.h"

namespace notary::application {
namespace {

// In one line, as the history keeps what was before.
std::string AddressOf(const Case& c) {
  return absl::StrCat(c.FormValue(kCourierProvince), c.FormValue(kCourierCity),
                      c.FormValue(kCourierDistrict), c.FormValue(kCourierStreet));
}

}  // namespace

ApplicationService::Result ApplicationService::ChangeDeliveryAddress(
    const Call& call, const v1::ChangeDeliveryAddressRequest& request) {
  const CourierAddress to{request.province(), request.city(), request.district(),
                          request.address()};
  return Move(call, request, Event::kChangeAddress, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(MayChangeAddress(change.c, to));
    if (call.caller.IsStaff() && request.identity_record().empty()) {
      return InvalidField("identity_record", "REQUIRED",
                          {"须先核验申请人身份", "Whoever asks for it is identified first"});
    }
    change.mover.note =
        absl::StrCat(request.identity_record(), "\n原收件地址：", AddressOf(change.c));
    const std::map<std::string, std::string> fields = FieldsOf(to);
    for (const auto& [field, value] : fields) change.c.form[field] = value;
    store_.PutForm(change.tx, change.application(), fields);
    Tell(change, "N13_ADDRESS");
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::HandOver(const Call& call,
                                                        const v1::HandOverRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<OriginalCheck> checks, OriginalsIn(request));
  return Move(call, request, Event::kHandOver, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(MayCollect(a));
    a.uncollected = false;
    if (a.visit_mode == VisitMode::kAtCollection) {
      a.identity_state = IdentityState::kInPerson;
      RETURN_IF_ERROR(ShowOriginals(change, checks));
    }
    RETURN_IF_ERROR(MayHandOver(change.c, request.signer_name()));
    RETURN_IF_ERROR(CountVisit(change, request.repeat_reason()));
    SettleVisit(change, "KEPT");
    ReturnCourierFee(change);
    a.freight_collect = false;  // no parcel follows
    a.recall_state = RecallState::kNone;
    change.mover.note = request.identity_record();
    Tell(change, "N14", {{"signer", request.signer_name()}});
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::DispatchCertificate(
    const Call& call, const v1::DispatchCertificateRequest& request) {
  return Move(call, request, Event::kDispatch, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(MayDispatch(a, request.office_fault()));
    ASSIGN_OR_RETURN(const ConsentTimes consents, Consents(change));
    RETURN_IF_ERROR(NeedConsent(consents, kCourierConsent).status());
    if (request.office_fault()) {
      a.freight_collect = false;
      change.mover.reason = "OFFICE_FAULT";
    }
    OrderCourier(change, NewId(call.now));
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::RecallCertificate(
    const Call& call, const v1::RecallCertificateRequest& request) {
  return Move(call, request, Event::kRecall, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(MayRecall(a));
    if (call.caller.IsStaff() && request.note().empty()) {
      return InvalidField("note", "REQUIRED",
                          {"请注明撤回原因及要求人", "Say why, and who asked for it"});
    }
    change.mover.note = request.note();
    a.recall_state = RecallState::kAsked;
    RecallParcel(change);
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::WithholdCertificate(
    const Call& call, const v1::WithholdCertificateRequest& request) {
  return Move(call, request, Event::kWithhold, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(CheckGround(request.ground(), {"REF05", "REF07"}));
    a.ground = request.ground();
    change.mover.reason = request.ground();
    change.mover.note = request.note();
    for (IssuedCertificate& certificate : change.c.certificates) certificate.voided = true;
    store_.VoidCertificates(change.tx, a, request.ground());
    VoidCertificateTexts(change);
    const bool shown = MayBeShownNow(a) && !request.found_otherwise();
    if (shown) {
      a.originals_state = OriginalsState::kFailed;
      a.visit_count += 1;  // it has come, and goes without
    }
    SettleVisit(change, shown ? "KEPT" : "CANCELLED");
    Tell(change, shown ? "N18" : "N18_FOUND_FALSE", {{"ground", request.ground()}});
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::ResolveIncident(
    const Call& call, const v1::ResolveIncidentRequest& request) {
  const Event event = request.received() ? Event::kReceived : Event::kReproduce;
  return Move(call, request, event, [&](Change& change) -> absl::Status {
    change.mover.note = request.note();
    if (!request.received()) {
      Application& a = change.application();
      a.freight_collect = false;  // what was lost or damaged, nobody pays for again
      a.shipment.clear();         // and if it turns up, other papers are in hand
      a.recall_state = RecallState::kNone;
      return absl::OkStatus();
    }
    Tell(change, "N14", {{"signer", Recipient(change.c)}});
    return absl::OkStatus();
  });
}

}  // namespace notary::application
