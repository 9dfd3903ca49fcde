// Refunds that one person proposes and another approves, and refunds that the provider could not
// bring back.
#include "tests/integration/services/payment/desk_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TwoPeopleTest : public DeskFixture {};

TEST_F(TwoPeopleTest, WhatOneProposesAndAnotherApprovesGoesBackToThePayer) {
  const std::string note = GivenPaid();
  const auto proposed = Propose(note, "REVOKED", {20001, 0});
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->state(), "PROPOSED");
  EXPECT_EQ(proposed->proposal().proposer(), cashier_.subject);
  EXPECT_EQ(Waiting().at(0).SerializeAsString(), proposed->SerializeAsString());
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(24)), 0) << "nothing moves before the approval";
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500"));

  const auto approved = Approve(head_, *proposed);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_EQ(approved->state(), "APPROVED");
  EXPECT_EQ(approved->proposal().decider(), head_.subject);
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(channel_->refunds.begin()->second.order_number, approved->order_number());
  EXPECT_EQ(Note(note).state(), "PART_REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:2500", "THIRD_PARTY:-2500"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "PART_REFUNDED 20001"));
}

TEST_F(TwoPeopleTest, ADecisionIsOneRefundHoweverOftenItIsSaid) {
  const std::string note = GivenPaid();
  v1::ProposeRefundRequest propose;
  propose.set_name(note);
  propose.set_cause("REVOKED");
  propose.set_office_fen(100);
  propose.set_reason("公证书已撤销");
  propose.set_request_id(NewId(Now()));
  const auto first = As<v1::Refund>(cashier_, "ProposeRefund", propose);
  const auto again = As<v1::Refund>(cashier_, "ProposeRefund", propose);
  ASSERT_TRUE(first.ok() && again.ok()) << first.status() << again.status();
  EXPECT_EQ(first->name(), again->name());
  EXPECT_EQ(ReasonOf(Propose(note, "REVOKED", {100, 0}).status()), "PROPOSAL_OPEN");

  v1::ApproveRefundRequest approve;
  approve.set_name(first->name());
  approve.set_request_id(NewId(Now()));
  EXPECT_TRUE(As<v1::Refund>(head_, "ApproveRefund", approve).ok());
  EXPECT_TRUE(As<v1::Refund>(head_, "ApproveRefund", approve).ok());
  EXPECT_EQ(ReasonOf(Approve(deputy_, *first).status()), "ETAG_STALE");
  approve.set_request_id(NewId(Now()));
  EXPECT_EQ(ReasonOf(As<v1::Refund>(deputy_, "ApproveRefund", approve).status()), "REFUND_STATE");
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(channel_->refunds.size(), 1u);
  EXPECT_EQ(Note(note).refunded_fen(), 100);
}

TEST_F(TwoPeopleTest, NobodyApprovesWhatHeProposed) {
  const std::string note = GivenPaid();
  v1::ProposeRefundRequest propose;
  propose.set_name(note);
  propose.set_cause("REVOKED");
  propose.set_office_fen(100);
  propose.set_reason("公证书已撤销");
  const auto proposed = As<v1::Refund>(head_, "ProposeRefund", propose);
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(ReasonOf(Approve(head_, *proposed).status()), "OWN_PROPOSAL");
  EXPECT_EQ(ReasonOf(Reject(head_, *proposed).status()), "OWN_PROPOSAL");
  EXPECT_TRUE(absl::IsPermissionDenied(Approve(cashier_, *proposed).status()));
  EXPECT_TRUE(Approve(deputy_, *proposed).ok());
}

// The same rule once more, from the wrong side.
TEST_F(TwoPeopleTest, TheDatabaseWantsTwoPeopleToo) {
  static constexpr pg::Statement kForge{
      "test_forge",
      "UPDATE proposal SET verdict = 'APPROVED', decider = proposer, decide_time = now()"};
  ASSERT_TRUE(Propose(GivenPaid(), "REVOKED", {100, 0}).ok());
  const absl::Status forged =
      db_->Transact("xuhui", [&](pg::Tx& tx) { return tx.Exec(kForge).status(); });
  EXPECT_EQ(forged.code(), absl::StatusCode::kFailedPrecondition) << forged;
}

TEST_F(TwoPeopleTest, ARejectedProposalLeavesNoTraceInTheBooks) {
  const std::string note = GivenPaid();
  const auto proposed = Propose(note, "REVOKED", {20001, 2500});
  const auto rejected = Reject(head_, *proposed);
  ASSERT_TRUE(rejected.ok()) << rejected.status();
  EXPECT_EQ(rejected->state(), "REJECTED");
  EXPECT_EQ(rejected->proposal().note(), "依据不足");
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_EQ(*service_.RefundDue(Now()), 0);
  EXPECT_EQ(ReasonOf(Approve(head_, *rejected).status()), "REFUND_STATE");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500"));
  EXPECT_TRUE(Propose(note, "REVOKED", {100, 0}).ok());
}

TEST_F(TwoPeopleTest, AProposalStaysWithinWhatIsLeft) {
  const std::string note = GivenPaid();
  EXPECT_EQ(ReasonOf(Propose(note, "REVOKED", {20002, 0}).status()), "REFUND_AMOUNT");
  EXPECT_EQ(ReasonOf(Propose(note, "REVOKED", {0, 0}).status()), "REFUND_AMOUNT");
  EXPECT_EQ(ReasonOf(Propose(note, "REFUSED_BY_FAULT", {0, 1}).status()), "REFUND_AMOUNT");
  EXPECT_EQ(ReasonOf(Propose(note, "PAID_TWICE", {1, 0}).status()), "REFUND_CAUSE_AUTOMATIC");
  EXPECT_EQ(ReasonOf(Propose(note, "GENEROSITY", {1, 0}).status()), "ENUM_UNKNOWN");
}

TEST_F(TwoPeopleTest, NothingGoesBackOfWhatWasNotPaid) {
  EXPECT_EQ(ReasonOf(Propose(Assess()->fee_note(), "REVOKED", {100, 0}).status()),
            "FEE_NOTE_STATE");
}

// A rule is not held back by a proposal, and together they never exceed what was paid.
TEST_F(TwoPeopleTest, ARuleGoesBeforeAProposal) {
  const std::string note = GivenPaid();
  const auto proposed = Propose(note, "REVOKED", {20001, 0});
  EXPECT_EQ(PaymentFixture::Settle("TERMINATED", "PARTY", false), 18001 + kCourier);
  EXPECT_EQ(ReasonOf(Approve(head_, *proposed).status()), "REFUND_AMOUNT");
  EXPECT_TRUE(Reject(head_, *proposed).ok());
  EXPECT_TRUE(Approve(head_, *Propose(note, "WITHDRAWN_EARLY", {2000, 0})).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 2);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
  EXPECT_THAT(Balances(), IsEmpty());
}

TEST_F(TwoPeopleTest, AnAbnormalRefundIsResolvedByTwo) {
  const v1::Refund refund = GivenAbnormal();
  EXPECT_EQ(refund.state(), "ABNORMAL");
  EXPECT_EQ(refund.failure(), "CHANNEL_REFUND_ABNORMAL");
  const auto resolving = Resolve(cashier_, refund, "BANK_TRANSFER");
  ASSERT_TRUE(resolving.ok()) << resolving.status();
  EXPECT_EQ(resolving->state(), "RESOLVING");
  EXPECT_EQ(Waiting().at(0).proposal().reference(), "20261123-0001");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "REFUND_PAYABLE:-22501"));
  EXPECT_EQ(Note(note_).state(), "PAID");

  const auto done = Approve(head_, *resolving);
  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_EQ(done->state(), "DONE");
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("BANK:-22501", "CHANNEL:22501"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "REFUNDED 22501 BY_TRANSFER"));
  EXPECT_THAT(returns_, ElementsAre("22501 BANK_TRANSFER REFUSED"));
}

// As of a payment of more than a year ago.
TEST_F(TwoPeopleTest, ARefundThatTheProviderRefusesForGoodIsMadeByPeople) {
  note_ = GivenPaid();
  PaymentFixture::Settle("REFUSED", "NOBODY", true);
  channel_->refusal = DeniedError("CHANNEL_RULE_LIMIT", {"", ""});
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(24)), 0) << "it is not asked again";
  ASSERT_EQ(Waiting().size(), 1u);
  EXPECT_EQ(Waiting().at(0).state(), "ABNORMAL");
  EXPECT_EQ(Waiting().at(0).failure(), "CHANNEL_RULE_LIMIT");
  EXPECT_EQ(Waiting().at(0).attempts(), 1);
  const auto resolving = Resolve(cashier_, Waiting().at(0), "BANK_TRANSFER");
  ASSERT_TRUE(resolving.ok()) << resolving.status();
  ASSERT_TRUE(Approve(head_, *resolving).ok());
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("BANK:-22501", "CHANNEL:22501"));
}

TEST_F(TwoPeopleTest, WhatWasRefusedAndGivenBackToTheProviderIsPlacedAnew) {
  note_ = GivenPaid();
  PaymentFixture::Settle("REFUSED", "NOBODY", true);
  channel_->refusal = DeniedError("CHANNEL_NOT_ENTITLED", {"", ""});
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  ASSERT_TRUE(Reject(head_, *Resolve(cashier_, Waiting().at(0), "BANK_TRANSFER")).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Waiting().at(0).state(), "ABNORMAL") << "it is refused still";
  ASSERT_TRUE(Reject(head_, *Resolve(cashier_, Waiting().at(0), "BANK_TRANSFER")).ok());
  channel_->refusal = absl::OkStatus();
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_THAT(Balances(), IsEmpty());
}

TEST_F(TwoPeopleTest, ARefundTriedManyTimesIsShownAndTriedOn) {
  GivenPaid();
  PaymentFixture::Settle("REFUSED", "NOBODY", true);
  channel_->refusal = PreconditionError("CHANNEL_BALANCE_SHORT", {"", ""});
  for (int i = 0; i < 10; ++i) {
    EXPECT_THAT(Waiting(), IsEmpty()) << i;
    EXPECT_EQ(*service_.RefundDue(Now() + i * absl::Hours(7)), 0);
  }
  ASSERT_EQ(Waiting().size(), 1u);
  EXPECT_EQ(Waiting().at(0).state(), "APPROVED");
  EXPECT_EQ(Waiting().at(0).attempts(), 10);
  EXPECT_EQ(Waiting().at(0).failure(), "CHANNEL_BALANCE_SHORT");
  channel_->refusal = absl::OkStatus();
  EXPECT_EQ(*service_.RefundDue(Now() + absl::Hours(77)), 1);
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_THAT(Balances(), IsEmpty());
}

TEST_F(TwoPeopleTest, AnOrderOfAMerchantNumberThatTheOfficeNoLongerHasIsLeftToPeople) {
  GivenPaid();
  PaymentFixture::Settle("REFUSED", "NOBODY", true);
  channel_->merchant_number = "1900000009";
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(channel_->refund_calls, 0);
  EXPECT_EQ(Waiting().at(0).failure(), "CHANNEL_MERCHANT_CHANGED");
}

TEST_F(TwoPeopleTest, ReturnedByHandAtTheProviderItLeavesTheSameBalance) {
  const auto resolving = Resolve(cashier_, GivenAbnormal(), "PROVIDER_SITE");
  ASSERT_TRUE(Approve(head_, *resolving).ok());
  EXPECT_THAT(Balances(), IsEmpty());

  // The provider knows it now too: it is the same money.
  RefundReport& report = channel_->refunds.begin()->second;
  report.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_THAT(Quarantined(), IsEmpty());
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_EQ(Note(note_).refunded_fen(), 22501);
}

// Not the sum of all, and each with its own way and cause.
TEST_F(TwoPeopleTest, TheCaseHearsOfEachRefundByItself) {
  note_ = GivenPaid();
  ASSERT_TRUE(Approve(head_, *Propose(note_, "REVOKED", {100, 0})).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  PaymentFixture::Settle("TERMINATED", "PARTY", false);
  channel_->refund_state = ChannelRefundState::kAbnormal;
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  ASSERT_TRUE(Approve(head_, *Resolve(cashier_, Waiting().at(0), "PROVIDER_SITE")).ok());
  EXPECT_THAT(Reports(),
              ElementsAre("ASSESSED 0", "PAID 0", "PART_REFUNDED 100", "PART_REFUNDED 20501"));
  EXPECT_THAT(returns_, ElementsAre("100 CHANNEL REVOKED", "20401 PROVIDER_SITE WITHDRAWN_EARLY"));
}

TEST_F(TwoPeopleTest, OnlyAnAbnormalRefundIsResolvedAndByHandOnly) {
  const v1::Refund refund = GivenAbnormal();
  EXPECT_EQ(ReasonOf(Resolve(cashier_, refund, "CHANNEL").status()), "RETURN_WAY");
  EXPECT_EQ(ReasonOf(Resolve(cashier_, refund, "NONE").status()), "RETURN_WAY");
  EXPECT_EQ(ReasonOf(Resolve(cashier_, refund, "PIGEON").status()), "ENUM_UNKNOWN");
  EXPECT_EQ(ReasonOf(Approve(head_, refund).status()), "REFUND_STATE");
  ASSERT_TRUE(Resolve(head_, refund, "BANK_TRANSFER").ok());
  EXPECT_EQ(ReasonOf(Resolve(cashier_, refund, "BANK_TRANSFER").status()), "REFUND_STATE");
  EXPECT_EQ(ReasonOf(Approve(head_, Waiting().at(0)).status()), "OWN_PROPOSAL");
}

TEST_F(TwoPeopleTest, AResolutionTurnedDownAsksTheProviderAgain) {
  const auto resolving = Resolve(cashier_, GivenAbnormal(), "BANK_TRANSFER");
  ASSERT_TRUE(Reject(head_, *resolving).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(channel_->refund_calls, 1) << "it is asked after, not placed again";
  ASSERT_EQ(Waiting().size(), 1u);
  EXPECT_EQ(Waiting().at(0).state(), "ABNORMAL");
  EXPECT_TRUE(Approve(head_, *Resolve(cashier_, Waiting().at(0), "BANK_TRANSFER")).ok());
}

// What one did by hand at its site is this refund; a transfer is not (quarantine_test.cc).
TEST_F(TwoPeopleTest, TheProviderMayBeFasterThanTheSecondPerson) {
  const auto resolving = Resolve(cashier_, GivenAbnormal(), "PROVIDER_SITE");
  RefundReport& report = channel_->refunds.begin()->second;
  report.state = ChannelRefundState::kSucceeded;
  EXPECT_EQ(Tell(report.number), 204);
  EXPECT_EQ(Note(note_).state(), "REFUNDED");
  EXPECT_EQ(ReasonOf(Approve(head_, *resolving).status()), "ETAG_STALE");
  EXPECT_THAT(Quarantined(), IsEmpty());
  EXPECT_THAT(Balances(), IsEmpty());
}

}  // namespace
}  // namespace notary::payment
