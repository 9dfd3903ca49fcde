#include "services/application/domain/handover.h"

#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/party.h"
#include "services/common/province.h"

namespace notary::application {
namespace {

absl::Status ByCourier(const Application& a) {
  if (a.handover_mode == HandoverMode::kCourier) return absl::OkStatus();
  return PreconditionError("NOT_BY_COURIER",
                           {"本件为现场领取", "This case is collected at the counter"});
}

// No courier finds a line of blanks.
absl::Status IsComplete(const CourierAddress& to) {
  std::vector<FieldViolation> missing;
  for (const auto& [field, value] :
       {std::pair("city", &to.city), std::pair("district", &to.district),
        std::pair("address", &to.address)}) {
    const bool blank = absl::StripAsciiWhitespace(*value).empty();
    if (blank) missing.push_back({field, "REQUIRED", {"必填", "This field is required"}});
  }
  return missing.empty() ? absl::OkStatus() : InvalidFields(std::move(missing));
}

}  // namespace

absl::Status CheckWays(const Application& a) {
  if (a.visit_mode != VisitMode::kAtCollection || a.handover_mode != HandoverMode::kCourier) {
    return absl::OkStatus();
  }
  return InvalidField("application.handover_mode", "COURIER_NEEDS_EARLIER_VISIT",
                      {"领证时到场不能选择快递", "A visit at collection excludes the courier"});
}

absl::Status MayCollect(const Application& a) {
  if (a.state != State::kArchived || a.uncollected) return absl::OkStatus();
  return PreconditionError("NOTHING_TO_COLLECT",
                           {"档案中没有待领取的公证书", "No certificate waits in the archive"});
}

absl::Status MayHandOver(const Case& c, const std::string& signer_name) {
  if (!MayReceive(c, signer_name)) {
    return InvalidField(
        "signer_name", "NOT_THE_NAMED_PERSON",
        {"只能由申请人、代理人、监护人或单位代表领取",
         "Only the applicant, agent, guardian or an organisation's representative may collect"});
  }
  if (c.application.originals_state != OriginalsState::kPassed) {
    return PreconditionError("ORIGINALS_NOT_PASSED",
                             {"原件核对未通过", "The originals have not passed the comparison"});
  }
  return absl::OkStatus();
}

absl::Status MayDispatch(const Application& a, bool office_fault) {
  RETURN_IF_ERROR(ByCourier(a));
  if (a.identity_state != IdentityState::kInPerson ||
      a.originals_state != OriginalsState::kPassed) {
    return PreconditionError(
        "ORIGINALS_NOT_PASSED",
        {"身份与原件核验后方可寄送", "Nothing leaves before identity and originals have passed"});
  }
  if (!office_fault || a.freight_collect) return absl::OkStatus();
  return InvalidField(
      "office_fault", "NOTHING_CAME_BACK",
      {"没有退回的快件，无须认定责任", "No parcel came back that could be at fault"});
}

absl::Status MayChangeAddress(const Case& c, const CourierAddress& to) {
  RETURN_IF_ERROR(ByCourier(c.application));
  RETURN_IF_ERROR(IsComplete(to));
  RETURN_IF_ERROR(common::CheckProvince("province", to.province));
  const std::string charged_for = common::ProvinceCode(c.FormValue(kCourierProvince));
  const bool same = common::ProvinceCode(to.province) == charged_for;
  // What was charged for the first parcel does not pay for another.
  if (same || c.application.parcels_sent > 0) return absl::OkStatus();
  return InvalidField("province", "FIXED_AT_ACCEPTANCE",
                      {"快递费已按原省份核定，不能更改省份",
                       "The courier was charged for by province; another cannot be chosen now"});
}

absl::Status MayCollectInstead(const Application& a) {
  if (a.state == State::kInTransit) {
    return PreconditionError(
        "PARCEL_UNDER_WAY",
        {"快件已交承运人，请先申请撤回；退回后可撤销该项同意",
         "The courier has the parcel: call it back; the consent can go once it is back"});
  }
  if (a.state != State::kIncident) return absl::OkStatus();
  return PreconditionError(
      "PARCEL_UNDER_WAY",
      {"快件去向正在查明，公证处处理后可撤销该项同意",
       "What became of the parcel is being found out; the consent can go once the office has "
       "decided"});
}

absl::Status MayRecall(const Application& a) {
  switch (a.recall_state) {
    case RecallState::kNone:
    case RecallState::kRecalled:
      return absl::OkStatus();
    case RecallState::kAsked:
      return PreconditionError(
          "ALREADY_RECALLED",
          {"已要求撤回，正在等待快递公司答复", "It is called back; the courier is being asked"});
    case RecallState::kTooLate:
      return PreconditionError("RECALL_TOO_LATE",
                               {"快件已无法撤回", "The courier does not give it back"});
  }
  return absl::OkStatus();
}

bool WaitsForParty(const Application& a) {
  return a.handover_mode == HandoverMode::kCounter || !a.shipment.empty();
}

absl::Status MayPutAway(const Application& a, absl::Time before) {
  if (WaitsForParty(a) && a.update_time < before) return absl::OkStatus();
  return PreconditionError("MAY_STILL_BE_COLLECTED",
                           {"领取期限未满，公证书尚不能归档",
                            "The party may still come for it; it is not yet put away"});
}

std::map<std::string, std::string> FieldsOf(const CourierAddress& address) {
  return {{kCourierProvince, address.province},
          {kCourierCity, address.city},
          {kCourierDistrict, address.district},
          {kCourierStreet, address.address}};
}

}  // namespace notary::application
