// The ways in and out, over gRPC. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "notary/identity/v1/sign_in_service.pb.h"
#include "platform/base/slots.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "platform/vault/vault.h"
#include "services/identity/domain/code_sender.h"
#include "services/identity/service/owner_proof.h"
#include "services/identity/service/password_hasher.h"
#include "services/identity/service/staff_door.h"
#include "services/identity/storage/directory_store.h"
#include "services/identity/storage/staff_store.h"

namespace notary::identity {

class SignInService {
 public:
  using Call = rpc::Call;

  static constexpr int kCodesSentAtOnce = 3;

  SignInService(pg::Database& db, vault::Vault& vault, PasswordHasher& hasher, CodeSender& sender,
                CaseDirectory& cases)
      : db_(db),
        vault_(vault),
        sender_(sender),
        door_(db, vault, hasher),
        owner_(db, vault, cases) {}

  rpc::Service Bind();

  absl::StatusOr<v1::RequestCodeResponse> RequestCode(const Call& call,
                                                      const v1::RequestCodeRequest& request);
  absl::StatusOr<v1::SignInWithCodeResponse> SignInWithCode(
      const Call& call, const v1::SignInWithCodeRequest& request);

  absl::StatusOr<v1::SignInWithPasswordResponse> SignInWithPassword(
      const Call& call, const v1::SignInWithPasswordRequest& request);
  absl::StatusOr<v1::EnrolTotpResponse> EnrolTotp(const Call& call,
                                                  const v1::EnrolTotpRequest& request);
  absl::StatusOr<v1::ChangePasswordResponse> ChangePassword(
      const Call& call, const v1::ChangePasswordRequest& request);

  absl::StatusOr<v1::SignOutResponse> SignOut(const Call& call, const v1::SignOutRequest& request);
  absl::StatusOr<v1::SignOutEverywhereResponse> SignOutEverywhere(
      const Call& call, const v1::SignOutEverywhereRequest& request);
  absl::StatusOr<v1::Self> GetSelf(const Call& call, const v1::GetSelfRequest& request);
  absl::StatusOr<v1::ListSessionsResponse> ListSessions(const Call& call,
                                                        const v1::ListSessionsRequest& request);
  absl::StatusOr<v1::EndSessionResponse> EndSession(const Call& call,
                                                    const v1::EndSessionRequest& request);

  // Forgets at most one batch of what is over; returns how many.
  absl::StatusOr<int64_t> Sweep(absl::Time now);

 private:
  // UNAVAILABLE (CODE_SENDER_BUSY) with a time to try again.
  static absl::Status SenderBusy();
  std::string CodeHash(const std::string& challenge, absl::string_view code) const;
  // Uses the code up and starts a session of its number's person, made where there is none.
  // CODE_WRONG when it is used up by now.
  absl::Status Enter(pg::Tx& tx, const Call& call, const SignInCode& code,
                     const v1::SignInWithCodeRequest& request,
                     v1::SignInWithCodeResponse& response) const;
  // Where the number may be another's by now: leads it to whom it belongs.
  absl::Status EnterAfterLong(const Call& call, const SignInCode& code, const Person& former,
                              const v1::SignInWithCodeRequest& request,
                              v1::SignInWithCodeResponse& response);
  absl::StatusOr<Person> PersonOf(pg::Tx& tx, const Call& call, const SignInCode& code,
                                  bool* created) const;

  pg::Database& db_;
  vault::Vault& vault_;
  CodeSender& sender_;
  StaffDoor door_;
  OwnerProof owner_;
  Slots sending_{kCodesSentAtOnce, SenderBusy()};
  const DirectoryStore store_{};
  const StaffStore staff_{};
};

}  // namespace notary::identity
