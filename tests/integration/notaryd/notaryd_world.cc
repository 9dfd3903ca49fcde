#include "tests/integration/notaryd/notaryd_world.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cmd/notaryd/modules.h"
#include "google/protobuf/text_format.h"
#include "platform/base/check.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/file.h"

namespace notary::testing {
namespace {

namespace fs = std::filesystem;
using config::v1::Config;
using crypto::KeyType;
using crypto::SigningKey;

constexpr char kName[] = "notaryd.example";

void Must(const absl::Status& status) {
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
}

// A port nobody uses now.
std::string FreeAddress() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  NOTARY_CHECK(bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0);
  NOTARY_CHECK(getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  close(probe);
  return absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
}

crypto::CertificateRequest Request(const std::string& name) {
  return {.common_name = name,
          .dns_names = {name},
          .ip_addresses = {},
          .not_before = absl::Now() - absl::Hours(1),
          .not_after = absl::Now() + absl::Hours(24)};
}

}  // namespace

Notaryd::Notaryd(const Config& config, const std::string& config_path, const std::string& services)
    : admin_url_(absl::StrCat("http://", config.admin_listen_address())) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(config, &text);
  Must(crypto::WriteNewFile(config_path, text));
  std::string program = NOTARYD;
  std::string config_flag = absl::StrCat("--config=", config_path);
  std::string services_flag = absl::StrCat("--services=", services);
  char* const arguments[] = {program.data(), config_flag.data(), services_flag.data(), nullptr};
  NOTARY_CHECK(posix_spawn(&pid_, NOTARYD, nullptr, nullptr, arguments, environ) == 0);
}

Notaryd::~Notaryd() { Stop(); }

int Notaryd::Get(const std::string& path, std::string* body) {
  const absl::StatusOr<http::Response> response = client_.Send({.url = admin_url_ + path});
  if (!response.ok()) return 0;
  if (body != nullptr) *body = response->body;
  return response->status;
}

bool Notaryd::WaitUntilReady() {
  const absl::Time until = absl::Now() + absl::Seconds(30);
  while (absl::Now() < until) {
    if (Get("/readyz") == 200) return true;
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      return false;
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
  return false;
}

int Notaryd::Stop() {
  if (pid_ < 0) return -1;
  int status = 0;
  kill(pid_, SIGTERM);
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

NotarydWorld::NotarydWorld() : database_(AllMigrations()) {
  folder_ = (fs::temp_directory_path() / "onevisit-notaryd-XXXXXX").string();
  NOTARY_CHECK(mkdtemp(folder_.data()) != nullptr);
  WriteKeys();
}

NotarydWorld::~NotarydWorld() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void NotarydWorld::WriteKeys() {
  const auto ours = crypto::Authority::Create(Request("Office CA"));
  const auto other = crypto::Authority::Create(Request("Other CA"));
  Must(crypto::WriteNewFile(Path("ca.crt"), ours->certificate_pem()));
  for (const std::string name : {"process", "stranger"}) {
    const SigningKey key = SigningKey::Generate(KeyType::kP256);
    const auto& authority = name == "stranger" ? other : ours;
    Must(crypto::WriteNewFile(Path(name + ".key"), key.Pem()));
    Must(crypto::WriteNewFile(Path(name + ".crt"),
                              *authority->Issue(*key.Public(), Request(kName))));
  }
  SigningKey token = SigningKey::Generate(KeyType::kEd25519);
  Must(crypto::WriteNewFile(Path("token.key"), token.Pem()));
  Must(crypto::WriteNewFile(Path("token.pub"), token.Public()->Pem()));
  const SigningKey letters = SigningKey::Generate(KeyType::kSm2);
  Must(crypto::WriteNewFile(Path("letters.key"), letters.Pem()));
  Must(crypto::WriteNewFile(Path("letters.pub"), letters.Public()->Pem()));
  Must(crypto::WriteNewFile(Path("secret"), std::string(32, 's')));
  signer_ = std::make_unique<rpc::TokenSigner>("test", std::move(token));
}

Config NotarydWorld::Common() {
  Config config;
  config.set_mode(Config::DEMO);
  config.mutable_database()->set_target(database_.TargetWithoutUser());
  config.mutable_tokens()->set_key_id("test");
  config.mutable_tokens()->set_signing_key_file(Path("token.key"));
  config.mutable_tokens()->add_accepted()->set_id("test");
  config.mutable_tokens()->mutable_accepted(0)->set_public_key_file(Path("token.pub"));
  config.mutable_personal_data()->set_kek_file(Path("secret"));
  config.mutable_personal_data()->set_index_key_file(Path("secret"));
  config.set_admin_listen_address(FreeAddress());
  config::v1::TlsListen& listen = *config.mutable_tls_listen();
  listen.set_address(FreeAddress());
  listen.set_certificate_file(Path("process.crt"));
  listen.set_key_file(Path("process.key"));
  listen.set_client_ca_file(Path("ca.crt"));
  config::v1::TlsIdentity& identity = *config.mutable_remote_tls();
  identity.set_certificate_file(Path("process.crt"));
  identity.set_key_file(Path("process.key"));
  identity.set_ca_file(Path("ca.crt"));
  return config;
}

void NotarydWorld::AddPartOf(const std::string& module, Config& config) const {
  if (module == "catalogue") config.set_catalogue_folder("services/catalogue/data");
  if (module == "certificate") {
    config.set_certificate_wording_file("services/certificate/data/wording.textproto");
  }
  if (module == "notification") {
    config.set_notice_templates_file("services/notification/data/notices.textproto");
    config.mutable_sms()->set_url("http://127.0.0.1:1");
    config.mutable_sms()->set_account("onevisit");
    config.mutable_sms()->set_secret_file(Path("secret"));
  }
  if (module == "delivery") {
    config.mutable_sf_express()->set_url("http://127.0.0.1:1");
    config.mutable_sf_express()->set_partner_id("ONEVISIT");
    config.mutable_sf_express()->set_monthly_card("7551234567");
    config.mutable_sf_express()->set_check_word_file(Path("secret"));
  }
  if (module == "document") {
    config.mutable_blobs()->set_folder(Path("blobs"));
    config.mutable_blobs()->set_key_file(Path("secret"));
  }
  if (module == "verification") {
    config::v1::Agency& agency = *config.mutable_civil_affairs();
    agency.set_address("127.0.0.1:1");
    agency.set_server_name("agency.example");
    agency.set_ca_file(Path("ca.crt"));
    agency.set_certificate_file(Path("process.crt"));
    agency.set_key_file(Path("process.key"));
    agency.set_signing_key_file(Path("letters.key"));
    agency.set_agency_public_key_file(Path("letters.pub"));
  }
}

void NotarydWorld::AddRemote(const std::string& service, const Config& server,
                             Config& client) const {
  config::v1::RemoteService& remote = *client.add_remote_services();
  remote.set_service(service);
  remote.set_address(server.tls_listen().address());
  remote.set_server_name(kName);
}

std::unique_ptr<Notaryd> NotarydWorld::Start(const Config& config, const std::string& services) {
  return std::make_unique<Notaryd>(config, Path(absl::StrCat("config", started_++, ".textproto")),
                                   services);
}

rpc::Channel::Tls NotarydWorld::TlsTo(const Config& config, const std::string& who) const {
  return {.address = config.tls_listen().address(),
          .server_name = kName,
          .ca_file = Path("ca.crt"),
          .certificate_file = Path(who + ".crt"),
          .key_file = Path(who + ".key")};
}

std::string NotarydWorld::Token(const rpc::Principal& principal) const {
  return signer_->Sign(principal, absl::Now() - absl::Minutes(1), absl::Now() + absl::Hours(1));
}

}  // namespace notary::testing
