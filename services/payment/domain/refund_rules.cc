#include "services/payment/domain/refund_rules.h"

#include <algorithm>
#include <string>

#include "platform/base/check.h"
#include "platform/base/error.h"

namespace notary::payment {
namespace {

constexpr char kFalseMaterials[] = "REF05";

// What could still go back: nothing that went back before, nothing a third party has been given.
FeeTotal Left(const Paid& paid) {
  const int64_t third_party_fen =
      paid.total.third_party_fen - paid.third_party_spent_fen - paid.refunded.third_party_fen;
  return {.office_fen = std::max<int64_t>(0, paid.total.office_fen - paid.refunded.office_fen),
          .third_party_fen = std::max<int64_t>(0, third_party_fen)};
}

FeeTotal AtMostLeft(const FeeTotal& wanted, const Paid& paid) {
  const FeeTotal left = Left(paid);
  return {.office_fen = std::clamp<int64_t>(wanted.office_fen, 0, left.office_fen),
          .third_party_fen = std::clamp<int64_t>(wanted.third_party_fen, 0, left.third_party_fen)};
}

// Of the office's fee, for any other cause than a reduction.
int64_t SharesGiven(const Paid& paid) { return paid.refunded.office_fen - paid.reduced_fen; }

}  // namespace

std::optional<RefundCause> CauseOfClosing(const Closing& closing) {
  const bool party = closing.fault == "PARTY";
  if (!party && closing.fault != "OFFICE" && closing.fault != "NOBODY") return std::nullopt;
  if (closing.how == "REFUSED") {
    const bool false_papers = party && closing.ground == kFalseMaterials;
    return false_papers ? RefundCause::kRefusedByFault : RefundCause::kRefused;
  }
  if (closing.how != "TERMINATED") return std::nullopt;
  if (closing.fault == "OFFICE") return RefundCause::kRefused;
  return closing.reviewed ? RefundCause::kWithdrawnLate : RefundCause::kWithdrawnEarly;
}

bool IsRefusedForGood(const absl::Status& answer) {
  static constexpr auto kRefusals =
      std::to_array<absl::string_view>({"CHANNEL_RULE_LIMIT", "CHANNEL_NOT_ENTITLED",
                                        "CHANNEL_REQUEST_REFUSED", "CHANNEL_ORDER_UNKNOWN"});
  const std::string reason = ReasonOf(answer);
  return std::find(kRefusals.begin(), kRefusals.end(), reason) != kRefusals.end();
}

FeeTotal DefaultRefund(RefundCause cause, const Paid& paid) {
  const RefundRule& rule = RuleFor(cause);
  NOTARY_CHECK(rule.amount == RefundAmount::kShare);
  const int64_t fee_fen = paid.total.office_fen - paid.reduced_fen;
  const int64_t share_fen = (fee_fen * rule.office_percent + 99) / 100;
  return AtMostLeft({.office_fen = share_fen - SharesGiven(paid),
                     .third_party_fen = rule.third_party ? paid.total.third_party_fen : 0},
                    paid);
}

FeeTotal RefundOfLine(const FeeLine& line, const Paid& paid) {
  const bool third_party = line.basis == PriceBasis::kThirdParty;
  return AtMostLeft({.office_fen = third_party ? 0 : line.subtotal_fen,
                     .third_party_fen = third_party ? line.subtotal_fen : 0},
                    paid);
}

FeeTotal RefundOfParcels(const std::vector<FeeLine>& lines, const Paid& paid) {
  FeeTotal parcels;
  for (const FeeLine& line : lines) {
    if (!line.parcel) continue;
    const FeeTotal of_line = RefundOfLine(line, paid);
    parcels.office_fen += of_line.office_fen;
    parcels.third_party_fen += of_line.third_party_fen;
  }
  return AtMostLeft(parcels, paid);
}

FeeTotal RefundOfAll(const Paid& paid) { return Left(paid); }

FeeTotal RefundOfReduction(int64_t discount_fen, const Paid& paid) {
  const int64_t fee_fen = paid.total.office_fen;
  if (fee_fen <= 0) return {};
  const int64_t kept_fen = std::clamp<int64_t>(fee_fen - SharesGiven(paid), 0, fee_fen);
  const int64_t office_fen = (discount_fen * kept_fen + fee_fen - 1) / fee_fen;
  return AtMostLeft({.office_fen = office_fen}, paid);
}

absl::Status CheckReductionStands(int64_t discount_fen, const Paid& paid,
                                  const FeeTotal& proposed) {
  const FeeTotal now = RefundOfReduction(discount_fen, paid);
  if (now == proposed) return absl::OkStatus();
  return PreconditionError("PROPOSAL_OUTDATED",
                           {"提出后已有其他退款，应退差额已变，请驳回后重新提出",
                            "Another refund has changed the difference: reject, propose it anew"});
}

absl::Status CheckProposal(RefundCause cause, const Paid& paid, const FeeTotal& asked) {
  const RefundRule& rule = RuleFor(cause);
  if (rule.amount == RefundAmount::kExact && rule.automatic) {
    return PreconditionError("REFUND_CAUSE_AUTOMATIC", {"该类退款由系统按实退还，不能人工提出",
                                                        "The system makes this refund by itself"});
  }
  const FeeTotal most = rule.third_party ? Left(paid) : FeeTotal{Left(paid).office_fen, 0};
  if (asked.third_party_fen < 0 || asked.third_party_fen > most.third_party_fen) {
    return InvalidField(
        "third_party_fen", "REFUND_AMOUNT",
        {"第三方费用的退款超出可退范围", "More of the third-party costs than can go back"});
  }
  if (asked.office_fen < 0 || asked.office_fen > most.office_fen || asked.sum() == 0) {
    return InvalidField("office_fen", "REFUND_AMOUNT",
                        {"退款金额须大于零，且不超过可退的公证费",
                         "A refund is above zero and no more of the fee than can go back"});
  }
  return absl::OkStatus();
}

}  // namespace notary::payment
