// What takes two people, each by a call of their own: who permits that a register shows its record
// (domain.md 6.3), and who came along to verify (R28).
#include <algorithm>

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/answers.h"
#include "services/application/domain/guards.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {

ApplicationService::Result ApplicationService::PermitDisclosure(
    const Call& call, const v1::PermitDisclosureRequest& request) {
  return Move(call, request, Event::kPermitDisclosure, [&](Change& change) -> absl::Status {
    RETURN_IF_ERROR(MayPermitDisclosure(change.application(), call.principal));
    ASSIGN_OR_RETURN(const MatterRules rules, catalogue_.Rules(change.c));
    ASSIGN_OR_RETURN(const PlannedFact fact, FindFact(rules, request.fact()));
    RETURN_IF_ERROR(MayDisclose(fact));
    change.mover.reason = request.fact();  // the history is the permission
    return absl::OkStatus();
  });
}

ApplicationService::Result ApplicationService::ConfirmVerification(
    const Call& call, const v1::ConfirmVerificationRequest& request) {
  return Move(call, request, Event::kConfirmFinding, [&](Change& change) -> absl::Status {
    std::vector<Verification>& all = change.c.verifications;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Verification& v) {
      return v.name == request.verification();
    });
    if (found == all.end()) {
      return InvalidField("verification", "VERIFICATION_UNKNOWN",
                          {"没有该核查", "No such question"});
    }
    RETURN_IF_ERROR(MayConfirmFinding(*found, call.principal));
    found->confirm_time = call.now;
    store_.ConfirmFinding(change.tx, change.application(), *found);
    change.mover.reason = found->fact;
    return absl::OkStatus();
  });
}

}  // namespace notary::application
