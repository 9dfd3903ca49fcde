#include "services/payment/domain/proposal.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::payment {
namespace {

TEST(CheckDeciderTest, IsAnotherPerson) {
  EXPECT_TRUE(CheckDecider("staff/a", "staff/b").ok());
  const absl::Status same = CheckDecider("staff/a", "staff/a");
  EXPECT_TRUE(absl::IsPermissionDenied(same));
  EXPECT_EQ(ReasonOf(same), "OWN_PROPOSAL");
}

TEST(CheckReturnTest, MoneyGoesByHandAndWithAReference) {
  EXPECT_TRUE(CheckReturn(true, ReturnWay::kBankTransfer, "1").ok());
  EXPECT_TRUE(CheckReturn(true, ReturnWay::kProviderSite, "1").ok());
  EXPECT_TRUE(CheckReturn(false, ReturnWay::kNone, "").ok());
  EXPECT_EQ(ReasonOf(CheckReturn(true, ReturnWay::kBankTransfer, "")), "REQUIRED");
  for (const ReturnWay way : {ReturnWay::kChannel, ReturnWay::kNone}) {
    EXPECT_EQ(ReasonOf(CheckReturn(true, way, "1")), "RETURN_WAY");
  }
  for (const ReturnWay way :
       {ReturnWay::kChannel, ReturnWay::kBankTransfer, ReturnWay::kProviderSite}) {
    EXPECT_EQ(ReasonOf(CheckReturn(false, way, "1")), "RETURN_WAY");
  }
}

TEST(AccountOfTest, ATransferLeavesTheBankAndTheRestTheProvider) {
  EXPECT_EQ(AccountOf(ReturnWay::kChannel), Account::kChannel);
  EXPECT_EQ(AccountOf(ReturnWay::kProviderSite), Account::kChannel);
  EXPECT_EQ(AccountOf(ReturnWay::kBankTransfer), Account::kBank);
}

}  // namespace
}  // namespace notary::payment
