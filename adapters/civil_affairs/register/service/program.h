// A running register, put together from its configuration: what the program runs, and tests too.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "notary/config/v1/register_config.pb.h"
#include "platform/rpc/server.h"
#include "platform/time/clock.h"

namespace notary::marriage_register {

class Program {
 public:
  virtual ~Program() = default;  // drains
  virtual int port() const = 0;
  virtual void Drain(absl::Duration grace) = 0;
};

// Imports the data files and serves. The schema must be there (sql::kMigrations). INVALID_ARGUMENT
// with one line that says what is wrong.
absl::StatusOr<std::unique_ptr<Program>> Start(const config::v1::RegisterConfig& config,
                                               const Clock& clock);

}  // namespace notary::marriage_register
