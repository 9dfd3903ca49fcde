#include "services/identity/service/sign_in_service.h"

#include "platform/base/status_macros.h"

namespace notary::identity {
namespace {

constexpr int64_t kSweepBatch = 1000;

}  // namespace

rpc::Service SignInService::Bind() {
  rpc::Service service("notary.identity.v1.SignInService");
  service.Method("RequestCode", this, &SignInService::RequestCode);
  service.Method("SignInWithCode", this, &SignInService::SignInWithCode);
  service.Method("SignInWithPassword", this, &SignInService::SignInWithPassword);
  service.Method("EnrolTotp", this, &SignInService::EnrolTotp);
  service.Method("ChangePassword", this, &SignInService::ChangePassword);
  service.Method("SignOut", this, &SignInService::SignOut);
  service.Method("SignOutEverywhere", this, &SignInService::SignOutEverywhere);
  service.Method("GetSelf", this, &SignInService::GetSelf);
  service.Method("ListSessions", this, &SignInService::ListSessions);
  service.Method("EndSession", this, &SignInService::EndSession);
  return service;
}

absl::StatusOr<int64_t> SignInService::Sweep(absl::Time now) {
  int64_t swept = 0;
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(swept, store_.Sweep(tx, now, kSweepBatch));
    return absl::OkStatus();
  }));
  return swept;
}

}  // namespace notary::identity
