#include "services/payment/service/module.h"

#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "services/catalogue/client/timetable_client.h"

namespace notary::payment {
namespace {

namespace api = ::notary::catalogue::v1;

absl::StatusOr<PriceBasis> ToBasis(api::PriceBasis basis) {
  switch (basis) {
    case api::GOVERNMENT:
      return PriceBasis::kGovernment;
    case api::MARKET:
      return PriceBasis::kMarket;
    case api::THIRD_PARTY:
      return PriceBasis::kThirdParty;
    default:
      return absl::DataLossError("the quote has an unknown price basis");
  }
}

// Quotes come from the tariff of the day of acceptance.
absl::StatusOr<std::vector<FeeLine>> AskQuote(catalogue::TimetableClient& catalogue,
                                              const v1::CreateFeeNoteRequest& request) {
  api::QuoteFeeRequest ask;
  ask.set_office(request.parent());
  ask.set_matter(request.matter());
  ask.set_destination(request.destination().empty() ? "CN" : request.destination());
  ask.set_language(request.language().empty() ? "zh" : request.language());
  ask.set_extra_copies(request.copies());
  ask.set_courier_province(request.courier_province());
  ask.set_date(request.accept_date());
  ASSIGN_OR_RETURN(const api::FeeQuote quote, catalogue.Ask<api::FeeQuote>("QuoteFee", ask));
  std::vector<FeeLine> lines;
  for (const api::FeeLine& line : quote.lines()) {
    ASSIGN_OR_RETURN(const PriceBasis basis, ToBasis(line.basis()));
    lines.push_back({line.code(), line.display_name().zh(), line.display_name().en(), basis,
                     line.unit_price_fen(), line.quantity(), line.discount_fen(),
                     line.subtotal_fen()});
  }
  return lines;
}

class PaymentModule final : public rpc::DatabaseModule {
 public:
  PaymentModule(const rpc::ModuleContext& context, Channels channels)
      : DatabaseModule(context, "payment"),
        channels_(std::move(channels)),
        catalogue_(context.router, rpc::ServiceToken(context, "payment")),
        service_(db_, channels_, [this](const v1::CreateFeeNoteRequest& request) {
          return AskQuote(catalogue_, request);
        }) {}
  ~PaymentModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddWorker("orders", absl::Seconds(1),
              [this](absl::Time now) { return service_.FollowOrders(now); });
    AddEagerWorker("refunds", absl::Seconds(1),
                   [this](absl::Time now) { return service_.FollowRefunds(now); });
  }

 private:
  const Channels channels_;
  catalogue::TimetableClient catalogue_;
  PaymentService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        Channels channels) {
  return std::make_unique<PaymentModule>(context, std::move(channels));
}

}  // namespace notary::payment
