// Making a session, the same for everybody.
#pragma once

#include <string>

#include "notary/platform/v1/session.pb.h"
#include "platform/pg/tx.h"
#include "services/identity/domain/session.h"
#include "services/identity/storage/directory_store.h"

namespace notary::identity {

// Whose session, and on what.
struct Bearer {
  std::string subject;
  std::string office;
  std::string device;
};

// A new session and its secret, which is not kept.
platform::v1::Session StartSession(pg::Tx& tx, const Bearer& bearer, const SessionLimits& limits,
                                   absl::Time now);

// What is kept of a secret. Its 256 random bits need no salt and no slow hash.
std::string SecretHash(absl::string_view secret);

}  // namespace notary::identity
