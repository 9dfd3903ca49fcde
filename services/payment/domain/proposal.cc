#include "services/payment/domain/proposal.h"

#include "platform/base/check.h"
#include "platform/base/error.h"

namespace notary::payment {
namespace {

bool Fits(MoneyLies lies, ReturnWay way) {
  switch (way) {
    case ReturnWay::kChannel:
      return false;
    case ReturnWay::kBankTransfer:
      return lies == MoneyLies::kYes;
    case ReturnWay::kProviderSite:
      return lies != MoneyLies::kNo;
    case ReturnWay::kNone:
      return lies != MoneyLies::kYes;
  }
  return false;
}

}  // namespace

absl::Status AnotherProposal() {
  return PreconditionError("PROPOSAL_OPEN",
                           {"已有待审批的提议", "Another proposal about it waits for a decision"});
}

absl::Status CheckDecider(absl::string_view proposer, absl::string_view decider) {
  if (proposer != decider) return absl::OkStatus();
  return DeniedError("OWN_PROPOSAL",
                     {"提出人不得审批本人提出的事项", "Who proposed it may not decide it"});
}

absl::Status CheckReturn(MoneyLies lies, ReturnWay way, absl::string_view reference) {
  if (!Fits(lies, way)) {
    return InvalidField(
        "way", "RETURN_WAY",
        {"有款项须退还时，须为银行转账或商户平台退款；无款项时须为 NONE",
         "Money goes back by BANK_TRANSFER or PROVIDER_SITE; where none lies: NONE"});
  }
  if (way == ReturnWay::kNone || !reference.empty()) return absl::OkStatus();
  return InvalidField("reference", "REQUIRED",
                      {"须填写转账或退款凭证号", "The reference of the transfer is required"});
}

Account AccountOf(ReturnWay way) {
  NOTARY_CHECK(way != ReturnWay::kNone);
  return way == ReturnWay::kBankTransfer ? Account::kBank : Account::kChannel;
}

}  // namespace notary::payment
