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
#include "services/identity/service/password_hasher.h"
#include "services/identity/service/staff_door.h"
#include "services/identity/storage/directory_store.h"
#include "services/identity/storage/staff_store.h"

namespace notary::identity {

class SignInService {
 public:
  using Call = rpc::Call;

  static constexpr int kCodesSentAtOnce = 3;

  SignInService(pg::Database& db, vault::Vault& vault, PasswordHasher& hasher, CodeSender& sender)
      : db_(db), vault_(vault), sender_(sender), door_(db, vault, hasher) {}

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
  // The person of a number whose code was right, made when there is none.
  absl::StatusOr<Person> PersonOf(pg::Tx& tx, const crypto::FieldCipher& cipher,
                                  const SignInCode& code, absl::Time now, bool* created) const;

  pg::Database& db_;
  vault::Vault& vault_;
  CodeSender& sender_;
  StaffDoor door_;
  Slots sending_{kCodesSentAtOnce, SenderBusy()};
  const DirectoryStore store_{};
  const StaffStore staff_{};
};

}  // namespace notary::identity
