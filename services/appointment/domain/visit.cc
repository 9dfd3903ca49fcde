#include "services/appointment/domain/visit.h"

#include "platform/base/error.h"

namespace notary::appointment {

absl::StatusOr<std::optional<CancelReason>> ReasonGiven(bool by_staff, absl::string_view given) {
  constexpr char kField[] = "reason";
  if (!by_staff && !given.empty()) {
    return InvalidField(kField, "CANCEL_REASON_OF_STAFF",
                        {"取消原因仅由本处工作人员填写", "Only staff give a reason"});
  }
  if (!by_staff) return std::nullopt;
  if (given.empty()) return CancelReason::kOfficeReason;
  const std::optional<CancelReason> reason = Parse<CancelReason>(given);
  if (reason && *reason != CancelReason::kOfficeClosed) return reason;
  return InvalidField(kField, "CANCEL_REASON_UNKNOWN",
                      {"原因须为 PARTY_ASKED、STAFF_AWAY、DEVICE_FAILED 或 OFFICE_REASON",
                       "PARTY_ASKED, STAFF_AWAY, DEVICE_FAILED or OFFICE_REASON"});
}

}  // namespace notary::appointment
