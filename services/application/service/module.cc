#include "services/application/service/module.h"

#include "services/application/service/application_service.h"
#include "services/application/service/catalogue_client.h"
#include "services/application/service/document_client.h"
#include "services/application/service/mandate_client.h"
#include "services/application/service/notice_client.h"
#include "services/application/service/side_service.h"
#include "services/application/service/staff_client.h"
#include "services/application/service/wording_client.h"

namespace notary::application {
namespace {

int64_t SearchesPerHour(const config::v1::Config& config) {
  return config.searches_per_hour() > 0 ? config.searches_per_hour() : kSearchesPerHour;
}

class ApplicationModule final : public rpc::DatabaseModule {
 public:
  explicit ApplicationModule(const rpc::ModuleContext& context)
      : DatabaseModule(context, "application"),
        catalogue_(context.router, rpc::ServiceToken(context, "application")),
        papers_(context.router, rpc::ServiceToken(context, "application")),
        notices_(context.router, rpc::ServiceToken(context, "application")),
        mandates_(context.router, rpc::ServiceToken(context, "application")),
        staff_(context.router, rpc::ServiceToken(context, "application")),
        wordings_(context.router, rpc::ServiceToken(context, "application")),
        sides_db_(DoorOptions("application.sides", kSideConnections)),
        sides_(sides_db_, mandates_),
        service_(db_, catalogue_, papers_, notices_, mandates_, staff_, wordings_,
                 SearchesPerHour(context.config)) {}
  ~ApplicationModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    services.push_back(sides_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddWorker("time_limits", absl::Minutes(1),
              [this](absl::Time now) { return service_.PassTimeLimits(now); });
    AddWorker("recount_due_dates", absl::Minutes(1),
              [this](absl::Time now) { return service_.RecountDueDates(now); });
    AddWorker("renew_answers", absl::Seconds(20),
              [this](absl::Time now) { return service_.RenewAnswers(now); });
  }

 private:
  CatalogueClient catalogue_;
  DocumentClient papers_;
  NoticeClient notices_;
  MandateClient mandates_;
  StaffClient staff_;
  WordingClient wordings_;
  pg::Database sides_db_;
  SideService sides_;
  ApplicationService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context) {
  return std::make_unique<ApplicationModule>(context);
}

}  // namespace notary::application
