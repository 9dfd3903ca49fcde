// An ABNORMAL refund that a person has tried anew.
#include "tests/integration/services/payment/desk_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RetryTest : public DeskFixture {
 protected:
  v1::Refund GivenRefused(absl::string_view reason) {
    note_ = GivenPaid();
    PaymentFixture::Settle("REFUSED", "NOBODY", true);
    channel_->refusal = DeniedError(reason, {"", ""});
    EXPECT_EQ(*service_.RefundDue(Now()), 1);
    return Waiting().at(0);
  }
};

// The fault was ours: a parameter.
TEST_F(RetryTest, WhatIsMendedIsAskedForAnewByOnePerson) {
  const v1::Refund refused = GivenRefused("CHANNEL_REQUEST_REFUSED");
  EXPECT_EQ(refused.failure(), "CHANNEL_REQUEST_REFUSED");
  channel_->refusal = absl::OkStatus();
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(24)), 0) << "not by itself";

  const auto retried = Retry(cashier_, refused);
  ASSERT_TRUE(retried.ok()) << retried.status();
  EXPECT_EQ(retried->state(), "SENT");
  EXPECT_EQ(retried->failure(), "");
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_EQ(channel_->refunds.size(), 1u);
  EXPECT_EQ(channel_->refunds.begin()->first, refused.refund_number());
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "REFUNDED 22501"));
}

TEST_F(RetryTest, WhatIsRefusedStillIsShownAgain) {
  const v1::Refund refused = GivenRefused("CHANNEL_REQUEST_REFUSED");
  ASSERT_TRUE(Retry(head_, refused).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  ASSERT_EQ(Waiting().size(), 1u);
  EXPECT_EQ(Waiting().at(0).state(), "ABNORMAL");
  EXPECT_EQ(Waiting().at(0).failure(), "CHANNEL_REQUEST_REFUSED");
  EXPECT_EQ(ReasonOf(Retry(head_, refused).status()), "ETAG_STALE");
  EXPECT_TRUE(Retry(head_, Waiting().at(0)).ok());
}

// The provider knows it: it is asked after, and nothing is placed a second time.
TEST_F(RetryTest, ADeadCardStaysDead) {
  const v1::Refund refund = GivenAbnormal();
  ASSERT_TRUE(Retry(cashier_, refund).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(channel_->refund_calls, 1);
  EXPECT_EQ(Waiting().at(0).failure(), "CHANNEL_REFUND_ABNORMAL");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "REFUND_PAYABLE:-22501"));
}

// One sends the money by bank, and before it is recorded another has the provider tried anew.
TEST_F(RetryTest, WhatWasSentByHandBeforeIsRecordedAllTheSame) {
  const v1::Refund refused = GivenRefused("CHANNEL_NOT_ENTITLED");
  ASSERT_TRUE(Retry(head_, refused).ok());
  channel_->refusal = absl::OkStatus();
  const auto resolving = Resolve(cashier_, refused, "BANK_TRANSFER");
  ASSERT_TRUE(resolving.ok()) << resolving.status();
  EXPECT_EQ(resolving->state(), "RESOLVING");
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(24)), 0) << "the provider is told no more";
  ASSERT_TRUE(Approve(head_, *resolving).ok());
  EXPECT_THAT(channel_->refunds, IsEmpty());
  EXPECT_THAT(Balances(), ElementsAre("BANK:-22501", "CHANNEL:22501"));
}

// The provider was asked already, and says only now that it has brought the money back.
TEST_F(RetryTest, WhatTheProviderBringsBesideATransferIsShownToPeople) {
  const v1::Refund refused = GivenRefused("CHANNEL_NOT_ENTITLED");
  ASSERT_TRUE(Retry(head_, refused).ok());
  channel_->refusal = absl::OkStatus();
  channel_->refund_state = ChannelRefundState::kProcessing;
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  const auto resolving = Resolve(cashier_, refused, "BANK_TRANSFER");
  ASSERT_TRUE(resolving.ok()) << resolving.status();
  channel_->refunds.at(refused.refund_number()).state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(refused.refund_number()), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("RETURNED_TWICE"));
  EXPECT_EQ(Waiting().at(0).state(), "RESOLVING");
  ASSERT_TRUE(Approve(head_, *resolving).ok());
  EXPECT_EQ(Unsettled().at(0).unexplained_fen(), -22501) << "to be recovered";
}

TEST_F(RetryTest, OnlyAnAbnormalRefundIsTriedAnew) {
  const auto proposed = Propose(GivenPaid(), "REVOKED", {100, 0});
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(ReasonOf(Retry(head_, *proposed).status()), "REFUND_STATE") << "nobody approved it";
  const auto approved = Approve(head_, *proposed);
  EXPECT_EQ(ReasonOf(Retry(head_, *approved).status()), "REFUND_STATE");
  channel_->refund_state = ChannelRefundState::kAbnormal;
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  const auto resolving = Resolve(cashier_, Waiting().at(0), "BANK_TRANSFER");
  EXPECT_EQ(ReasonOf(Retry(head_, *resolving).status()), "REFUND_STATE")
      << "the money has left in another way, somebody says";
  ASSERT_TRUE(Approve(head_, *resolving).ok());
  EXPECT_TRUE(absl::IsPermissionDenied(Retry(payer_, *resolving).status()));
}

}  // namespace
}  // namespace notary::payment
