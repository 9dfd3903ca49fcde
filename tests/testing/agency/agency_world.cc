#include "tests/testing/agency/agency_world.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "platform/base/check.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/file.h"

namespace notary::testing {
namespace {

namespace fs = std::filesystem;
using crypto::KeyType;
using crypto::SigningKey;

void Must(const absl::Status& status) {
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
}

crypto::CertificateRequest Request(const std::string& name) {
  return {.common_name = name,
          .dns_names = {name},
          .ip_addresses = {},
          .not_before = absl::Now() - absl::Hours(1),
          .not_after = absl::Now() + absl::Hours(24)};
}

}  // namespace

AgencyWorld::AgencyWorld(const std::string& target, const Clock& clock, KeyType message_keys)
    : clock_(clock) {
  std::string name = (fs::temp_directory_path() / "onevisit-agency-XXXXXX").string();
  NOTARY_CHECK(mkdtemp(name.data()) != nullptr);
  folder_ = name;
  WriteKeys(message_keys);
  config_.set_mode(config::v1::Config::DEMO);
  config_.mutable_database()->set_target(target);
  config_.set_listen_address("127.0.0.1:0");
  config_.set_certificate_file(Path("agency.crt"));
  config_.set_key_file(Path("agency.key"));
  config_.set_client_ca_file(Path("ca.crt"));
  config_.set_signing_key_file(Path("agency-sign.key"));
  fs::copy_file("adapters/civil_affairs/register/data/records.csv", Path("records.csv"));
  config_.set_records_csv(Path("records.csv"));
  config_.set_districts_csv("adapters/civil_affairs/register/data/districts.csv");
  config_.set_faults_file(Path("faults.textproto"));
  config_.set_maintenance_file(Path("maintenance.textproto"));
  config::v1::AcceptedOffice& office = *config_.add_offices();
  office.set_office("xuhui");
  office.set_agreement_id("AGREEMENT-1");
  office.add_public_key_files(Path("office-sign.pub"));
  office.add_revoked_officers("staff/left");
  StartRegister();
}

AgencyWorld::~AgencyWorld() {
  register_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void AgencyWorld::WriteKeys(KeyType message_keys) {
  const auto ours = crypto::Authority::Create(Request("Test CA"));
  const auto other = crypto::Authority::Create(Request("Other CA"));
  Must(ours.status());
  Must(crypto::WriteNewFile(Path("ca.crt"), ours->certificate_pem()));
  for (const char* name : {"office", "agency", "stranger"}) {
    const SigningKey key = SigningKey::Generate(KeyType::kP256);
    const auto& authority = std::string(name) == "stranger" ? other : ours;
    const auto certificate =
        authority->Issue(*key.Public(), Request(absl::StrCat(name, ".example")));
    Must(certificate.status());
    Must(crypto::WriteNewFile(Path(absl::StrCat(name, ".key")), key.Pem()));
    Must(crypto::WriteNewFile(Path(absl::StrCat(name, ".crt")), *certificate));
  }
  for (const char* name : {"office-sign", "agency-sign"}) {
    const SigningKey key = SigningKey::Generate(message_keys);
    Must(crypto::WriteNewFile(Path(absl::StrCat(name, ".key")), key.Pem()));
    Must(crypto::WriteNewFile(Path(absl::StrCat(name, ".pub")), key.Public()->Pem()));
  }
}

void AgencyWorld::StartRegister() {
  auto program = marriage_register::Start(config_, clock_);
  Must(program.status());
  register_ = *std::move(program);
  config_.set_listen_address(absl::StrCat("127.0.0.1:", register_->port()));
}

void AgencyWorld::Announce(const std::string& maintenance) {
  std::ofstream(Path("maintenance.textproto")) << maintenance;
}

void AgencyWorld::SetFaults(const config::v1::RegisterFaults& faults) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(faults, &text);
  std::ofstream(Path("faults.textproto")) << text;
}

config::v1::Agency AgencyWorld::Agency() const {
  config::v1::Agency agency;
  agency.set_address(config_.listen_address());
  agency.set_server_name("agency.example");
  agency.set_ca_file(Path("ca.crt"));
  agency.set_certificate_file(Path("office.crt"));
  agency.set_key_file(Path("office.key"));
  agency.set_signing_key_file(Path("office-sign.key"));
  agency.set_agency_public_key_file(Path("agency-sign.pub"));
  agency.set_agreement_id("AGREEMENT-1");
  return agency;
}

rpc::Channel::Tls AgencyWorld::Tls() const {
  const config::v1::Agency agency = Agency();
  return {agency.address(), agency.server_name(), agency.ca_file(), agency.certificate_file(),
          agency.key_file()};
}

}  // namespace notary::testing
