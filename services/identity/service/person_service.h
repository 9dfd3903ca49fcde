// Persons and their particulars, over gRPC. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "notary/identity/v1/person_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "platform/vault/vault.h"
#include "services/identity/domain/case_directory.h"
#include "services/identity/storage/directory_store.h"

namespace notary::identity {

class PersonService {
 public:
  using Call = rpc::Call;

  PersonService(pg::Database& db, vault::Vault& vault, CaseDirectory& cases)
      : db_(db), vault_(vault), cases_(cases) {}

  rpc::Service Bind();

  absl::StatusOr<v1::Person> GetPerson(const Call& call, const v1::GetPersonRequest& request);
  absl::StatusOr<v1::Person> RecordRealName(const Call& call,
                                            const v1::RecordRealNameRequest& request);
  absl::StatusOr<v1::Person> RevealPerson(const Call& call, const v1::RevealPersonRequest& request);
  absl::StatusOr<v1::ListRevealsResponse> ListReveals(const Call& call,
                                                      const v1::ListRevealsRequest& request);

 private:
  // The person in clear.
  absl::StatusOr<v1::Person> Load(pg::Tx& tx, const crypto::FieldCipher& cipher,
                                  const std::string& id) const;
  absl::Status CheckMayReveal(const Call& call, const v1::RevealPersonRequest& request);

  pg::Database& db_;
  vault::Vault& vault_;
  CaseDirectory& cases_;
  const DirectoryStore store_{};
};

}  // namespace notary::identity
