#include "services/payment/service/module.h"

#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "services/catalogue/client/timetable_client.h"

namespace notary::payment {
namespace {

catalogue::v1::QuoteFeeRequest ToQuoteRequest(const v1::CreateFeeNoteRequest& request) {
  catalogue::v1::QuoteFeeRequest quote;
  quote.set_office(request.parent());
  quote.set_matter(request.matter());
  quote.set_organisation(request.organisation());
  quote.set_destination(request.destination().empty() ? "CN" : request.destination());
  // BCP 47 begins with the ISO 639-1 code.
  quote.set_language(request.language().empty() ? "zh" : request.language().substr(0, 2));
  quote.set_extra_copies(request.copies());
  quote.set_courier_province(request.courier_province());
  quote.set_date(request.accept_date());
  return quote;
}

PriceBasis ToBasis(catalogue::v1::PriceBasis basis) {
  if (basis == catalogue::v1::THIRD_PARTY) return PriceBasis::kThirdParty;
  return basis == catalogue::v1::MARKET ? PriceBasis::kMarket : PriceBasis::kGovernment;
}

FeeLine ToLine(const catalogue::v1::FeeLine& line) {
  return {.code = line.code(),
          .name_zh = line.display_name().zh(),
          .name_en = line.display_name().en(),
          .basis = ToBasis(line.basis()),
          .unit_fen = line.unit_price_fen(),
          .quantity = line.quantity(),
          .discount_fen = line.discount_fen(),
          .subtotal_fen = line.subtotal_fen(),
          .parcel = line.use() == catalogue::v1::TariffItem::COURIER};
}

class PaymentModule final : public rpc::DatabaseModule {
 public:
  PaymentModule(const rpc::ModuleContext& context, Channels channels)
      : DatabaseModule(context, "payment"),
        catalogue_(context.router, rpc::ServiceToken(context, "payment")),
        channels_(std::move(channels)),
        sides_(context.router, rpc::ServiceToken(context, "payment")),
        service_(
            db_, channels_, sides_,
            [this](const v1::CreateFeeNoteRequest& request) { return Quote(request); },
            [this] { return Reductions(); }) {}
  ~PaymentModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddEagerWorker("refund", absl::Seconds(5),
                   [this](absl::Time now) { return service_.RefundDue(now); });
    AddEagerWorker("payment_poll", absl::Seconds(5),
                   [this](absl::Time now) { return service_.PollOrders(now); });
  }

 private:
  absl::StatusOr<std::vector<FeeLine>> Quote(const v1::CreateFeeNoteRequest& request) {
    ASSIGN_OR_RETURN(const catalogue::v1::FeeQuote quote,
                     catalogue_.Ask<catalogue::v1::FeeQuote>("QuoteFee", ToQuoteRequest(request)));
    std::vector<FeeLine> lines;
    for (const catalogue::v1::FeeLine& line : quote.lines()) lines.push_back(ToLine(line));
    return lines;
  }

  absl::StatusOr<std::vector<ReductionClass>> Reductions() {
    ASSIGN_OR_RETURN(const catalogue::v1::ListReductionsResponse known,
                     catalogue_.Ask<catalogue::v1::ListReductionsResponse>(
                         "ListReductions", catalogue::v1::ListReductionsRequest()));
    std::vector<ReductionClass> classes;
    for (const catalogue::v1::Reduction& reduction : known.reductions()) {
      classes.push_back({.code = reduction.code(),
                         .percents = {reduction.percents().begin(), reduction.percents().end()},
                         .items = {reduction.items().begin(), reduction.items().end()}});
    }
    return classes;
  }

  catalogue::TimetableClient catalogue_;
  const Channels channels_;
  application::SidesClient sides_;
  PaymentService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        Channels channels) {
  return std::make_unique<PaymentModule>(context, std::move(channels));
}

}  // namespace notary::payment
