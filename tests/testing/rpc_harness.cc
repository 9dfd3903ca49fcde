#include "tests/testing/rpc_harness.h"

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"

namespace notary::testing {

absl::Time TestStart() {
  return absl::FromCivil(absl::CivilSecond(2026, 11, 23, 10, 0, 0), ShanghaiZone());
}

RpcHarness::RpcHarness(std::vector<rpc::Service> services, int threads_per_service)
    : clock_(TestStart()) {
  crypto::SigningKey key = crypto::SigningKey::Generate(crypto::KeyType::kEd25519);
  std::map<std::string, crypto::VerifyingKey> keys;
  keys.emplace("test", *key.Public());
  signer_ = std::make_unique<rpc::TokenSigner>("test", std::move(key));
  verifier_ = std::make_unique<rpc::TokenVerifier>(std::move(keys));
  auto server = rpc::Server::Start({.threads_per_service = threads_per_service,
                                    .rate_limit = {.calls_per_second = 1e6, .burst = 1e6}},
                                   std::move(services), clock_, *verifier_);
  NOTARY_CHECK(server.ok());
  server_ = *std::move(server);
}

std::string RpcHarness::Token(const rpc::Principal& principal, absl::Duration lifetime) {
  rpc::Principal bearer = principal;
  if (bearer.sign_in_time == absl::UnixEpoch()) bearer.sign_in_time = clock_.Now();
  return signer_->Sign(bearer, TestStart() - absl::Hours(1), TestStart() + lifetime);
}

rpc::Principal Person(absl::string_view id) {
  return {absl::StrCat("persons/", id), "", "", {rpc::Role::ROLE_APPLICANT}};
}

rpc::Principal Staff(absl::string_view office, absl::string_view id, std::vector<rpc::Role> roles) {
  return {absl::StrCat("staff/", id), "", std::string(office), std::move(roles)};
}

rpc::Principal SystemService(absl::string_view name) {
  return {absl::StrCat("services/", name), "", "", {rpc::Role::ROLE_SYSTEM}};
}

}  // namespace notary::testing
