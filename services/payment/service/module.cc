#include "services/payment/service/module.h"

#include "services/payment/service/proof_client.h"
#include "services/payment/service/tariff_client.h"

namespace notary::payment {
namespace {

class PaymentModule final : public rpc::DatabaseModule {
 public:
  PaymentModule(const rpc::ModuleContext& context, Channels channels)
      : DatabaseModule(context, "payment"),
        channels_(std::move(channels)),
        sides_(context.router, rpc::ServiceToken(context, "payment")),
        tariff_(context.router, rpc::ServiceToken(context, "payment")),
        proofs_(context.router, rpc::ServiceToken(context, "payment")),
        service_(db_, channels_, sides_, tariff_, proofs_) {}
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
  const Channels channels_;
  application::SidesClient sides_;
  TariffClient tariff_;
  ProofClient proofs_;
  PaymentService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        Channels channels) {
  return std::make_unique<PaymentModule>(context, std::move(channels));
}

}  // namespace notary::payment
