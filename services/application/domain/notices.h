// Port: the notices a party has been given. Implemented over NotificationService.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace notary::application {

class Notices {
 public:
  virtual ~Notices() = default;

  // Hash of the text of the latest notice with this code of a case; nullopt while there is none: it
  // is made a moment after the move that gives it.
  virtual absl::StatusOr<std::optional<std::string>> TextHash(const std::string& office,
                                                              const std::string& application,
                                                              const std::string& code) = 0;
};

}  // namespace notary::application
