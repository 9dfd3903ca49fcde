// The identity services behind the real pipeline on a real database; telephones are a list.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "absl/synchronization/notification.h"
#include "notary/identity/v1/session_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/crypto/digest.h"
#include "platform/vault/vault.h"
#include "services/identity/service/mandate_service.h"
#include "services/identity/service/person_service.h"
#include "services/identity/service/security_admin.h"
#include "services/identity/service/session_service.h"
#include "services/identity/service/sign_in_service.h"
#include "services/identity/service/staff_service.h"
#include "services/identity/storage/identity_sql.sql.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::identity {

class FakePhones final : public CodeSender {
 public:
  absl::Status Send(const std::string&, const Sensitive<std::string>& mobile,
                    const Sensitive<std::string>& code) override {
    if (silence != nullptr) silence->WaitForNotification();
    if (!down.ok()) return down;
    codes[mobile.Reveal()] = code.Reveal();
    return absl::OkStatus();
  }
  absl::Notification* silence = nullptr;  // while it lasts no message is taken
  absl::Status down = absl::OkStatus();
  std::map<std::string, std::string> codes;
};

class FakeCases final : public CaseDirectory {
 public:
  absl::StatusOr<std::string> ApplicantOf(const std::string& application) override {
    const auto found = applicants.find(application);
    if (found == applicants.end()) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "None"});
    return found->second;
  }
  absl::StatusOr<Cases> CasesOf(const std::string& person,
                                const Sensitive<std::string>& id_number) override {
    if (!down.ok()) return down;
    const auto found = numbers.find(person);
    if (found == numbers.end()) return Cases{};
    return Cases{.any = true, .number_fits = found->second == id_number.Reveal()};
  }
  absl::Status down = absl::OkStatus();
  std::map<std::string, std::string> applicants;
  std::map<std::string, std::string> numbers;  // of the document in a person's case
};

class IdentityFixture : public ::testing::Test {
 protected:
  template <typename Response>
  absl::StatusOr<Response> Call(const rpc::Principal& who, const std::string& method,
                                const google::protobuf::Message& request) {
    return harness_.Call<Response>(who, "/notary.identity.v1." + method, request);
  }

  absl::Time Now() { return harness_.clock().Now(); }
  void Pass(absl::Duration time) { harness_.clock().Advance(time); }

  absl::StatusOr<v1::RequestCodeResponse> Ask(const std::string& mobile) {
    v1::RequestCodeRequest request;
    request.set_mobile(mobile);
    return Call<v1::RequestCodeResponse>({}, "SignInService/RequestCode", request);
  }
  absl::StatusOr<v1::SignInWithCodeResponse> Prove(const std::string& challenge,
                                                   const std::string& code) {
    v1::SignInWithCodeRequest request;
    request.set_challenge(challenge);
    request.set_code(code);
    return Call<v1::SignInWithCodeResponse>({}, "SignInService/SignInWithCode", request);
  }
  v1::SignInWithCodeResponse SignIn(const std::string& mobile) {
    const auto asked = Ask(mobile);
    EXPECT_TRUE(asked.ok()) << asked.status();
    const auto in = Prove(asked->challenge(), phones_.codes[mobile]);
    EXPECT_TRUE(in.ok()) << in.status();
    return *in;
  }
  absl::StatusOr<v1::IssueAccessTokenResponse> Issue(const std::string& secret,
                                                     bool passive = false) {
    v1::IssueAccessTokenRequest request;
    request.set_passive(passive);
    request.set_session_secret(secret);
    return Call<v1::IssueAccessTokenResponse>({}, "SessionService/IssueAccessToken", request);
  }
  // Who the person of a sign-in is to the services.
  static rpc::Principal As(const v1::SignInWithCodeResponse& in) {
    return {in.person(), "", "", {rpc::Role::ROLE_APPLICANT}};
  }

  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("identity", 8);
  vault::Vault vault_{
      *db_,
      {crypto::FieldProfile::kAes256Gcm, crypto::RandomBytes(32), {}, crypto::RandomBytes(32)}};
  PasswordHasher hasher_;
  FakePhones phones_;
  FakeCases cases_;
  const rpc::TokenSigner signer_{"test", crypto::SigningKey::Generate(crypto::KeyType::kEd25519)};
  SessionService sessions_{*db_, vault_, signer_};
  SignInService sign_in_{*db_, vault_, hasher_, phones_, cases_};
  PersonService persons_{*db_, vault_, cases_};
  MandateService mandates_{*db_, vault_};
  StaffService staff_{*db_, hasher_};
  testing::RpcHarness harness_{[this] {
    std::vector<rpc::Service> services;
    services.push_back(sessions_.Bind());
    services.push_back(sign_in_.Bind());
    services.push_back(persons_.Bind());
    services.push_back(mandates_.Bind());
    services.push_back(staff_.Bind());
    return services;
  }()};
};

}  // namespace notary::identity
