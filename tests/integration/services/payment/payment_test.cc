#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"
#include "services/payment/service/payment_service.h"
#include "services/payment/storage/payment_sql.sql.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::payment {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

// A provider in memory: knows its orders and refunds, believes every notice that says "signed".
class FakeChannel final : public PaymentChannel {
 public:
  const std::string& merchant() const override { return merchant_; }
  absl::StatusOr<std::string> CreateOrder(const ChannelOrder& order) override {
    orders[order.number] = order.total_fen;
    return "weixin://" + order.number;
  }
  absl::StatusOr<Trade> FindTrade(absl::string_view number) override {
    if (!orders.contains(std::string(number))) return absl::NotFoundError("no such order");
    return Trade{.merchant = merchant_,
                 .order_number = std::string(number),
                 .state = state,
                 .total_fen = orders[std::string(number)],
                 .currency = "CNY"};
  }
  absl::Status CloseOrder(absl::string_view number) override {
    closed.push_back(std::string(number));
    return absl::OkStatus();
  }
  absl::StatusOr<RefundReport> Refund(const ChannelRefund& refund) override {
    refunds[refund.number] = refund.refund_fen;
    return RefundReport{.number = refund.number, .state = ChannelRefundState::kSucceeded};
  }
  absl::StatusOr<RefundReport> FindRefund(absl::string_view number) override {
    return RefundReport{.number = std::string(number), .state = ChannelRefundState::kSucceeded};
  }
  absl::StatusOr<Notice> ReadNotice(const RawNotice& notice) override {
    if (notice.body != "signed") return absl::UnauthenticatedError("forged");
    return Notice{"n1", told};
  }
  NoticeAnswer AnswerNotice(const absl::Status& outcome) override {
    return {outcome.ok() ? 204 : 500, ""};
  }

  std::map<std::string, int64_t> orders, refunds;
  std::vector<std::string> closed;
  TradeState state = TradeState::kUnpaid;
  Trade told;

 private:
  const std::string merchant_ = "1900007291";
};

class PaymentTest : public ::testing::Test {
 protected:
  static constexpr char kCase[] = "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001";

  PaymentTest() {
    auto channel = std::make_unique<FakeChannel>();
    channel_ = channel.get();
    channels_["xuhui"] = std::move(channel);
  }

  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.payment.v1.PaymentService/", name);
  }

  std::string GivenFeeNote() {
    v1::CreateFeeNoteRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    request.set_payer("persons/zhang");
    request.set_matter("CERT_EDU");
    request.set_accept_date("2026-11-23");
    request.set_request_id(NewId(harness_.clock().Now()));
    const auto response = harness_.Call<v1::CreateFeeNoteResponse>(
        testing::SystemService("application"), Method("CreateFeeNote"), request);
    EXPECT_EQ(response->total_fen(), 10000);
    return response->fee_note();
  }

  absl::StatusOr<v1::Payment> StartPayment(const std::string& note, const char* who = "zhang") {
    v1::StartPaymentRequest request;
    request.set_name(note);
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_.Call<v1::Payment>(testing::Person(who), Method("StartPayment"), request);
  }

  // The provider tells us; returns the HTTP status we answered with.
  int Tell(const std::string& order, int64_t fen, const std::string& body = "signed",
           const std::string& merchant = "1900007291") {
    channel_->told = {.merchant = merchant,
                      .order_number = order,
                      .transaction = "t1",
                      .state = TradeState::kPaid,
                      .total_fen = fen,
                      .currency = "CNY"};
    v1::ReceiveProviderNoticeRequest request;
    request.set_name("offices/xuhui");
    request.set_body(body);
    return harness_
        .Call<v1::ReceiveProviderNoticeResponse>({}, Method("ReceiveProviderNotice"), request)
        ->http_status();
  }

  int64_t Settle(const char* closing, const char* fault, bool reviewed) {
    v1::SettleFeeNoteRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    request.set_closing(closing);
    request.set_ground("R50_2");
    request.set_fault(fault);
    request.set_reviewed(reviewed);
    request.set_request_id(NewId(harness_.clock().Now()));
    return harness_
        .Call<v1::SettleFeeNoteResponse>(testing::SystemService("application"),
                                         Method("SettleFeeNote"), request)
        ->refund_fen();
  }

  std::string StateOf(const std::string& note) {
    v1::GetFeeNoteRequest request;
    request.set_name(note);
    return harness_.Call<v1::FeeNote>(testing::Person("zhang"), Method("GetFeeNote"), request)
        ->state();
  }

  std::vector<std::string> Facts() {
    static constexpr pg::Statement kFacts{"test_facts",
                                          "SELECT fact AS v FROM ledger_entry ORDER BY id"};
    std::vector<std::string> facts;
    const auto rows = db_->Read([](pg::Tx& tx) { return tx.Query(kFacts); });
    for (const pg::Row& row : *rows) facts.push_back(row.Str("v"));
    return facts;
  }

  int64_t Count(const pg::Statement& statement) {
    return db_->Read([&](pg::Tx& tx) { return tx.One(statement); })->Int("n");
  }

  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("payment");
  Channels channels_;
  FakeChannel* channel_;
  PaymentService service_{
      *db_, channels_, [](const v1::CreateFeeNoteRequest&) {
        return std::vector<FeeLine>{
            {"CERTIFICATE", "证书", "Certificate", PriceBasis::kMarket, 8000, 1, 0, 8000},
            {"COURIER", "快递", "Courier", PriceBasis::kThirdParty, 2000, 1, 0, 2000}};
      }};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }()};
};

TEST_F(PaymentTest, ASignedNoticePaysTheNoteOnce) {
  const std::string note = GivenFeeNote();
  const std::string order = StartPayment(note)->order_number();

  EXPECT_EQ(Tell(order, 10000), 204);
  EXPECT_EQ(Tell(order, 10000), 204);  // providers repeat themselves

  EXPECT_EQ(StateOf(note), "PAID");
  EXPECT_THAT(Facts(), UnorderedElementsAre("ASSESSED", "RECEIVED"));
}

TEST_F(PaymentTest, TheOpenOrderIsGivenAgain) {
  const std::string note = GivenFeeNote();
  const std::string first = StartPayment(note)->order_number();

  EXPECT_EQ(StartPayment(note)->order_number(), first);
  EXPECT_EQ(channel_->orders.size(), 1u);
}

TEST_F(PaymentTest, OthersCannotPayOrSeeIt) {
  EXPECT_EQ(StartPayment(GivenFeeNote(), "li").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(PaymentTest, AForgedNoticeChangesNothing) {
  const std::string note = GivenFeeNote();
  const std::string order = StartPayment(note)->order_number();

  EXPECT_EQ(Tell(order, 10000, "forged"), 500);

  EXPECT_EQ(StateOf(note), "PENDING");
}

TEST_F(PaymentTest, WrongAmountOrMerchantIsQuarantined) {
  static constexpr pg::Statement kQuarantined{"test_quarantined",
                                              "SELECT count(*) AS n FROM quarantine"};
  const std::string note = GivenFeeNote();
  const std::string order = StartPayment(note)->order_number();

  EXPECT_EQ(Tell(order, 1), 204);
  EXPECT_EQ(Tell(order, 10000, "signed", "1900000000"), 204);

  EXPECT_EQ(StateOf(note), "PENDING");
  EXPECT_EQ(Count(kQuarantined), 2);
}

TEST_F(PaymentTest, AWithdrawalBeforeTheReviewGivesNinePartsInTenBack) {
  const std::string note = GivenFeeNote();
  Tell(StartPayment(note)->order_number(), 10000);

  EXPECT_EQ(Settle("TERMINATED", "NOBODY", /*reviewed=*/false),
            9200);  // 90 % of 8000, the courier whole
  ASSERT_TRUE(service_.FollowRefunds(harness_.clock().Now()).ok());
  ASSERT_TRUE(service_.FollowRefunds(harness_.clock().Now()).ok());

  EXPECT_EQ(channel_->refunds.size(), 1u);
  EXPECT_EQ(StateOf(note), "PART_REFUNDED");
  EXPECT_THAT(Facts(),
              UnorderedElementsAre("ASSESSED", "RECEIVED", "REFUND_DECIDED", "REFUND_DONE"));
}

TEST_F(PaymentTest, ARefusalByNobodysFaultGivesAllBack) {
  const std::string note = GivenFeeNote();
  Tell(StartPayment(note)->order_number(), 10000);

  EXPECT_EQ(Settle("REFUSED", "NOBODY", /*reviewed=*/true), 10000);
  ASSERT_TRUE(service_.FollowRefunds(harness_.clock().Now()).ok());

  EXPECT_EQ(StateOf(note), "REFUNDED");
}

TEST_F(PaymentTest, AnUnpaidNoteIsClosedAndLateMoneyGoesBack) {
  const std::string note = GivenFeeNote();
  const std::string order = StartPayment(note)->order_number();
  EXPECT_EQ(Settle("TERMINATED", "NOBODY", /*reviewed=*/false), 0);
  EXPECT_EQ(StateOf(note), "CLOSED");

  EXPECT_EQ(Tell(order, 10000), 204);
  ASSERT_TRUE(service_.FollowRefunds(harness_.clock().Now()).ok());

  EXPECT_EQ(channel_->refunds.size(), 1u);
  EXPECT_EQ(channel_->refunds.begin()->second, 10000);
  EXPECT_EQ(StateOf(note), "CLOSED");
}

TEST_F(PaymentTest, AnOrderNobodyPaysIsClosedAndAnotherMayFollow) {
  const std::string note = GivenFeeNote();
  const std::string first = StartPayment(note)->order_number();
  harness_.clock().Advance(absl::Hours(3));

  ASSERT_TRUE(service_.FollowOrders(harness_.clock().Now()).ok());

  EXPECT_THAT(channel_->closed, ElementsAre(first));
  EXPECT_EQ(StateOf(note), "CREATED");
  EXPECT_NE(StartPayment(note)->order_number(), first);
}

TEST_F(PaymentTest, APaymentWhoseNoticeWasLostIsFoundByAsking) {
  const std::string note = GivenFeeNote();
  ASSERT_TRUE(StartPayment(note).ok());
  channel_->state = TradeState::kPaid;
  harness_.clock().Advance(absl::Minutes(2));

  ASSERT_TRUE(service_.FollowOrders(harness_.clock().Now()).ok());

  EXPECT_EQ(StateOf(note), "PAID");
}

TEST_F(PaymentTest, TheBooksRefuseAnEntryThatDoesNotSumToZero) {
  const std::string note = GivenFeeNote();
  const std::string id = note.substr(note.rfind('/') + 1);
  const PaymentStore store;

  const absl::Status status = db_->Transact([&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(const FeeNote found, store.GetNote(tx, "xuhui", id));
    return store.Book(tx, found, "FORGED", {{Account::kChannel, 5}, {Account::kOfficeFee, -4}},
                      harness_.clock().Now());
  });

  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
}

}  // namespace
}  // namespace notary::payment
