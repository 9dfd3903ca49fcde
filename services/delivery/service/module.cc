#include "services/delivery/service/module.h"

namespace notary::delivery {
namespace {

class DeliveryModule final : public rpc::DatabaseModule {
 public:
  DeliveryModule(const rpc::ModuleContext& context, std::unique_ptr<Courier> courier,
                 Senders senders)
      : DatabaseModule(context, "delivery"),
        courier_(std::move(courier)),
        sides_(context.router, rpc::ServiceToken(context, "delivery")),
        service_(db_, *courier_, sides_, std::move(senders)) {}
  ~DeliveryModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddEagerWorker("parcels", absl::Seconds(1),
                   [this](absl::Time now) { return service_.FollowParcels(now); });
  }

 private:
  const std::unique_ptr<Courier> courier_;
  application::SidesClient sides_;
  DeliveryService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<Courier> courier,
                                                        Senders senders) {
  return std::make_unique<DeliveryModule>(context, std::move(courier), std::move(senders));
}

}  // namespace notary::delivery
