// What every program of this system sets up from its configuration before anything else: the clock,
// the keys of tokens. Owns them.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "notary/config/v1/config.pb.h"
#include "platform/rpc/auth.h"
#include "platform/time/clock.h"

namespace notary::rpc {

struct Environment {
  config::v1::Config config;
  std::unique_ptr<Clock> clock;
  std::unique_ptr<TokenSigner> signer;
  std::unique_ptr<TokenVerifier> verifier;
};

// Reads the file and everything it names. INVALID_ARGUMENT with one line that says what is wrong:
// an unknown field, a missing file, a movable clock in production.
absl::StatusOr<Environment> LoadEnvironment(const std::string& config_path);

// The clock of the configuration alone, for who makes no calls. INVALID_ARGUMENT for a movable one
// in production.
absl::StatusOr<std::unique_ptr<Clock>> ClockOf(const config::v1::Config& config);

// The same of a configuration that was read already.
absl::StatusOr<Environment> MakeEnvironment(config::v1::Config config);

}  // namespace notary::rpc
