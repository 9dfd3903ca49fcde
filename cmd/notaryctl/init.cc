#include "cmd/notaryctl/init.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/folder.h"
#include "cmd/notaryctl/init_gateway.h"
#include "cmd/notaryctl/init_register.h"
#include "notary/config/v1/config.pb.h"
#include "notary/config/v1/simulator_config.pb.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::ctl {
namespace {

namespace fs = std::filesystem;
using crypto::KeyType;

constexpr const char* kOffices[] = {"dongfang",  "xuhui",  "yangpu",
                                    "changning", "zhabei", "minhang"};
constexpr char kAppId[] = "wxd678efh567hg6787";
constexpr char kPlatformSerial[] = "PUB_KEY_ID_0000000000000024101100397200000006";

// A port nobody uses now.
absl::StatusOr<int> FreePort() {
  const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(probe);
  if (!bound) return absl::UnavailableError("no free port on 127.0.0.1");
  return ntohs(address.sin_port);
}

struct Ports {
  int wechat = 0, sf = 0, sms = 0, edge = 0, civil_affairs = 0, admin = 0;
};

config::v1::WechatMerchant Merchant(const Folder& folder, const std::string& office, int index) {
  config::v1::WechatMerchant merchant;
  merchant.set_office(office);
  merchant.set_mchid(absl::StrCat(1900007291 + index));
  merchant.set_certificate_serial(absl::StrCat("MERCHANT", index));
  merchant.set_private_key_file(folder.Path(absl::StrCat("keys/wechat-", office, ".key")));
  merchant.set_api_v3_key_file(folder.Path(absl::StrCat("keys/wechat-", office, ".apiv3")));
  config::v1::WechatPlatformKey& platform = *merchant.add_platform_keys();
  platform.set_id(kPlatformSerial);
  platform.set_public_key_file(folder.Path("keys/wechat-platform.pub"));
  return merchant;
}

absl::Status WriteKeys(const Folder& folder) {
  RETURN_IF_ERROR(folder.KeyPair("keys/token", KeyType::kEd25519));
  RETURN_IF_ERROR(folder.KeyPair("keys/wechat-platform", KeyType::kRsa));
  for (const char* name : {"keys/blob.key", "keys/kek.key", "keys/index.key"}) {
    RETURN_IF_ERROR(folder.Secret(name, crypto::RandomBytes(32)));
  }
  RETURN_IF_ERROR(folder.Secret("keys/sms.secret", HexEncode(crypto::RandomBytes(16))));
  RETURN_IF_ERROR(folder.Secret("keys/sf.word", HexEncode(crypto::RandomBytes(16))));
  for (const char* office : kOffices) {
    RETURN_IF_ERROR(folder.KeyPair(absl::StrCat("keys/wechat-", office), KeyType::kRsa));
    RETURN_IF_ERROR(folder.Secret(absl::StrCat("keys/wechat-", office, ".apiv3"),
                                  HexEncode(crypto::RandomBytes(16))));
  }
  return absl::OkStatus();
}

config::v1::Config NotarydConfig(const Folder& folder, const fs::path& data, const Ports& ports) {
  config::v1::Config config;
  config.set_mode(config::v1::Config::DEMO);
  config.mutable_database()->set_target(
      absl::StrCat("host=", folder.Path("pg"), " dbname=onevisit"));
  config.set_socket_path(folder.Path("notaryd.sock"));
  config.mutable_tokens()->set_key_id("demo");
  config.mutable_tokens()->set_signing_key_file(folder.Path("keys/token.key"));
  config::v1::TokenKey& accepted = *config.mutable_tokens()->add_accepted();
  accepted.set_id("demo");
  accepted.set_public_key_file(folder.Path("keys/token.pub"));
  config.set_clock_offset_file(folder.Path("clock"));
  config.set_catalogue_folder((data / "services/catalogue/data").string());
  config.set_notice_templates_file(
      (data / "services/notification/data/notices.textproto").string());
  config.set_certificate_wording_file(
      (data / "services/certificate/data/wording.textproto").string());
  config.mutable_blobs()->set_folder(folder.Path("blobs"));
  config.mutable_blobs()->set_key_file(folder.Path("keys/blob.key"));
  config.mutable_personal_data()->set_kek_file(folder.Path("keys/kek.key"));
  config.mutable_personal_data()->set_index_key_file(folder.Path("keys/index.key"));
  config.mutable_sms()->set_url(absl::StrCat("http://127.0.0.1:", ports.sms));
  config.mutable_sms()->set_account("onevisit");
  config.mutable_sms()->set_secret_file(folder.Path("keys/sms.secret"));
  config::v1::WechatPay& pay = *config.mutable_wechat_pay();
  pay.set_base_url(absl::StrCat("http://127.0.0.1:", ports.wechat));
  pay.set_app_id(kAppId);
  pay.set_notify_url(absl::StrCat("https://127.0.0.1:", ports.edge, "/callbacks/wechat"));
  int index = 0;
  for (const char* office : kOffices) *pay.add_merchants() = Merchant(folder, office, index++);
  config::v1::SfExpress& sf = *config.mutable_sf_express();
  sf.set_url(absl::StrCat("http://127.0.0.1:", ports.sf, "/std/service"));
  sf.set_partner_id("ONEVISIT");
  sf.set_check_word_file(folder.Path("keys/sf.word"));
  sf.set_monthly_card("7551234567");
  for (const char* office : kOffices) {
    config::v1::OfficeAddress& sender = *sf.add_senders();
    sender.set_office(office);
    sender.set_name("公证处");
    sender.set_phone("02100000000");
    sender.set_province("上海市");
    sender.set_city("上海市");
    sender.set_district("示范区");
    sender.set_address("示范路1号");
  }
  *config.mutable_civil_affairs() = AgencyConfig(folder, ports.civil_affairs);
  *config.mutable_gateway() = EdgeConfig(folder, ports.edge);
  config.set_admin_listen_address(absl::StrCat("127.0.0.1:", ports.admin));
  config.set_public_check_url(absl::StrCat("https://127.0.0.1:", ports.edge, "/v1/offices"));
  config.set_calls_per_second(100000);
  config.set_call_burst(100000);
  return config;
}

config::v1::SimulatorConfig SimulatorConfig(const Folder& folder, const Ports& ports) {
  config::v1::SimulatorConfig config;
  config.set_clock_offset_file(folder.Path("clock"));
  config.set_ledger_folder(folder.Path("simulators"));
  config.set_receiver_ca_file(folder.Path(kEdgeAuthority));
  config.mutable_sms()->set_port(ports.sms);
  config.mutable_sms()->set_account("onevisit");
  config.mutable_sms()->set_secret_file(folder.Path("keys/sms.secret"));
  config::v1::SimulatedWechatPay& pay = *config.mutable_wechat_pay();
  pay.set_port(ports.wechat);
  pay.set_platform_serial(kPlatformSerial);
  pay.set_platform_key_file(folder.Path("keys/wechat-platform.key"));
  pay.set_schedule_scale(0.001);
  int index = 0;
  for (const char* office : kOffices) {
    const config::v1::WechatMerchant known = Merchant(folder, office, index++);
    config::v1::SimulatedWechatMerchant& merchant = *pay.add_merchants();
    merchant.set_mchid(known.mchid());
    merchant.set_app_id(kAppId);
    merchant.set_certificate_serial(known.certificate_serial());
    merchant.set_public_key_file(folder.Path(absl::StrCat("keys/wechat-", office, ".pub")));
    merchant.set_api_v3_key_file(known.api_v3_key_file());
  }
  config::v1::SimulatedSfExpress& sf = *config.mutable_sf_express();
  sf.set_port(ports.sf);
  sf.set_partner_id("ONEVISIT");
  sf.set_check_word_file(folder.Path("keys/sf.word"));
  sf.set_push_url(absl::StrCat("https://127.0.0.1:", ports.edge, "/callbacks/sf"));
  sf.set_journey_scale(0.00002);
  return config;
}

}  // namespace

absl::Status Init(const std::string& folder_path, const std::string& data_folder) {
  const Folder folder(folder_path);
  const fs::path data = fs::absolute(data_folder);
  if (fs::exists(folder.Path("notaryd.textproto"))) return absl::OkStatus();
  for (const char* name : {"keys", "simulators", "blobs", "log"})
    RETURN_IF_ERROR(folder.Make(name));
  RETURN_IF_ERROR(WriteKeys(folder));
  Ports ports;
  ASSIGN_OR_RETURN(ports.wechat, FreePort());
  ASSIGN_OR_RETURN(ports.sf, FreePort());
  ASSIGN_OR_RETURN(ports.sms, FreePort());
  ASSIGN_OR_RETURN(ports.edge, FreePort());
  ASSIGN_OR_RETURN(ports.civil_affairs, FreePort());
  ASSIGN_OR_RETURN(ports.admin, FreePort());
  RETURN_IF_ERROR(WriteEdge(folder));
  RETURN_IF_ERROR(WriteRegister(folder, data.string(), ports.civil_affairs));
  RETURN_IF_ERROR(folder.TextProto("simulators.textproto", SimulatorConfig(folder, ports)));
  return folder.TextProto("notaryd.textproto", NotarydConfig(folder, data, ports));
}

}  // namespace notary::ctl
