// N12: what a party is called in for, and what it brings (domain.md 1.8). It is told once and
// completely, so that it comes once; and that it need not come, when the office cannot receive it.
#include "services/application/domain/visits.h"

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"
#include "platform/time/clock.h"
#include "services/application/domain/consents.h"
#include "services/application/domain/originals.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {

absl::StatusOr<std::map<std::string, std::string>> ApplicationService::OriginalsToBring(
    Change& change) {
  ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
  ASSIGN_OR_RETURN(const auto names, catalogue_.SlotNames(change.application().matter));
  std::string zh, en;
  for (const std::string& slot : OriginalsToShow(change.c, rules)) {
    const auto name = names.find(slot);
    if (name == names.end()) continue;  // an older form's: no rule asks for it any more
    absl::StrAppend(&zh, zh.empty() ? "" : "、", name->second.zh);
    absl::StrAppend(&en, en.empty() ? "" : "; ", name->second.en);
  }
  return std::map<std::string, std::string>{{"originals_zh", zh}, {"originals_en", en}};
}

absl::Status ApplicationService::CallIn(Change& change) {
  Application& a = change.application();
  if (!IsToBeCalledIn(a)) return absl::OkStatus();
  ASSIGN_OR_RETURN(auto originals, OriginalsToBring(change));
  a.called_visit = a.visit_count + 1;
  Tell(change, "N12_VISIT", std::move(originals));
  return absl::OkStatus();
}

absl::Status ApplicationService::CallInToSign(Change& change, const ConsentTimes& consents) {
  if (IsEnding(change.to)) return absl::OkStatus();
  const bool agreed = consents.contains(kFaceConsent);
  return SignsAtTheOffice(change.application(), agreed) ? CallIn(change) : absl::OkStatus();
}

absl::Status ApplicationService::TellToCollect(Change& change, const char* with_originals,
                                               const char* without) {
  ASSIGN_OR_RETURN(auto originals, OriginalsToBring(change));
  const bool seen = originals["originals_zh"].empty();
  Tell(change, seen ? without : with_originals, std::move(originals));
  return absl::OkStatus();
}

// In whatever state it finds the case: whoever thinks that he is expected must not come in vain.
absl::StatusOr<v1::ReportVisitCancelledResponse> ApplicationService::ReportVisitCancelled(
    const Call& call, const v1::ReportVisitCancelledRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "applications"));
  const absl::Time start = rpc::FromTimestamp(request.visit_time());
  using Response = v1::ReportVisitCancelledResponse;
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(Case c, Look(tx, call.office, id));
    Change change = ChangeOfWorker(call, tx, c);
    Tell(change, "N12_VISIT_CANCELLED",
         {{"visit_time", absl::FormatTime("%Y-%m-%d %H:%M", start, ShanghaiZone())},
          {"reason", request.reason()},
          {"note_zh", request.note_zh()},
          {"note_en", request.note_en()}});
    return Response();
  });
}

}  // namespace notary::application
