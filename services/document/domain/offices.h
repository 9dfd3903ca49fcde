// Port: which offices there are. Implemented over CatalogueService.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::document {

class Offices {
 public:
  virtual ~Offices() = default;

  // NOT_FOUND (OFFICE_UNKNOWN) when there is none with this id.
  virtual absl::Status Check(const std::string& office) = 0;
};

}  // namespace notary::document
