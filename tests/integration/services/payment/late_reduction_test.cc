// A reduction that is asked for after the party has paid: one proposes, a head approves, and the
// difference goes back (L34, R22).
#include "tests/integration/services/payment/desk_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LateReductionTest : public DeskFixture {
 protected:
  static constexpr char kProof[] = "offices/xuhui/documents/0190aaaa-0000-7000-8000-000000000009";

  static v1::ProposeRefundRequest Wish(const std::string& note, int percent) {
    v1::ProposeRefundRequest request;
    request.set_name(note);
    request.set_cause("FINAL_FEE_LOWER");
    request.set_reduction("LOW_INCOME");
    request.set_percent(percent);
    request.set_proof(kProof);
    request.set_reason("低保家庭，缴费后补交低保证");
    return request;
  }
  absl::StatusOr<v1::Refund> ProposeReduction(const v1::ProposeRefundRequest& request) {
    return As<v1::Refund>(cashier_, "ProposeRefund", request);
  }
  // After the review began; what goes back in all.
  int64_t Withdraw() { return PaymentFixture::Settle("TERMINATED", "PARTY", true, "R50_2"); }
  std::string ReasonOfProposing(const v1::ProposeRefundRequest& request) {
    return ReasonOf(ProposeReduction(request).status());
  }
};

TEST_F(LateReductionTest, TheDifferenceGoesBackAndTheFeeStaysPaid) {
  const std::string note = GivenPaid();
  const auto proposed = ProposeReduction(Wish(note, 50));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->office_fen(), 10001) << "half a fen is the party's";
  EXPECT_EQ(proposed->third_party_fen(), 0) << "the courier is paid in full";
  const v1::Proposal shown = Waiting().at(0).proposal();
  EXPECT_EQ(shown.reduction(), "LOW_INCOME");
  EXPECT_EQ(shown.percent(), 50);
  EXPECT_EQ(shown.proof(), kProof);

  ASSERT_TRUE(Approve(head_, *proposed).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "PART_REFUNDED");
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:12500", "OFFICE_FEE:-10000", "THIRD_PARTY:-2500"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "PART_REFUNDED 10001"));
}

TEST_F(LateReductionTest, OfEverythingTheWholeFeeGoesBack) {
  tariff_.courier_fen = 0;
  fees_ = {kOffice};
  const std::string note = GivenPaid();
  ASSERT_TRUE(Approve(head_, *ProposeReduction(Wish(note, 100))).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "REFUNDED");
  EXPECT_THAT(Balances(), IsEmpty());
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0", "REFUNDED 20001"));
}

TEST_F(LateReductionTest, IsGrantedOnceUnlessItWasTurnedDown) {
  const std::string note = GivenPaid();
  ASSERT_TRUE(Reject(head_, *ProposeReduction(Wish(note, 100))).ok());
  const auto second = ProposeReduction(Wish(note, 50));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(ReasonOfProposing(Wish(note, 50)), "ALREADY_REDUCED");
  ASSERT_TRUE(Approve(head_, *second).ok());
  EXPECT_EQ(ReasonOfProposing(Wish(note, 50)), "ALREADY_REDUCED");
}

TEST_F(LateReductionTest, ReducesWhatTheOfficeHasKept) {
  const std::string note = GivenPaid();
  ASSERT_TRUE(Approve(head_, *Propose(note, "REVOKED", {15000, 0})).ok());
  const auto half = ProposeReduction(Wish(note, 50));
  ASSERT_TRUE(half.ok()) << half.status();
  EXPECT_EQ(half->office_fen(), 2501);
  ASSERT_TRUE(Reject(head_, *half).ok());
  ASSERT_TRUE(Approve(head_, *ProposeReduction(Wish(note, 100))).ok());
  EXPECT_EQ(*service_.RefundDue(Now()), 2);
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:2500", "THIRD_PARTY:-2500"));
}

TEST_F(LateReductionTest, NothingIsReducedOfAFeeThatWentBack) {
  const std::string note = GivenPaid();
  PaymentFixture::Settle("REFUSED", "NOBODY", true);
  EXPECT_EQ(ReasonOfProposing(Wish(note, 50)), "NOTHING_TO_REDUCE");
}

// A party that withdraws late gets half of the fee it owes, and the fee is halved: three quarters,
// and the courier, whichever comes first.
TEST_F(LateReductionTest, AReducedCaseIsWithdrawn) {
  const std::string note = GivenPaid();
  ASSERT_TRUE(Approve(head_, *ProposeReduction(Wish(note, 50))).ok());
  EXPECT_EQ(Withdraw(), 10001 + 5000 + kCourier);
  EXPECT_EQ(Withdraw(), 10001 + 5000 + kCourier) << "settled twice it answers the same";
  EXPECT_EQ(*service_.RefundDue(Now()), 2);
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:5000", "OFFICE_FEE:-5000"));
}

TEST_F(LateReductionTest, AWithdrawnCaseIsReduced) {
  const std::string note = GivenPaid();
  EXPECT_EQ(Withdraw(), 10001 + kCourier);
  const auto proposed = ProposeReduction(Wish(note, 50));
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_EQ(proposed->office_fen(), 5001) << "the odd fen is the party's";
  ASSERT_TRUE(Approve(head_, *proposed).ok());
  EXPECT_EQ(Withdraw(), 10001 + 5001 + kCourier);
  EXPECT_EQ(*service_.RefundDue(Now()), 2);
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:4999", "OFFICE_FEE:-4999"));
}

TEST_F(LateReductionTest, ACaseWithdrawnMeanwhileIsProposedAnew) {
  const std::string note = GivenPaid();
  const auto before = ProposeReduction(Wish(note, 50));
  EXPECT_EQ(before->office_fen(), 10001);
  EXPECT_EQ(Withdraw(), 10001 + kCourier);
  EXPECT_EQ(ReasonOf(Approve(head_, *before).status()), "PROPOSAL_OUTDATED");
  ASSERT_TRUE(Reject(head_, *before).ok());
  const auto anew = ProposeReduction(Wish(note, 50));
  EXPECT_EQ(anew->office_fen(), 5001);
  EXPECT_TRUE(Approve(head_, *anew).ok());
}

TEST_F(LateReductionTest, FollowsTheTariffAndRestsOnADocument) {
  const std::string note = GivenPaid();
  struct Row {
    const char* reason;
    void (*spoil)(v1::ProposeRefundRequest&);
  };
  const Row rows[] = {
      {"REDUCTION_UNKNOWN", [](auto& wish) { wish.set_reduction("FRIENDS"); }},
      {"REDUCTION_PERCENT", [](auto& wish) { wish.set_percent(30); }},
      {"REQUIRED", [](auto& wish) { wish.clear_reduction(); }},
      {"REQUIRED", [](auto& wish) { wish.clear_percent(); }},
      {"REQUIRED", [](auto& wish) { wish.clear_proof(); }},
      {"NOT_ALLOWED", [](auto& wish) { wish.set_office_fen(1); }},
      {"NOT_ALLOWED", [](auto& wish) { wish.set_third_party_fen(1); }},
      {"NOT_ALLOWED", [](auto& wish) { wish.set_cause("REVOKED"); }},
      {"MALFORMED",
       [](auto& wish) {
         wish.set_proof("offices/pudong/documents/0190aaaa-0000-7000-8000-000000000009");
       }},
  };
  for (const Row& row : rows) {
    v1::ProposeRefundRequest wish = Wish(note, 50);
    row.spoil(wish);
    EXPECT_EQ(ReasonOfProposing(wish), row.reason) << wish.ShortDebugString();
  }
  proofs_.found = ProofState::kUnknown;
  EXPECT_EQ(ReasonOfProposing(Wish(note, 50)), "DOCUMENT_UNKNOWN");
}

TEST_F(LateReductionTest, WhatIsNotPaidIsReducedByTheHeadInstead) {
  EXPECT_EQ(ReasonOfProposing(Wish(Assess()->fee_note(), 50)), "FEE_NOTE_STATE");
}

}  // namespace
}  // namespace notary::payment
