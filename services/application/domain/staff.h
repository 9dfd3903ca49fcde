// Port: who works at an office. Implemented over StaffService.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

namespace notary::application {

// The days on which a notary's signature is on file with the foreign ministry, both included.
struct Specimen {
  absl::CivilDay valid_from;
  absl::CivilDay valid_until;
};

// Who may handle cases.
struct Notary {
  std::string name;    // as the party is told it and the certificate prints it
  std::string pinyin;  // for an English page; "" where nobody has spelt it
  std::optional<Specimen> specimen = {};
};

class Staff {
 public:
  virtual ~Staff() = default;

  // A notary of this office. INVALID_ARGUMENT at `notary`: NOT_STAFF for who does not work here, or
  // does not any more; NOT_A_NOTARY for who may not handle cases (L16). Thread-safe.
  virtual absl::StatusOr<Notary> FindNotary(const std::string& office,
                                            const std::string& subject) = 0;
};

}  // namespace notary::application
