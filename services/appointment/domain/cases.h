// Port: what a visit needs to know of the case it is for. Implemented over ApplicationService.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace notary::appointment {

struct CaseOfVisit {
  bool awaits_visitors = false;  // its party comes, and something can be done then
};

class Cases {
 public:
  virtual ~Cases() = default;

  // `application` is offices/{office}/applications/{uuid}. NOT_FOUND when there is none.
  virtual absl::StatusOr<CaseOfVisit> Find(const std::string& application) = 0;
};

}  // namespace notary::appointment
