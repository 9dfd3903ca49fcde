#include "platform/rpc/environment.h"

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/textproto.h"

namespace notary::rpc {

using config::v1::Config;

absl::StatusOr<std::unique_ptr<Clock>> ClockOf(const Config& config) {
  if (config.clock_offset_file().empty()) return std::make_unique<RealClock>();
  if (config.mode() != Config::DEMO) {
    return absl::InvalidArgumentError("clock_offset_file: only in mode DEMO may time be moved");
  }
  return SharedOffsetClock::Open(config.clock_offset_file());
}

absl::StatusOr<Environment> LoadEnvironment(const std::string& config_path) {
  // Debian builds Abseil with its search for lock cycles switched on: a graph walk at every lock.
  // ThreadSanitizer looks for them in the tests.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  Config config;
  RETURN_IF_ERROR(ReadTextProto(config_path, &config));
  return MakeEnvironment(std::move(config));
}

absl::StatusOr<Environment> MakeEnvironment(Config read) {
  Environment environment;
  environment.config = std::move(read);
  const Config& config = environment.config;
  if (config.mode() == Config::MODE_UNSPECIFIED) {
    return absl::InvalidArgumentError("mode: must be PRODUCTION or DEMO");
  }
  ASSIGN_OR_RETURN(environment.clock, ClockOf(config));
  ASSIGN_OR_RETURN(crypto::SigningKey signing,
                   crypto::SigningKey::FromFile(config.tokens().signing_key_file()));
  std::map<std::string, crypto::VerifyingKey> accepted;
  for (const config::v1::TokenKey& key : config.tokens().accepted()) {
    ASSIGN_OR_RETURN(crypto::VerifyingKey parsed,
                     crypto::VerifyingKey::FromFile(key.public_key_file()));
    accepted.emplace(key.id(), std::move(parsed));
  }
  if (!accepted.contains(config.tokens().key_id())) {
    return absl::InvalidArgumentError(
        absl::StrCat("tokens.key_id: not among tokens.accepted: ", config.tokens().key_id()));
  }
  environment.signer = std::make_unique<TokenSigner>(config.tokens().key_id(), std::move(signing));
  environment.verifier = std::make_unique<TokenVerifier>(std::move(accepted));
  return environment;
}

}  // namespace notary::rpc
