// Rows 24–28 and 34: approval, number, production, archive.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/guards.h"
#include "services/application/domain/handover.h"
#include "services/application/domain/party.h"
#include "services/application/domain/retention.h"
#include "services/application/domain/translation.h"
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
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
    RETURN_IF_ERROR(MayApprove(change.c, call.principal, rules.FactNames(), call.now));
    RETURN_IF_ERROR(CheckGuardian(change));
    RETURN_IF_ERROR(CheckSpecimen(change, rules));
    RETURN_IF_ERROR(TranslationIsThere(change.c, rules));
    // The wording may be another one than when the draft was made.
    RETURN_IF_ERROR(wordings_.Check(change.c, rules.copy_trans));
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
  ASSIGN_OR_RETURN(const common::CertificateSeries series, SeriesOn(office, today));
  IssuedCertificate main;
  for (int64_t i = 0; i < count; ++i) {
    IssuedCertificate certificate{.year = today.year(),
                                  .serial = first + i,
                                  .kind = i == 0 ? "MAIN" : "COPY_TRANS",
                                  .issue_date = today};
    const auto year = static_cast<int>(certificate.year);
    const auto serial = static_cast<int>(certificate.serial);
    certificate.number = common::FormatChinese(series, year, serial);
    certificate.number_en = common::FormatEnglish(series, year, serial);
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
  return Move(call, request, Event::kProduce, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
    // What is made again was signed while the signature was on file, and its notary may have left.
    if (a.producer.empty()) RETURN_IF_ERROR(CheckSpecimen(change, rules));
    a.producer = call.principal;
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::PassQualityCheck(
    const Call& call, const v1::PassQualityCheckRequest& request) {
  return Move(call, request, Event::kPassQuality, [&](Change& change) -> absl::Status {
    const Application& a = change.application();
    RETURN_IF_ERROR(MayPassQuality(a, call.principal));
    if (a.handover_mode == HandoverMode::kCourier) return absl::OkStatus();
    return TellToCollect(change, "N12", "N12_COLLECT");
  });
}

ApplicationService::Result ApplicationService::ArchiveApplication(
    const Call& call, const v1::ArchiveApplicationRequest& request) {
  return Move(call, request, Event::kArchive, [&](Change& change) -> absl::Status {
    Application& a = change.application();
    ASSIGN_OR_RETURN(const std::string least, catalogue_.RetentionOf(a.matter));
    RETURN_IF_ERROR(CheckRetention(request.retention(), least));
    a.retention = request.retention();
    a.uncollected = a.state == State::kReady;
    if (!a.uncollected) return absl::OkStatus();
    ASSIGN_OR_RETURN(const absl::Time before,
                     catalogue_.RunOut("UNCOLLECTED_REMIND_3", Today(call.now), 0));
    RETURN_IF_ERROR(MayPutAway(a, before));
    Tell(change, "N12_ARCHIVED");
    return absl::OkStatus();
  });
}

}  // namespace notary::application
