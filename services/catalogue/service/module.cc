#include "services/catalogue/service/module.h"

#include <utility>
#include <vector>

#include "platform/base/status_macros.h"
#include "services/catalogue/service/catalogue_service.h"
#include "services/catalogue/service/loader.h"

namespace notary::catalogue {
namespace {

class CatalogueModule final : public rpc::Module {
 public:
  explicit CatalogueModule(LoadedCatalogue loaded) : service_(std::move(loaded)) {}

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

 private:
  CatalogueService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> CreateModule(const rpc::ModuleContext& context) {
  ASSIGN_OR_RETURN(LoadedCatalogue loaded, LoadCatalogue(context.config.catalogue_folder()));
  return std::make_unique<CatalogueModule>(std::move(loaded));
}

}  // namespace notary::catalogue
