// Mandates, over gRPC. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "notary/identity/v1/mandate_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "platform/vault/vault.h"
#include "services/identity/storage/mandate_store.h"

namespace notary::identity {

class MandateService {
 public:
  using Call = rpc::Call;

  MandateService(pg::Database& db, vault::Vault& vault) : db_(db), vault_(vault) {}

  rpc::Service Bind();

  absl::StatusOr<v1::Mandate> CreateMandate(const Call& call,
                                            const v1::CreateMandateRequest& request);
  absl::StatusOr<v1::Mandate> AcceptMandate(const Call& call,
                                            const v1::AcceptMandateRequest& request);
  absl::StatusOr<v1::Mandate> RevokeMandate(const Call& call,
                                            const v1::RevokeMandateRequest& request);
  absl::StatusOr<v1::ListMandatesResponse> ListMandates(const Call& call,
                                                        const v1::ListMandatesRequest& request);
  absl::StatusOr<v1::CheckMandateResponse> CheckMandate(const Call& call,
                                                        const v1::CheckMandateRequest& request);

 private:
  // The ward as kept, its document checked and the mandate's end held against its age.
  // Whether a guardian's mandate is for the person of this document number.
  static absl::StatusOr<bool> IsOfWard(const Mandate& m, const std::string& id_number,
                                       const crypto::FieldCipher& cipher);
  absl::StatusOr<Ward> KeepWard(const Call& call, const v1::CreateMandateRequest& request,
                                const std::string& id, const crypto::FieldCipher& cipher) const;
  absl::StatusOr<v1::Mandate> ToProto(const Mandate& mandate, const crypto::FieldCipher& cipher,
                                      absl::Time now) const;
  std::string InvitationHash(const std::string& id, absl::string_view invitation) const;

  pg::Database& db_;
  vault::Vault& vault_;
  const MandateStore store_{};
};

}  // namespace notary::identity
