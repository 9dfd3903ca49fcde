// The payment service on a real database, with a provider that lives in memory and a tariff of two
// lines.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/pg/outbox.h"
#include "platform/rpc/timestamp.h"
#include "services/payment/service/payment_service.h"
#include "services/payment/storage/payment_sql.sql.h"
#include "tests/testing/fake_sides.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::payment {

// Believes every notice whose body is the number of an order or refund it knows. The port's methods
// are thread-safe; tests touch the members only while no call runs.
class FakeChannel final : public PaymentChannel {
 public:
  explicit FakeChannel(std::string merchant) : merchant_number(std::move(merchant)) {}

  const std::string& merchant() const override { return merchant_number; }

  absl::StatusOr<std::string> CreateOrder(const ChannelOrder& order) override {
    if (silence != nullptr) silence->WaitForNotification();
    absl::MutexLock lock(&mutex_);
    trades.try_emplace(order.number, Trade{.merchant = merchant_number,
                                           .order_number = order.number,
                                           .total_fen = order.total_fen,
                                           .currency = "CNY"});
    if (answer_lost) return absl::UnavailableError("lost");
    return absl::StrCat("weixin://pay/", order.number);
  }
  absl::StatusOr<Trade> FindTrade(absl::string_view number) override {
    absl::MutexLock lock(&mutex_);
    if (!deafness.ok()) return deafness;
    const auto found = trades.find(std::string(number));
    if (found == trades.end()) return absl::NotFoundError("");
    return found->second;
  }
  absl::Status CloseOrder(absl::string_view number) override {
    absl::MutexLock lock(&mutex_);
    Trade& trade = trades.at(std::string(number));
    if (trade.state == TradeState::kPaid) return PreconditionError("CHANNEL_ORDER_PAID", {"", ""});
    trade.state = TradeState::kClosed;
    return absl::OkStatus();
  }
  absl::StatusOr<RefundReport> Refund(const ChannelRefund& refund) override {
    absl::MutexLock lock(&mutex_);
    ++refund_calls;
    if (!refusal.ok()) return refusal;
    refunds.try_emplace(refund.number, RefundReport{.merchant = merchant_number,
                                                    .number = refund.number,
                                                    .order_number = refund.order_number,
                                                    .state = refund_state,
                                                    .refund_fen = refund.refund_fen,
                                                    .total_fen = refund.total_fen});
    if (answer_lost) return absl::UnavailableError("lost");
    return refunds.at(refund.number);
  }
  absl::StatusOr<RefundReport> FindRefund(absl::string_view number) override {
    absl::MutexLock lock(&mutex_);
    const auto found = refunds.find(std::string(number));
    if (found == refunds.end()) return absl::NotFoundError("");
    return found->second;
  }
  absl::StatusOr<Notice> ReadNotice(const RawNotice& notice) override {
    absl::MutexLock lock(&mutex_);
    if (trades.contains(notice.body)) return Notice{notice.body, trades.at(notice.body)};
    if (refunds.contains(notice.body)) return Notice{notice.body, refunds.at(notice.body)};
    return absl::UnauthenticatedError("forged");
  }
  NoticeAnswer AnswerNotice(const absl::Status& outcome) override {
    return outcome.ok() ? NoticeAnswer{204, ""} : NoticeAnswer{401, "{}"};
  }

  void Pay(const std::string& number, absl::Time now) {
    Trade& trade = trades.at(number);
    trade.state = TradeState::kPaid;
    trade.transaction = "T" + number;
    trade.paid_at = now;
  }

  std::map<std::string, Trade> trades;
  std::map<std::string, RefundReport> refunds;
  ChannelRefundState refund_state = ChannelRefundState::kSucceeded;
  bool answer_lost = false;
  absl::Status refusal;                   // of every refund
  absl::Status deafness;                  // to every question after an order
  absl::Notification* silence = nullptr;  // while it lasts no order is answered
  int refund_calls = 0;

  std::string merchant_number;

 private:
  absl::Mutex mutex_;
};

inline constexpr int64_t kOffice = 20001;
inline constexpr int64_t kCourier = 2500;

// Two lines, whatever the case.
class FakeTariff final : public Tariff {
 public:
  absl::StatusOr<std::vector<FeeLine>> Quote(const PricedCase&) override {
    return std::vector<FeeLine>{
        {"CERTIFICATE_FACT", "公证费", "Certificate", PriceBasis::kMarket, kOffice, 1, 0, kOffice},
        {"COURIER", "快递费", "Courier", PriceBasis::kThirdParty, courier_fen, 1, 0, courier_fen,
         true}};
  }
  absl::StatusOr<std::vector<ReductionClass>> Reductions() override {
    return std::vector<ReductionClass>{{"LOW_INCOME", {50, 100}, {}},
                                       {"AGED_80", {100}, {"HOME_VISIT"}}};
  }

  int64_t courier_fen = kCourier;
};

class FakeProofs final : public Proofs {
 public:
  absl::StatusOr<ProofState> Find(const std::string&, const std::string&) override { return found; }

  ProofState found = ProofState::kThere;
};

class PaymentFixture : public ::testing::Test {
 protected:
  static constexpr char kCase[] = "offices/xuhui/applications/0190aaaa-0000-7000-8000-000000000001";

  static std::string Method(absl::string_view name) {
    return absl::StrCat("/notary.payment.v1.PaymentService/", name);
  }

  absl::StatusOr<v1::CreateFeeNoteResponse> Assess() {
    v1::CreateFeeNoteRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    request.set_payer(payer_.subject);
    request.set_matter("CERT_MARRIAGE");
    request.set_accept_date("2026-11-23");
    request.set_request_id(NewId(Now()));
    return harness_.Call<v1::CreateFeeNoteResponse>(system_, Method("CreateFeeNote"), request);
  }

  absl::StatusOr<v1::Payment> Start(const std::string& note) {
    v1::StartPaymentRequest request;
    request.set_name(note);
    request.set_request_id(NewId(Now()));
    return harness_.Call<v1::Payment>(payer_, Method("StartPayment"), request);
  }

  // The HTTP status that the provider gets.
  int Tell(const std::string& body) {
    v1::ReceiveProviderNoticeRequest request;
    request.set_name("offices/xuhui");
    request.set_body(body);
    const auto response = harness_.channel().Call<v1::ReceiveProviderNoticeResponse>(
        Method("ReceiveProviderNotice"), request, {.timeout = absl::Seconds(20)});
    return response.ok() ? response->http_status() : 0;
  }

  int64_t Settle(const std::string& closing, const std::string& fault, bool reviewed,
                 const std::string& ground = "REF05",
                 std::optional<absl::Time> proposed = std::nullopt) {
    v1::SettleFeeNoteRequest request;
    if (proposed) *request.mutable_propose_time() = rpc::ToTimestamp(*proposed);
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    request.set_closing(closing);
    request.set_ground(ground);
    request.set_fault(fault);
    request.set_reviewed(reviewed);
    request.set_request_id(NewId(Now()));
    const auto response =
        harness_.Call<v1::SettleFeeNoteResponse>(system_, Method("SettleFeeNote"), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->refund_fen() : -1;
  }

  int64_t ReturnCourier() {
    v1::RefundUnusedCourierRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(kCase);
    request.set_request_id(NewId(Now()));
    const auto response = harness_.Call<v1::RefundUnusedCourierResponse>(
        system_, Method("RefundUnusedCourier"), request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->refund_fen() : -1;
  }

  v1::FeeNote Note(const std::string& name) {
    v1::GetFeeNoteRequest request;
    request.set_name(name);
    const auto note = harness_.Call<v1::FeeNote>(payer_, Method("GetFeeNote"), request);
    EXPECT_TRUE(note.ok()) << note.status();
    return note.value_or(v1::FeeNote());
  }

  std::string GivenPaid() {
    const std::string note = Assess()->fee_note();
    const std::string number = Start(note)->order_number();
    channel_->Pay(number, Now());
    EXPECT_EQ(Tell(number), 204);
    return note;
  }

  // "account:sum" of every account that moved, in order of name.
  std::vector<std::string> Balances() {
    static constexpr pg::Statement kBalances{
        "balances",
        "SELECT account || ':' || sum(debit_fen) AS line FROM posting GROUP BY account"
        " HAVING sum(debit_fen) <> 0 ORDER BY account"};
    return Lines(kBalances);
  }

  std::vector<std::string> Quarantined() {
    static constexpr pg::Statement kReasons{
        "reasons", "SELECT reason AS line FROM quarantine ORDER BY reason"};
    return Lines(kReasons);
  }

  std::vector<std::string> Lines(const pg::Statement& statement) {
    std::vector<std::string> lines;
    const absl::Status read = db_->Transact("xuhui", [&](pg::Tx& tx) -> absl::Status {
      ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(statement));
      for (const pg::Row& row : rows) lines.push_back(row.Str("line"));
      return absl::OkStatus();
    });
    EXPECT_TRUE(read.ok()) << read;
    return lines;
  }

  // Takes what the service owes the application service: "STATE refund_fen", and of money that was
  // no fee "OVERPAID fen".
  std::vector<std::string> Reports() {
    std::vector<std::string> reports;
    const absl::Time later = Now() + absl::Hours(48);  // after everything a test lets happen
    while (true) {
      const auto calls = pg::ClaimOwedCalls(*db_, later, later + absl::Minutes(1), 10);
      EXPECT_TRUE(calls.ok()) << calls.status();
      if (!calls.ok() || calls->empty()) return reports;
      for (const pg::OwedCall& call : *calls) {
        if (absl::EndsWith(call.method, "/ReportOverpayment")) {
          application::v1::ReportOverpaymentRequest returned;
          EXPECT_TRUE(returned.ParseFromString(call.request));
          EXPECT_EQ(returned.name(), kCase);
          reports.push_back(absl::StrCat("OVERPAID ", returned.returned_fen()));
          continue;
        }
        application::v1::ReportPaymentRequest report;
        EXPECT_TRUE(report.ParseFromString(call.request));
        EXPECT_EQ(report.name(), kCase);
        EXPECT_THAT(fees_, ::testing::Contains(report.fee_fen()));
        reports.push_back(absl::StrCat(report.payment_state(), " ", report.refund_fen(),
                                       report.by_transfer() ? " BY_TRANSFER" : ""));
        if (report.returned_fen() > 0) {
          returns_.push_back(
              absl::StrCat(report.returned_fen(), " ", report.way(), " ", report.cause()));
        }
        if (report.items().empty()) continue;
        items_.clear();
        for (const application::v1::FeeItem& item : report.items()) {
          items_.push_back(absl::StrCat(item.name_en(), " ", item.quantity(), " ",
                                        item.subtotal_fen(), " ", item.basis()));
        }
      }
      EXPECT_TRUE(pg::MarkAnswered(*db_, *calls).ok());
    }
  }

  absl::Time Now() { return harness_.clock().Now(); }

  // Of the reports that tell of a refund: "fen WAY CAUSE".
  std::vector<std::string> returns_;
  // Of the last report that had any: "name_en quantity subtotal_fen basis".
  std::vector<std::string> items_;
  FakeTariff tariff_;
  FakeProofs proofs_;
  std::vector<int64_t> fees_ = {kOffice + kCourier};  // that a report may tell
  const rpc::Principal payer_ = testing::Person("zhang");
  const rpc::Principal system_ = testing::SystemService("application");
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("payment");
  FakeChannel* channel_ = new FakeChannel("1900000001");  // owned by channels_
  FakeChannel* former_ = new FakeChannel("1900000000");   // the same
  const Channels channels_ = [this] {
    Channels channels;
    channels["xuhui"].present.reset(channel_);
    channels["xuhui"].former.emplace_back(former_);
    return channels;
  }();
  testing::FakeSides sides_{{payer_.subject}};
  PaymentService service_{*db_, channels_, sides_, tariff_, proofs_};
  testing::RpcHarness harness_{[this] {
                                 std::vector<rpc::Service> services;
                                 services.push_back(service_.Bind());
                                 return services;
                               }(),
                               rpc::ServerOptions().threads_per_service};
};

}  // namespace notary::payment
