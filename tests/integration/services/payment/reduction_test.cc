// The head of the office lets a party pay less.
#include "tests/integration/services/payment/payment_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;

class ReductionTest : public PaymentFixture {
 protected:
  absl::StatusOr<v1::FeeNote> Reduce(const std::string& note, const std::string& reduction,
                                     int percent) {
    v1::ReduceFeeNoteRequest request;
    request.set_name(note);
    request.set_reduction(reduction);
    request.set_percent(percent);
    request.set_proof("offices/xuhui/documents/0190aaaa-0000-7000-8000-000000000009");
    request.set_reason("低保家庭，已核对低保证");
    request.set_request_id(NewId(Now()));
    return harness_.Call<v1::FeeNote>(head_, Method("ReduceFeeNote"), request);
  }

  const rpc::Principal head_ = testing::Staff("xuhui", "head", {rpc::Role::ROLE_HEAD});
};

TEST_F(ReductionTest, HalfOfTheOfficesFeeIsTakenOffEachLine) {
  const std::string note = Assess()->fee_note();
  const auto reduced = Reduce(note, "LOW_INCOME", 50);
  ASSERT_TRUE(reduced.ok()) << reduced.status();
  EXPECT_EQ(reduced->state(), "CREATED");
  EXPECT_EQ(reduced->lines(0).discount_fen(), 10001) << "half a fen is the party's";
  EXPECT_EQ(reduced->lines(0).subtotal_fen(), 10000);
  EXPECT_EQ(reduced->lines(1).discount_fen(), 0) << "the courier is paid in full";
  EXPECT_EQ(reduced->total_fen(), 10000 + kCourier);
  EXPECT_EQ(Note(note).SerializeAsString(), reduced->SerializeAsString());
  EXPECT_THAT(Balances(), ElementsAre("OFFICE_FEE:-20001", "RECEIVABLE:12500", "THIRD_PARTY:-2500",
                                      "WAIVED:10001"));

  const auto order = Start(note);
  ASSERT_TRUE(order.ok()) << order.status();
  EXPECT_EQ(order->total_fen(), 12500);
  channel_->Pay(order->order_number(), Now());
  EXPECT_EQ(Tell(order->order_number()), 204);
  EXPECT_EQ(Settle("REFUSED", "NOBODY", true), 12500) << "no more than was paid";
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_THAT(Balances(), ElementsAre("OFFICE_FEE:-10001", "WAIVED:10001"));
  fees_ = {kOffice + kCourier, 12500};
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "ASSESSED 0", "PAID 0", "REFUNDED 12500"));
  EXPECT_THAT(items_, ElementsAre("Certificate 1 10000 MARKET", "Courier 1 2500 THIRD_PARTY"));
}

TEST_F(ReductionTest, RestsOnADocumentThatIsThere) {
  const std::string note = Assess()->fee_note();
  proofs_.found = ProofState::kUnknown;
  EXPECT_EQ(ReasonOf(Reduce(note, "LOW_INCOME", 50).status()), "DOCUMENT_UNKNOWN");
  proofs_.found = ProofState::kUnfinished;
  EXPECT_EQ(ReasonOf(Reduce(note, "LOW_INCOME", 50).status()), "DOCUMENT_NOT_FINISHED");
  proofs_.found = ProofState::kThere;
  EXPECT_TRUE(Reduce(note, "LOW_INCOME", 50).ok());
}

TEST_F(ReductionTest, WhyIsForWhoAnswersForTheMoney) {
  const std::string note = Assess()->fee_note();
  ASSERT_TRUE(Reduce(note, "LOW_INCOME", 50).ok());
  v1::GetFeeNoteRequest request;
  request.set_name(note);
  const auto read = [&](const rpc::Principal& who) {
    return *harness_.Call<v1::FeeNote>(who, Method("GetFeeNote"), request);
  };

  const v1::ReductionGrant grant = read(head_).grant();
  EXPECT_EQ(grant.granter(), "staff/head");
  EXPECT_EQ(grant.reason(), "低保家庭，已核对低保证");
  EXPECT_EQ(grant.discount_fen(), 10001);
  const rpc::Principal assistant = testing::Staff("xuhui", "s1", {rpc::Role::ROLE_ASSISTANT});
  EXPECT_FALSE(read(assistant).has_grant());
  EXPECT_EQ(read(assistant).reduction(), "LOW_INCOME");
  EXPECT_FALSE(Note(note).has_grant()) << "the party has asked for it, and is not told by whom";
}

TEST_F(ReductionTest, AWaiverOfEverythingLeavesNothingToPay) {
  tariff_.courier_fen = 0;
  const std::string note = Assess()->fee_note();
  const auto waived = Reduce(note, "LOW_INCOME", 100);
  ASSERT_TRUE(waived.ok()) << waived.status();
  EXPECT_EQ(waived->state(), "WAIVED");
  EXPECT_EQ(waived->total_fen(), 0);
  EXPECT_EQ(waived->reduction(), "LOW_INCOME");
  EXPECT_EQ(waived->reduction_percent(), 100);
  EXPECT_EQ(ReasonOf(Start(note).status()), "FEE_NOTE_STATE");
  EXPECT_THAT(Balances(), ElementsAre("OFFICE_FEE:-20001", "WAIVED:20001"));
  fees_ = {kOffice, 0};
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "WAIVED 0"));
}

TEST_F(ReductionTest, AThirdPartyIsPaidAlsoWhenTheFeeIsWaived) {
  const auto reduced = Reduce(Assess()->fee_note(), "LOW_INCOME", 100);
  ASSERT_TRUE(reduced.ok()) << reduced.status();
  EXPECT_EQ(reduced->state(), "CREATED");
  EXPECT_EQ(reduced->total_fen(), kCourier);
}

TEST_F(ReductionTest, OnceBeforePaymentAndByTheTariff) {
  const std::string note = Assess()->fee_note();
  EXPECT_EQ(ReasonOf(Reduce(note, "FRIENDS", 50).status()), "REDUCTION_UNKNOWN");
  EXPECT_EQ(ReasonOf(Reduce(note, "LOW_INCOME", 30).status()), "REDUCTION_PERCENT");
  EXPECT_EQ(ReasonOf(Reduce(note, "AGED_80", 100).status()), "NOTHING_TO_REDUCE");
  EXPECT_TRUE(Reduce(note, "LOW_INCOME", 50).ok());
  EXPECT_EQ(ReasonOf(Reduce(note, "LOW_INCOME", 50).status()), "ALREADY_REDUCED");
}

TEST_F(ReductionTest, NotWhileACodeCanBePaidNorAfterwards) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  EXPECT_EQ(ReasonOf(Reduce(note, "LOW_INCOME", 50).status()), "PAYMENT_ORDER_OPEN");
  channel_->Pay(number, Now());
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(ReasonOf(Reduce(note, "LOW_INCOME", 50).status()), "FEE_NOTE_STATE");
}

// An expired code of the full amount, paid after all once less is owed.
TEST_F(ReductionTest, AnOldCodePaidAfterTheReductionGoesBackWhole) {
  const std::string note = Assess()->fee_note();
  const std::string old = Start(note)->order_number();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(3)), 1);
  ASSERT_TRUE(Reduce(note, "LOW_INCOME", 50).ok());
  channel_->Pay(old, Now());
  EXPECT_EQ(Tell(old), 204);
  EXPECT_EQ(*service_.RefundDue(Now()), 1);
  EXPECT_EQ(Note(note).state(), "CREATED");
  EXPECT_THAT(Balances(), ElementsAre("OFFICE_FEE:-20001", "RECEIVABLE:12500", "THIRD_PARTY:-2500",
                                      "WAIVED:10001"));
}

TEST_F(ReductionTest, AReducedNoteIsClosedAtWhatItOwes) {
  const std::string note = Assess()->fee_note();
  ASSERT_TRUE(Reduce(note, "LOW_INCOME", 50).ok());
  EXPECT_EQ(Settle("TERMINATED", "NOBODY", false), 0);
  EXPECT_EQ(Note(note).state(), "CLOSED");
  EXPECT_THAT(Balances(), ElementsAre("OFFICE_FEE:-10001", "WAIVED:10001"));
}

}  // namespace
}  // namespace notary::payment
