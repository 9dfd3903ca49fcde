// Port: who works at an office. Implemented over StaffService.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace notary::application {

class Staff {
 public:
  virtual ~Staff() = default;

  // The name of a notary of this office, as the party is told it and the certificate prints it.
  // INVALID_ARGUMENT at `notary`: NOT_STAFF for who does not work here, or does not any more;
  // NOT_A_NOTARY for who may not handle cases (L16). Thread-safe.
  virtual absl::StatusOr<std::string> NotaryName(const std::string& office,
                                                 const std::string& subject) = 0;
};

}  // namespace notary::application
