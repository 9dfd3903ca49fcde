// The document by which a party shows that it pays less (M11, domain.md 3.2). Port: implemented
// over DocumentService.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace notary::payment {

enum class ProofState { kUnknown, kUnfinished, kThere };

// Thread-safe.
class Proofs {
 public:
  virtual ~Proofs() = default;

  // Of a document of this office, by its full name.
  virtual absl::StatusOr<ProofState> Find(const std::string& office,
                                          const std::string& document) = 0;
};

// INVALID_ARGUMENT (proof): DOCUMENT_UNKNOWN, DOCUMENT_NOT_FINISHED.
absl::Status CheckProof(ProofState state);

}  // namespace notary::payment
