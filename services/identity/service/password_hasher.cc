#include "services/identity/service/password_hasher.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/password.h"

namespace notary::identity {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(1);

absl::Status Busy() {
  return MakeError(absl::StatusCode::kResourceExhausted,
                   {.reason = "SIGN_IN_BUSY",
                    .text = {"登录人数较多，请稍后再试", "Many sign in just now; try again soon"},
                    .retry_after = absl::Seconds(2)});
}

}  // namespace

PasswordHasher::PasswordHasher() : guests_(kWithThoseWaiting, Busy()) {}

absl::StatusOr<std::string> PasswordHasher::Hash(absl::string_view password) {
  ASSIGN_OR_RETURN(const Slots::Slot guest, guests_.Take());
  RETURN_IF_ERROR(TakeTurn());
  std::string hash = crypto::HashPassword(password);
  EndTurn();
  return hash;
}

absl::StatusOr<bool> PasswordHasher::Fits(absl::string_view hash, absl::string_view password) {
  ASSIGN_OR_RETURN(const Slots::Slot guest, guests_.Take());
  RETURN_IF_ERROR(TakeTurn());
  const bool fits = crypto::IsPasswordOf(hash, password);
  EndTurn();
  return fits;
}

absl::Status PasswordHasher::TakeTurn() {
  absl::MutexLock lock(&mutex_);
  if (!mutex_.AwaitWithTimeout(absl::Condition(this, &PasswordHasher::HasTurn), kPatience)) {
    return Busy();
  }
  ++running_;
  return absl::OkStatus();
}

void PasswordHasher::EndTurn() {
  absl::MutexLock lock(&mutex_);
  --running_;
}

}  // namespace notary::identity
