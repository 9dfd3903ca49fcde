#include "services/verification/service/module.h"

#include "absl/strings/str_cat.h"
#include "services/verification/service/verification_service.h"

namespace notary::verification {
namespace {

// Questions under way at once: a slow agency holds a thread, never a database connection.
constexpr int kAskers = 8;

LetterWords WordsOf(const config::v1::Agency& config) {
  LetterWords words;
  for (const config::v1::AskingOffice& office : config.offices()) {
    words[office.office()] = office.letter_word();
  }
  return words;
}

class VerificationModule final : public rpc::DatabaseModule {
 public:
  VerificationModule(const rpc::ModuleContext& context, std::unique_ptr<AgencyClient> agency)
      : DatabaseModule(context, "verification"),
        agency_(std::move(agency)),
        service_(db_, *agency_, context.clock, WordsOf(context.config.civil_affairs())) {}
  ~VerificationModule() override { StopWorkers(); }

  std::vector<rpc::Service> Bind() override {
    std::vector<rpc::Service> services;
    services.push_back(service_.Bind());
    return services;
  }

  void StartWorkers() override {
    DatabaseModule::StartWorkers();
    for (int i = 0; i < kAskers; ++i) {
      AddEagerWorker(absl::StrCat("ask", i), absl::Seconds(1),
                     [this](absl::Time now) { return service_.AskOne(now); });
    }
  }

 private:
  const std::unique_ptr<AgencyClient> agency_;
  VerificationService service_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Module>> MakeModule(const rpc::ModuleContext& context,
                                                        std::unique_ptr<AgencyClient> agency) {
  return std::make_unique<VerificationModule>(context, std::move(agency));
}

}  // namespace notary::verification
