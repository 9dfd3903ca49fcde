#include "services/identity/service/module.h"

#include "services/identity/service/case_client.h"
#include "services/identity/service/code_client.h"
#include "services/identity/service/mandate_service.h"
#include "services/identity/service/password_hasher.h"
#include "services/identity/service/person_service.h"
#include "services/identity/service/session_service.h"
#include "services/identity/service/sign_in_service.h"
#include "services/identity/service/staff_service.h"

namespace notary::identity {
namespace {

class IdentityModule final : public rpc::DatabaseModule {
 public:
  explicit IdentityModule(const rpc::ModuleContext& context)
      : DatabaseModule(context, "identity"),
        sender_(context.router, rpc::ServiceToken(context, "identity")),
        cases_(context.router, rpc::ServiceToken(context, "identity")),
        sessions_(db_, vault_, context.signer),
        sign_in_(db_, vault_, hasher_, sender_, cases_),
        persons_(db_, vault_, cases_),
        mandates_(db_, vault_),
        staff_(db_, hasher_) {}
  ~IdentityModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(sessions_.Bind());
    services.push_back(sign_in_.Bind());
    services.push_back(persons_.Bind());
    services.push_back(mandates_.Bind());
    services.push_back(staff_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    AddWorker("sweep", absl::Minutes(5), [this](absl::Time now) { return sign_in_.Sweep(now); });
  }

 private:
  PasswordHasher hasher_;
  CodeClient sender_;
  CaseClient cases_;
  SessionService sessions_;
  SignInService sign_in_;
  PersonService persons_;
  MandateService mandates_;
  StaffService staff_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context) {
  return std::make_unique<IdentityModule>(context);
}

}  // namespace notary::identity
