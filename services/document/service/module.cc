#include "services/document/service/module.h"

#include "services/document/service/document_service.h"
#include "services/document/service/office_client.h"

namespace notary::document {
namespace {

class DocumentModule final : public rpc::DatabaseModule {
 public:
  DocumentModule(const rpc::ModuleContext& context, std::unique_ptr<BlobStore> blobs)
      : DatabaseModule(context, "document"),
        blobs_(std::move(blobs)),
        offices_(context.router, rpc::ServiceToken(context, "document")),
        service_(db_, *blobs_, offices_) {}

  ~DocumentModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddWorker("document_sweep", absl::Minutes(1),
              [this](absl::Time now) { return service_.Sweep(now); });
  }

 private:
  const std::unique_ptr<BlobStore> blobs_;
  OfficeClient offices_;
  DocumentService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<BlobStore> blobs) {
  return std::make_unique<DocumentModule>(context, std::move(blobs));
}

}  // namespace notary::document
