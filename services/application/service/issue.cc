// Rows 24–34: approval, number, production, handing over, archive.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/party.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"
#include "services/application/service/lists.h"

namespace notary::application {

// The number is taken in the same transaction as the approval: no number without approval, no gap
// (L32, R44). Its row lock orders the approvals of an office, so the time of issue is decided under
// it: a call that came in earlier and got the lock later must not be dated before its number.
ApplicationService::Result ApplicationService::ApproveApplication(
    const Call& call, const v1::ApproveApplicationRequest& request) {
  ASSIGN_OR_RETURN(const OfficeInfo office, catalogue_.Office(call.office));
  return Move(call, request, Event::kApprove, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(MayApprove(change.c, call.principal, call.now));
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c, Today(call.now)));
    a.approver = call.principal;
    change.mover.note = request.opinion();
    const int64_t year = Today(call.now).year();
    const int64_t count = rules.copy_trans ? 2 : 1;
    ASSIGN_OR_RETURN(const int64_t last,
                     store_.TakeNumbers(change.tx, a.office, year, "CERTIFICATE", count));
    ASSIGN_OR_RETURN(const std::optional<absl::Time> before,
                     store_.LastIssue(change.tx, a.office, year));
    change.at = std::max(call.now, before.value_or(call.now));
    store_.CloseRegister(change.tx, a, "ISSUED", Today(change.at));
    store_.EndClaim(change.tx, a);
    change.finally = [this, &change, &office, first = last - count + 1, count] {
      return IssueCertificates(change, office, first, count);
    };
    return absl::OkStatus();
  });
}

absl::Status ApplicationService::IssueCertificates(Change& change, const OfficeInfo& office,
                                                   int64_t first, int64_t count) {
  const Application& a = change.application();
  const absl::CivilDay today = Today(change.at);
  IssuedCertificate main;
  for (int64_t i = 0; i < count; ++i) {
    IssuedCertificate certificate{.year = today.year(),
                                  .serial = first + i,
                                  .kind = i == 0 ? "MAIN" : "COPY_TRANS",
                                  .issue_date = today};
    const auto year = static_cast<int>(certificate.year);
    const auto serial = static_cast<int>(certificate.serial);
    certificate.number = common::FormatChinese(office.series, year, serial);
    certificate.number_en = common::FormatEnglish(office.series, year, serial);
    store_.InsertCertificate(change.tx, a, certificate, change.at);
    FixCertificateText(change, certificate, main, office);
    if (i == 0) main = certificate;
    change.c.certificates.push_back(certificate);
  }
  return absl::OkStatus();
}

ApplicationService::Result ApplicationService::ReturnApplication(
    const Call& call, const v1::ReturnApplicationRequest& request) {
  return Move(call, request, Event::kReturn, [&](Change& change) {
    change.mover.note = request.note();
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::DiscussApplication(
    const Call& call, const v1::DiscussApplicationRequest& request) {
  return Move(call, request, Event::kDiscuss, [&](Change& change) {
    change.mover.note = request.minutes();
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::ProduceCertificate(
    const Call& call, const v1::ProduceCertificateRequest& request) {
  return Move(call, request, Event::kProduce, [&](Change& change) {
    change.application().producer = call.principal;
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::PassQualityCheck(
    const Call& call, const v1::PassQualityCheckRequest& request) {
  return Move(call, request, Event::kPassQuality, [&](Change& change) -> absl::Status {
    const Application& a = change.application();
    RETURN_IF_ERROR(MayPassQuality(a, call.principal));
    if (a.handover_mode == HandoverMode::kCourier) return absl::OkStatus();
    Tell(change, "N12");
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::HandOver(const Call& call,
                                                        const v1::HandOverRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<OriginalCheck> checks, OriginalsIn(request));
  return Move(call, request, Event::kHandOver, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    if (a.visit_mode == VisitMode::kAtCollection) {
      a.visit_count += 1;
      a.identity_state = IdentityState::kInPerson;
      RETURN_IF_ERROR(ShowOriginals(change, checks));
    }
    RETURN_IF_ERROR(MayHandOver(change.c, request.signer_name()));
    SettleVisit(change, "KEPT");
    ReturnCourierFee(change);
    change.mover.note = request.identity_record();
    Tell(change, "N14", {{"signer", request.signer_name()}});
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::DispatchCertificate(
    const Call& call, const v1::DispatchCertificateRequest& request) {
  return Move(call, request, Event::kDispatch, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(MayDispatch(change.application()));
    OrderCourier(change, NewId(call.now));
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::WithholdCertificate(
    const Call& call, const v1::WithholdCertificateRequest& request) {
  return Move(call, request, Event::kWithhold, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    RETURN_IF_ERROR(CheckGround(request.ground(), {"REF05", "REF07"}));
    RETURN_IF_ERROR(IsHandler(a, call.principal));
    a.ground = request.ground();
    a.originals_state = OriginalsState::kFailed;
    change.mover.reason = request.ground();
    change.mover.note = request.note();
    for (IssuedCertificate& certificate : change.c.certificates) certificate.voided = true;
    store_.VoidCertificates(change.tx, a, request.ground());
    VoidCertificateTexts(change);
    // The party has come, and goes without.
    if (a.visit_mode == VisitMode::kAtCollection) a.visit_count += 1;
    SettleVisit(change, "KEPT");
    Tell(change, "N18", {{"ground", request.ground()}});
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::ResolveIncident(
    const Call& call, const v1::ResolveIncidentRequest& request) {
  const Event event = request.received() ? Event::kReceived : Event::kReproduce;
  return Move(call, request, event, [&](Change& change) -> absl::Status {
    change.mover.note = request.note();
    if (!request.received()) return absl::OkStatus();
    Tell(change, "N14", {{"signer", Recipient(change.c)}});
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::ArchiveApplication(
    const Call& call, const v1::ArchiveApplicationRequest& request) {
  return Move(call, request, Event::kArchive, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(CheckRetention(request.retention()));
    change.application().retention = request.retention();
    return absl::OkStatus();
  });
}

}  // namespace notary::application
