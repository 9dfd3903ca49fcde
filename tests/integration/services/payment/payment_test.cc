#include <functional>
#include <thread>

#include "tests/integration/services/payment/payment_fixture.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PaymentTest : public PaymentFixture {};

TEST_F(PaymentTest, ANoteIsPaidByTheProvidersNotice) {
  const std::string note = Assess()->fee_note();
  EXPECT_THAT(Balances(),
              ElementsAre("OFFICE_FEE:-20001", "RECEIVABLE:22501", "THIRD_PARTY:-2500"));
  const absl::StatusOr<v1::Payment> payment = Start(note);
  ASSERT_TRUE(payment.ok()) << payment.status();
  EXPECT_EQ(payment->state(), "PENDING");
  EXPECT_EQ(payment->code_url(), "weixin://pay/" + payment->order_number());
  EXPECT_EQ(Start(note)->name(), payment->name());

  channel_->Pay(payment->order_number(), Now());
  EXPECT_EQ(Tell(payment->order_number()), 204);
  EXPECT_EQ(Note(note).state(), "PAID");
  EXPECT_EQ(Note(note).paid_fen(), kOffice + kCourier);
  EXPECT_EQ(Note(note).lines_size(), 2);
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500"));
  EXPECT_EQ(ReasonOf(Start(note).status()), "FEE_NOTE_STATE");
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0"));
}

// The note was made for an agent, whose mandate has ended since.
TEST_F(PaymentTest, WhoseCaseItIsNowPaysAndNobodyWhoseItWas) {
  const std::string note = Assess()->fee_note();
  const rpc::Principal represented = testing::Person("li");
  sides_.owners = {represented.subject};
  v1::GetFeeNoteRequest get;
  get.set_name(note);
  v1::ListFeeNotesRequest list;
  list.set_parent("offices/xuhui");
  list.set_application(kCase);
  v1::StartPaymentRequest start;
  start.set_name(note);
  start.set_request_id(NewId(Now()));
  const auto listed = [&](const rpc::Principal& who) {
    return harness_.Call<v1::ListFeeNotesResponse>(who, Method("ListFeeNotes"), list)
        ->fee_notes_size();
  };

  EXPECT_EQ(ReasonOf(Start(note).status()), "RESOURCE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(harness_.Call<v1::FeeNote>(payer_, Method("GetFeeNote"), get).status()),
            "RESOURCE_NOT_FOUND");
  EXPECT_EQ(listed(payer_), 0);
  EXPECT_TRUE(harness_.Call<v1::FeeNote>(represented, Method("GetFeeNote"), get).ok());
  EXPECT_EQ(listed(represented), 1);
  EXPECT_TRUE(harness_.Call<v1::Payment>(represented, Method("StartPayment"), start).ok());

  sides_.down = absl::UnavailableError("down");
  EXPECT_EQ(Start(note).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(PaymentTest, NothingIsPaidForACaseThatEnds) {
  const std::string note = Assess()->fee_note();
  ASSERT_TRUE(Start(note).ok());
  sides_.ending = true;
  EXPECT_EQ(ReasonOf(Start(note).status()), "CASE_ENDING") << "the open code is not shown again";
  sides_.ending = false;
  EXPECT_TRUE(Start(note).ok()) << "sent back, it goes on";
}

TEST_F(PaymentTest, ACaseHasOneFeeNote) {
  const std::string note = Assess()->fee_note();
  EXPECT_EQ(Assess()->fee_note(), note);
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0"));
}

TEST_F(PaymentTest, ARepeatedNoticeChangesNothing) {
  GivenPaid();
  const std::vector<std::string> balances = Balances();
  EXPECT_EQ(Tell(channel_->trades.begin()->first), 204);
  EXPECT_EQ(Balances(), balances);
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0"));
}

TEST_F(PaymentTest, AForgedNoticeIsRefused) { EXPECT_EQ(Tell("forged"), 401); }

TEST_F(PaymentTest, AWrongAmountIsQuarantinedOnce) {
  const std::string note = Assess()->fee_note();
  const std::string number = Start(note)->order_number();
  channel_->Pay(number, Now());
  channel_->trades.at(number).total_fen = 1;
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Note(note).state(), "CREATED");
  EXPECT_NE(Start(note)->order_number(), number);  // the fee is owed still, by another order
  EXPECT_THAT(Quarantined(), ElementsAre("AMOUNT_DIFFERS"));
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:1", "OFFICE_FEE:-20001", "RECEIVABLE:22501",
                                      "SUSPENSE:-1", "THIRD_PARTY:-2500"));
}

TEST_F(PaymentTest, MerchantAndOrderMustBeOurs) {
  const std::string number = Start(Assess()->fee_note())->order_number();
  channel_->Pay(number, Now());
  Trade unknown = channel_->trades.at(number);
  unknown.order_number = "unknown";
  channel_->trades.at(number).merchant = "other";
  channel_->trades["unknown"] = unknown;
  EXPECT_EQ(Tell(number), 204);
  EXPECT_EQ(Tell("unknown"), 204);
  EXPECT_THAT(Quarantined(), ElementsAre("MERCHANT_DIFFERS", "ORDER_DIFFERS"));
}

TEST_F(PaymentTest, ALostNoticeIsFoundByAsking) {
  const std::string note = Assess()->fee_note();
  channel_->Pay(Start(note)->order_number(), Now());
  EXPECT_EQ(*service_.PollOrders(Now()), 0);
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Minutes(2)), 1);
  EXPECT_EQ(Note(note).state(), "PAID");
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Minutes(10)), 0);
}

TEST_F(PaymentTest, ALostAnswerToPlacingIsAskedForAgain) {
  const std::string note = Assess()->fee_note();
  channel_->answer_lost = true;
  EXPECT_TRUE(absl::IsUnavailable(Start(note).status()));
  channel_->answer_lost = false;
  EXPECT_EQ(Start(note)->state(), "PENDING");
  EXPECT_EQ(channel_->trades.size(), 1u);
}

TEST_F(PaymentTest, AnExpiredOrderIsClosedAndAnotherMayFollow) {
  const std::string note = Assess()->fee_note();
  const std::string first = Start(note)->order_number();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(3)), 1);
  EXPECT_EQ(Note(note).state(), "CREATED");
  EXPECT_EQ(channel_->trades.at(first).state, TradeState::kClosed);
  EXPECT_NE(Start(note)->order_number(), first);
}

TEST_F(PaymentTest, AnExpiredCodeIsReplacedWhenThePayerAsks) {
  const std::string note = Assess()->fee_note();
  const std::string first = Start(note)->order_number();
  harness_.clock().Advance(absl::Hours(3));
  const absl::StatusOr<v1::Payment> second = Start(note);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->order_number(), first);
  EXPECT_EQ(second->state(), "PENDING");
  EXPECT_EQ(channel_->trades.at(first).state, TradeState::kClosed);
}

TEST_F(PaymentTest, AnOrderTheProviderNeverGotLapses) {
  const std::string note = Assess()->fee_note();
  channel_->answer_lost = true;
  EXPECT_FALSE(Start(note).ok());
  channel_->trades.clear();
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Minutes(2)), 1);
  EXPECT_EQ(Note(note).state(), "PENDING");
  EXPECT_EQ(*service_.PollOrders(Now() + absl::Hours(3)), 1);
  EXPECT_EQ(Note(note).state(), "CREATED");
}

TEST_F(PaymentTest, ManyAtOnceMakeOneOrderAndOneReceipt) {
  const std::string note = Assess()->fee_note();
  const auto at_once = [](const std::function<void()>& act) {
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) threads.emplace_back(act);
    for (std::thread& thread : threads) thread.join();
  };
  at_once([&] {
    const absl::Status status = Start(note).status();
    EXPECT_TRUE(status.ok() || ReasonOf(status) == "PAYMENT_CHANNEL_BUSY") << status;
  });
  ASSERT_EQ(channel_->trades.size(), 1u);
  const std::string number = channel_->trades.begin()->first;
  channel_->Pay(number, Now());
  at_once([&] {
    EXPECT_EQ(Tell(number), 204);
    EXPECT_TRUE(service_.PollOrders(Now() + absl::Minutes(2)).ok());
  });
  EXPECT_THAT(Balances(), ElementsAre("CHANNEL:22501", "OFFICE_FEE:-20001", "THIRD_PARTY:-2500"));
  EXPECT_THAT(Reports(), ElementsAre("ASSESSED 0", "PAID 0"));
}

// It accepts and does not answer. The others are told so at once, and all else goes on.
TEST_F(PaymentTest, ASilentProviderHoldsFourCallsAndNoMore) {
  const std::string note = Assess()->fee_note();
  absl::Notification answers;
  channel_->silence = &answers;
  std::vector<std::thread> waiting;
  for (int i = 0; i < PaymentService::kProviderCallsAtOnce; ++i) {
    waiting.emplace_back([&] { Start(note).status().IgnoreError(); });
  }
  absl::Status busy;
  for (int i = 0; i < 100 && ReasonOf(busy) != "PAYMENT_CHANNEL_BUSY"; ++i) {
    v1::StartPaymentRequest request;
    request.set_name(note);
    request.set_request_id(NewId(Now()));
    busy = harness_.channel()
               .Call<v1::Payment>(
                   Method("StartPayment"), request,
                   {.authorization = harness_.Token(payer_), .timeout = absl::Milliseconds(300)})
               .status();
  }
  EXPECT_EQ(ReasonOf(busy), "PAYMENT_CHANNEL_BUSY");
  EXPECT_TRUE(DetailOf(busy)->retry_after);
  EXPECT_EQ(Note(note).state(), "PENDING") << "who asks for something else is answered";
  answers.Notify();
  for (std::thread& thread : waiting) thread.join();
  channel_->silence = nullptr;
  EXPECT_EQ(Start(note)->state(), "PENDING") << "the places are free again";
}

TEST_F(PaymentTest, OnlyThePayerSeesAndPays) {
  const std::string note = Assess()->fee_note();
  v1::StartPaymentRequest request;
  request.set_name(note);
  const auto stranger = testing::Person("li");
  EXPECT_TRUE(absl::IsNotFound(
      harness_.Call<v1::Payment>(stranger, Method("StartPayment"), request).status()));
  v1::ListFeeNotesRequest list;
  list.set_parent("offices/xuhui");
  list.set_application(kCase);
  const auto mine = harness_.Call<v1::ListFeeNotesResponse>(payer_, Method("ListFeeNotes"), list);
  const auto theirs =
      harness_.Call<v1::ListFeeNotesResponse>(stranger, Method("ListFeeNotes"), list);
  EXPECT_EQ(mine->fee_notes_size(), 1);
  EXPECT_EQ(theirs->fee_notes_size(), 0);
}

TEST_F(PaymentTest, TheBooksCannotBeChanged) {
  Assess().value();
  const auto runs = [&](const pg::Statement& statement) {
    return db_->Transact("xuhui", [&](pg::Tx& tx) { return tx.Exec(statement).status(); });
  };
  using pg::Statement;
  static constexpr Statement kRefused[] = {
      {"change_entry", "UPDATE ledger_entry SET fact = 'OTHER'"},
      {"delete_entry", "DELETE FROM ledger_entry"},
      {"change_amount", "UPDATE fee_note SET office_fen = 1"},
      {"change_line", "UPDATE fee_line SET subtotal_fen = 1"},
      {"discount_without_reduction", "UPDATE fee_note SET discount_fen = 1"},
      {"illegal_move", "UPDATE fee_note SET from_state = state, state = 'REFUNDED'"},
      {"lopsided_entry",
       "INSERT INTO ledger_entry VALUES ('xuhui', gen_random_uuid(), 'X', '{CHANNEL,SUSPENSE}',"
       " '{2,-1}', now())"}};
  for (const Statement& statement : kRefused) EXPECT_FALSE(runs(statement).ok()) << statement.name;
  static constexpr Statement kBalanced{
      "balanced_entry",
      "INSERT INTO ledger_entry VALUES ('xuhui', gen_random_uuid(), 'X', '{CHANNEL,SUSPENSE}',"
      " '{2,-2}', now())"};
  EXPECT_TRUE(runs(kBalanced).ok()) << runs(kBalanced);
}

TEST_F(PaymentTest, NothingIsOwedWithoutAFeeNote) {
  EXPECT_EQ(Settle("REFUSED", "NOBODY", true), 0);
  EXPECT_THAT(Balances(), IsEmpty());
}

}  // namespace
}  // namespace notary::payment
