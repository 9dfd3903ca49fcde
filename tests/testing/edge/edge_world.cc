#include "tests/testing/edge/edge_world.h"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/file.h"

namespace notary::testing {
namespace {

std::string NewFolder() {
  std::string path = "/tmp/onevisit-edge.XXXXXX";
  NOTARY_CHECK(mkdtemp(path.data()) != nullptr);
  return path;
}

void Write(const std::string& path, const std::string& content) {
  NOTARY_CHECK(crypto::WriteNewFile(path, content).ok());
}

crypto::CertificateRequest RequestFor(const std::string& name) {
  return {.common_name = name,
          .dns_names = {name},
          .ip_addresses = {"127.0.0.1"},
          .not_before = absl::Now() - absl::Hours(1),
          .not_after = absl::Now() + absl::Hours(24)};
}

void WriteCertificates(const std::string& folder) {
  const auto authority = crypto::Authority::Create(RequestFor("test edge"));
  NOTARY_CHECK(authority.ok());
  const crypto::SigningKey key = crypto::SigningKey::Generate(crypto::KeyType::kP256);
  Write(folder + "/ca.crt", authority->certificate_pem());
  Write(folder + "/edge.crt", *authority->Issue(*key.Public(), RequestFor("localhost")));
  Write(folder + "/edge.key", key.Pem());
}

config::v1::Gateway ConfigIn(const std::string& folder) {
  config::v1::Gateway config;
  config.set_listen_address("127.0.0.1:0");
  config.set_certificate_file(folder + "/edge.crt");
  config.set_key_file(folder + "/edge.key");
  config.add_hosts("localhost");
  config.mutable_limits()->set_address_requests_per_second(1e6);
  config.mutable_limits()->set_address_burst(1e6);
  config.mutable_limits()->set_address_messages_per_second(1e6);
  config.mutable_limits()->set_address_message_burst(1e6);
  config.mutable_limits()->set_caller_requests_per_second(1e6);
  config.mutable_limits()->set_caller_burst(1e6);
  return config;
}

}  // namespace

EdgeWorld::EdgeWorld(const std::function<void(config::v1::Gateway&)>& change)
    : folder_(NewFolder()) {
  WriteCertificates(folder_);
  echo_ = std::make_unique<EchoService>([this](const std::string& who) { return Token(who); });
  services_ = std::make_unique<RpcHarness>(echo_->Bind());
  for (const char* name : {"notary.testing.v1.EchoService", "notary.identity.v1.SessionService"}) {
    router_.Route(name, &services_->channel());
  }
  config::v1::Gateway config = ConfigIn(folder_);
  if (change) change(config);
  auto edge = gateway::Edge::Start(config, router_,
                                   [this] { return services_->Token(SystemService("gateway")); });
  if (!edge.ok()) internal::CheckFailed(__FILE__, __LINE__, edge.status().ToString());
  edge_ = *std::move(edge);
  client_ = std::make_unique<http::Client>(
      http::ClientOptions{.ca_file = ca_file(), .reply_size_max = 64 << 20});
}

EdgeWorld::~EdgeWorld() {
  client_.reset();
  edge_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::string EdgeWorld::Token(const std::string& subject) {
  return services_->Token({subject, "", "", {rpc::Role::ROLE_APPLICANT}});
}

http::Response EdgeWorld::Send(const std::string& method, const std::string& path,
                               http::Headers headers, const std::string& body) {
  const std::string site = absl::StrCat("https://localhost:", port());
  headers.emplace_back("Origin", site);
  const auto response = client_->Send(
      {.method = method, .url = site + path, .headers = std::move(headers), .body = body});
  if (!response.ok()) internal::CheckFailed(__FILE__, __LINE__, response.status().ToString());
  return *response;
}

http::Response EdgeWorld::Post(const std::string& path, const std::string& json,
                               http::Headers headers) {
  headers.emplace_back("Content-Type", "application/json");
  return Send("POST", path, std::move(headers), json);
}

http::Headers EdgeWorld::SignIn(const std::string& subject) {
  const http::Response response =
      Post("/v1/people:signIn", absl::StrCat("{\"subject\":\"", subject, "\"}"));
  NOTARY_CHECK(response.status == 200);
  const std::string cookie = HeaderOf(response, "set-cookie");
  const auto json = nlohmann::json::parse(response.body);
  return {{"Cookie", cookie.substr(0, cookie.find(';'))},
          {"X-CSRF-Token", json["session"]["csrfToken"].get<std::string>()}};
}

std::string HeaderOf(const http::Response& response, absl::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (absl::EqualsIgnoreCase(key, name)) return value;
  }
  return "";
}

std::string ReasonIn(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("error")) return "";
  for (const auto& detail : json["error"]["details"]) {
    if (detail.contains("reason")) return detail["reason"].get<std::string>();
  }
  return "";
}

}  // namespace notary::testing
