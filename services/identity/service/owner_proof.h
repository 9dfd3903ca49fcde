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

namespace notary::identity {

class OwnerProof {
 public:
  OwnerProof(pg::Database& db, vault::Vault& vault, CaseDirectory& cases)
      : db_(db), vault_(vault), cases_(cases) {}

  // OK where the number of the document is one that the person stated, as its own or in a case, or
  // where nothing is kept of it that could be shown. FAILED_PRECONDITION (OWNER_NOT_PROVED) without
  // a number; INVALID_ARGUMENT (NUMBER_DOES_NOT_FIT) at id_number. Holds no connection while it
  // asks. `person` is an id.
  absl::Status Check(const std::string& person, const Sensitive<std::string>& id_number,
                     absl::Time now);

 private:
  // Whether the person stated a real name, and this number with it.
  absl::StatusOr<CaseDirectory::Cases> Stated(const std::string& person,
                                              const std::string& id_number, absl::Time now);

  pg::Database& db_;
  vault::Vault& vault_;
  CaseDirectory& cases_;
  const DirectoryStore store_{};
};

}  // namespace notary::identity
