// Port: what a certificate would say. Implemented over CertificateService.
#pragma once

#include "absl/status/status.h"
#include "services/application/domain/application.h"

namespace notary::application {

class Wordings {
 public:
  virtual ~Wordings() = default;

  // Whether the texts of its certificates can be made of what the case knows, that of the one on
  // its translation too where there will be one: FAILED_PRECONDITION (TEXT_VALUE_MISSING) when one
  // lacks a value. After the numbers are taken it would be too late (invariant 8).
  virtual absl::Status Check(const Case& c, bool copy_trans) = 0;
};

}  // namespace notary::application
