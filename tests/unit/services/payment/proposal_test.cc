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
  EXPECT_TRUE(CheckReturn(MoneyLies::kYes, ReturnWay::kBankTransfer, "1").ok());
  EXPECT_TRUE(CheckReturn(MoneyLies::kYes, ReturnWay::kProviderSite, "1").ok());
  EXPECT_TRUE(CheckReturn(MoneyLies::kNo, ReturnWay::kNone, "").ok());
  EXPECT_EQ(ReasonOf(CheckReturn(MoneyLies::kYes, ReturnWay::kBankTransfer, "")), "REQUIRED");
  for (const ReturnWay way : {ReturnWay::kChannel, ReturnWay::kNone}) {
    EXPECT_EQ(ReasonOf(CheckReturn(MoneyLies::kYes, way, "1")), "RETURN_WAY");
  }
  for (const ReturnWay way :
       {ReturnWay::kChannel, ReturnWay::kBankTransfer, ReturnWay::kProviderSite}) {
    EXPECT_EQ(ReasonOf(CheckReturn(MoneyLies::kNo, way, "1")), "RETURN_WAY");
  }
}

TEST(CheckReturnTest, WhatNobodyCouldSeeWentBackAtTheSiteOrWasNotPaid) {
  EXPECT_TRUE(CheckReturn(MoneyLies::kUnseen, ReturnWay::kNone, "").ok());
  EXPECT_TRUE(CheckReturn(MoneyLies::kUnseen, ReturnWay::kProviderSite, "1").ok());
  EXPECT_EQ(ReasonOf(CheckReturn(MoneyLies::kUnseen, ReturnWay::kProviderSite, "")), "REQUIRED");
  for (const ReturnWay way : {ReturnWay::kChannel, ReturnWay::kBankTransfer}) {
    EXPECT_EQ(ReasonOf(CheckReturn(MoneyLies::kUnseen, way, "1")), "RETURN_WAY");
  }
}

TEST(AccountOfTest, ATransferLeavesTheBankAndTheRestTheProvider) {
  EXPECT_EQ(AccountOf(ReturnWay::kChannel), Account::kChannel);
  EXPECT_EQ(AccountOf(ReturnWay::kProviderSite), Account::kChannel);
  EXPECT_EQ(AccountOf(ReturnWay::kBankTransfer), Account::kBank);
}

}  // namespace
}  // namespace notary::payment
