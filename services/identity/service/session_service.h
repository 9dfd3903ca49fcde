// Sessions become access tokens. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "notary/identity/v1/session_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "platform/vault/vault.h"
#include "services/identity/storage/directory_store.h"
#include "services/identity/storage/staff_store.h"

namespace notary::identity {

class SessionService {
 public:
  using Call = rpc::Call;

  SessionService(pg::Database& db, vault::Vault& vault, const rpc::TokenSigner& signer)
      : db_(db), vault_(vault), signer_(signer) {}

  rpc::Service Bind();

  absl::StatusOr<v1::IssueAccessTokenResponse> IssueAccessToken(
      const Call& call, const v1::IssueAccessTokenRequest& request);

 private:
  absl::StatusOr<rpc::Principal> PersonBehind(pg::Tx& tx, const Session& session,
                                              const crypto::FieldCipher& cipher) const;
  absl::StatusOr<rpc::Principal> StaffBehind(pg::Tx& tx, const Session& session) const;

  pg::Database& db_;
  vault::Vault& vault_;
  const rpc::TokenSigner& signer_;
  const DirectoryStore store_{};
  const StaffStore staff_{};
};

}  // namespace notary::identity
