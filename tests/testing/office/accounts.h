// People who sign in as they do in life, in the office of the tests.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "notary/identity/v1/sign_in_service.pb.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {

// A call of "SignInService/…" and the like; "" for no token. Ends the program when the types do not
// fit.
template <typename Response>
absl::StatusOr<Response> CallIdentity(OfficeWorld& world, const std::string& token,
                                      const std::string& method,
                                      const google::protobuf::Message& request) {
  return world.channel().Call<Response>("/notary.identity.v1." + method, request,
                                        {.authorization = token, .timeout = absl::Seconds(20)});
}

// What the gateway for text messages has sent last to this number; "" for nothing.
std::string LastCodeTo(OfficeWorld& world, const std::string& mobile);

struct SignedIn {
  std::string subject;  // persons/… or staff/…
  std::string secret;   // of the session
  bool created = false;
};

// With the code that came to the number.
absl::StatusOr<SignedIn> SignInByCode(OfficeWorld& world, const std::string& mobile);

// What services accept of a session.
absl::StatusOr<std::string> TokenOfSession(OfficeWorld& world, const std::string& secret);

// The authenticator of a new account and a password of its own, from the one-time password.
struct StaffSetUp {
  SignedIn in;
  std::string totp_secret;  // raw bytes
};
absl::StatusOr<StaffSetUp> SetUpStaff(OfficeWorld& world, const std::string& login,
                                      const std::string& one_time_password,
                                      const std::string& password);

// The first security administrator of an office, set up.
absl::StatusOr<StaffSetUp> FirstAdminOf(OfficeWorld& world, const std::string& office,
                                        const std::string& login);

// What an authenticator shows now.
std::string CodeNow(OfficeWorld& world, const std::string& totp_secret);

}  // namespace notary::testing
