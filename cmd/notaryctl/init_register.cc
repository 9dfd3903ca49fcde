#include "cmd/notaryctl/init_register.h"

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/init_certificates.h"
#include "notary/config/v1/register_config.pb.h"

namespace notary::ctl {
namespace {

using crypto::KeyType;

constexpr char kServerName[] = "civil-affairs.onevisit.example";
constexpr char kAgreement[] = "ONEVISIT-CIVIL-AFFAIRS-DEMO";

struct Office {
  const char* id;
  const char* letter_word;
};
constexpr Office kOffices[] = {{"dongfang", "沪东"},  {"xuhui", "沪徐"},  {"yangpu", "沪杨"},
                               {"changning", "沪长"}, {"zhabei", "沪闸"}, {"minhang", "沪闵"}};

config::v1::RegisterConfig RegisterConfig(const Folder& folder, const std::string& data, int port) {
  config::v1::RegisterConfig config;
  config.set_mode(config::v1::Config::DEMO);
  config.mutable_database()->set_target(
      absl::StrCat("host=", folder.Path("pg"), " dbname=register"));
  config.set_listen_address(absl::StrCat("127.0.0.1:", port));
  config.set_certificate_file(folder.Path("keys/register-tls.crt"));
  config.set_key_file(folder.Path("keys/register-tls.key"));
  config.set_client_ca_file(folder.Path("keys/agency-ca.crt"));
  config.set_signing_key_file(folder.Path("keys/register-sign.key"));
  for (const Office& office : kOffices) {
    config::v1::AcceptedOffice& accepted = *config.add_offices();
    accepted.set_office(office.id);
    accepted.set_agreement_id(kAgreement);
    accepted.add_public_key_files(folder.Path("keys/office-sign.pub"));
  }
  config.set_clock_offset_file(folder.Path("clock"));
  config.set_records_csv(data + "/adapters/civil_affairs/register/data/records.csv");
  config.set_districts_csv(data + "/adapters/civil_affairs/register/data/districts.csv");
  config.set_faults_file(folder.Path("register-faults.textproto"));
  return config;
}

}  // namespace

absl::Status WriteRegister(const Folder& folder, const std::string& data, int port) {
  ASSIGN_OR_RETURN(const crypto::Authority authority,
                   NewAuthority(folder, "OneVisit demonstration authority", "keys/agency-ca.crt"));
  RETURN_IF_ERROR(WriteCertified(folder, authority, "keys/register-tls", {kServerName}));
  RETURN_IF_ERROR(
      WriteCertified(folder, authority, "keys/office-tls", {"notary.onevisit.example"}));
  RETURN_IF_ERROR(folder.KeyPair("keys/register-sign", KeyType::kSm2));
  RETURN_IF_ERROR(folder.KeyPair("keys/office-sign", KeyType::kSm2));
  return folder.TextProto("register.textproto", RegisterConfig(folder, data, port));
}

config::v1::Agency AgencyConfig(const Folder& folder, int port) {
  config::v1::Agency agency;
  agency.set_address(absl::StrCat("127.0.0.1:", port));
  agency.set_server_name(kServerName);
  agency.set_ca_file(folder.Path("keys/agency-ca.crt"));
  agency.set_certificate_file(folder.Path("keys/office-tls.crt"));
  agency.set_key_file(folder.Path("keys/office-tls.key"));
  agency.set_signing_key_file(folder.Path("keys/office-sign.key"));
  agency.set_agency_public_key_file(folder.Path("keys/register-sign.pub"));
  agency.set_agreement_id(kAgreement);
  for (const Office& office : kOffices) {
    config::v1::AskingOffice& asking = *agency.add_offices();
    asking.set_office(office.id);
    asking.set_letter_word(office.letter_word);
  }
  return agency;
}

}  // namespace notary::ctl
