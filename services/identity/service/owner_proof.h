// Whether whoever has a person's telephone number today is that person still (ADR a number that
// rested). Thread-safe.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "platform/base/sensitive.h"
#include "platform/pg/database.h"
#include "platform/vault/vault.h"
#include "services/identity/domain/case_directory.h"
#include "services/identity/storage/directory_store.h"
#include "services/identity/storage/mandate_store.h"

namespace notary::identity {

class OwnerProof {
 public:
  OwnerProof(pg::Database& db, vault::Vault& vault, CaseDirectory& cases)
      : db_(db), vault_(vault), cases_(cases) {}

  // OK where the number of the document is one that the person stated, as its own or in a case, or
  // where nothing is kept of it that could be shown or done. FAILED_PRECONDITION: OWNER_NOT_PROVED
  // without a number, OWNER_PROOFS_USED_UP after kProofTries; INVALID_ARGUMENT
  // (NUMBER_DOES_NOT_FIT) at id_number. Holds no connection while it asks. `person` is an id.
  absl::Status Check(const std::string& person, const Sensitive<std::string>& id_number,
                     absl::Time now);

 private:
  // Whether anything is kept of the person here, and this number with its real name.
  absl::StatusOr<CaseDirectory::Cases> KeptHere(const std::string& person,
                                                const std::string& id_number, absl::Time now);

  absl::Status TakeTry(const std::string& person);

  pg::Database& db_;
  vault::Vault& vault_;
  CaseDirectory& cases_;
  const DirectoryStore store_{};
  const MandateStore mandates_{};
};

}  // namespace notary::identity
