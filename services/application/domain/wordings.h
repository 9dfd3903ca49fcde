// Port: what a certificate would say. Implemented over CertificateService.
#pragma once

#include "absl/status/status.h"
#include "services/application/domain/application.h"

namespace notary::application {

class Wordings {
 public:
  virtual ~Wordings() = default;

  // Whether the text can be made of what the case knows: FAILED_PRECONDITION (TEXT_VALUE_MISSING)
  // when it lacks a value. After the number is taken it would be too late (invariant 8).
  virtual absl::Status Check(const Case& c) = 0;
};

}  // namespace notary::application
