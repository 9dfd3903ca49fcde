// Port: whose case is it? Asked before staff are shown an applicant's particulars.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "platform/base/sensitive.h"

namespace notary::identity {

// Thread-safe.
class CaseDirectory {
 public:
  virtual ~CaseDirectory() = default;

  // The applicant (persons/…) of offices/{office}/applications/{uuid}. NOT_FOUND
  // (RESOURCE_NOT_FOUND); UNAVAILABLE when nobody can say now.
  virtual absl::StatusOr<std::string> ApplicantOf(const std::string& application) = 0;

  struct Cases {
    bool any = false;
    bool number_fits = false;  // the number of a document stands in one of them
  };
  // Those of persons/{uuid}, at all offices. UNAVAILABLE when nobody can say now.
  virtual absl::StatusOr<Cases> CasesOf(const std::string& person,
                                        const Sensitive<std::string>& id_number) = 0;
};

}  // namespace notary::identity
