#include "cmd/notaryd/modules.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "adapters/blob_disk/disk_blob_store.h"
#include "adapters/civil_affairs/client/civil_affairs_client.h"
#include "adapters/courier_sf/sf_courier.h"
#include "adapters/payment_wechat/wechat_channel.h"
#include "adapters/pdf_pango/pdf_renderer.h"
#include "adapters/sms/http_sms_gateway.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "services/application/service/module.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/sealed_columns.h"
#include "services/appointment/service/module.h"
#include "services/appointment/storage/appointment_sql.sql.h"
#include "services/catalogue/service/module.h"
#include "services/certificate/service/module.h"
#include "services/certificate/storage/certificate_sql.sql.h"
#include "services/certificate/storage/sealed_columns.h"
#include "services/delivery/service/module.h"
#include "services/delivery/storage/delivery_sql.sql.h"
#include "services/delivery/storage/sealed_columns.h"
#include "services/document/service/module.h"
#include "services/document/storage/document_sql.sql.h"
#include "services/identity/service/module.h"
#include "services/identity/storage/identity_sql.sql.h"
#include "services/notification/service/module.h"
#include "services/notification/storage/notification_sql.sql.h"
#include "services/notification/storage/sealed_columns.h"
#include "services/payment/service/module.h"
#include "services/payment/storage/payment_sql.sql.h"
#include "services/payment/storage/sealed_columns.h"
#include "services/verification/service/module.h"
#include "services/verification/storage/sealed_columns.h"
#include "services/verification/storage/verification_sql.sql.h"

namespace notary {
namespace {

using ModuleOr = absl::StatusOr<std::unique_ptr<rpc::Module>>;

// Simulators of a demonstration run on this machine, without TLS.
http::ClientOptions HttpOf(const config::v1::Config& config) {
  return {.allow_plain_http = config.mode() == config::v1::Config::DEMO};
}

ModuleOr MakeNotification(const rpc::ModuleContext& context) {
  const config::v1::Sms& config = context.config.sms();
  ASSIGN_OR_RETURN(std::string secret, crypto::ReadSecretFile(config.secret_file()));
  ASSIGN_OR_RETURN(std::unique_ptr<notification::SmsGateway> gateway,
                   sms::NewGateway({.url = config.url(),
                                    .app = config.account(),
                                    .secret = Sensitive<std::string>(std::move(secret)),
                                    .http = HttpOf(context.config)},
                                   context.clock));
  return notification::MakeModule(context, std::move(gateway));
}

absl::StatusOr<wechat::VerifyingKeys> PlatformKeysOf(const config::v1::WechatMerchant& merchant) {
  std::vector<config::v1::WechatPlatformKey> named(merchant.platform_keys().begin(),
                                                   merchant.platform_keys().end());
  if (!merchant.platform_key_id().empty()) {
    named.emplace_back().set_id(merchant.platform_key_id());
    named.back().set_public_key_file(merchant.platform_public_key_file());
  }
  wechat::VerifyingKeys trusted;
  for (const config::v1::WechatPlatformKey& key : named) {
    ASSIGN_OR_RETURN(crypto::VerifyingKey verifying,
                     crypto::VerifyingKey::FromFile(key.public_key_file()));
    const bool added = trusted.emplace(key.id(), std::move(verifying)).second;
    if (key.id().empty() || !added) {
      return absl::InvalidArgumentError(absl::StrCat("wechat_pay.merchants: a platform key of ",
                                                     merchant.office(), " has no id of its own"));
    }
  }
  return trusted;
}

// An office is paid through one merchant number at a time.
absl::Status CheckMerchants(const config::v1::WechatPay& config) {
  std::map<std::string, int> present;
  for (const config::v1::WechatMerchant& merchant : config.merchants()) {
    present[merchant.office()] += merchant.former() ? 0 : 1;
  }
  for (const auto& [office, count] : present) {
    if (count == 1) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("wechat_pay.merchants: ", office,
                     count == 0 ? " has former ones only" : " has two, and neither is former"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<payment::PaymentChannel>> ChannelOf(
    const rpc::ModuleContext& context, const config::v1::WechatMerchant& merchant) {
  const config::v1::WechatPay& config = context.config.wechat_pay();
  ASSIGN_OR_RETURN(crypto::SigningKey key,
                   crypto::SigningKey::FromFile(merchant.private_key_file()));
  ASSIGN_OR_RETURN(std::string api_v3, crypto::ReadSecretFile(merchant.api_v3_key_file()));
  ASSIGN_OR_RETURN(wechat::VerifyingKeys trusted, PlatformKeysOf(merchant));
  return wechat::NewChannel(
      {.url = config.base_url(),
       .backup_url = config.backup_url(),
       .app = config.app_id(),
       .merchant = merchant.mchid(),
       .merchant_serial = merchant.certificate_serial(),
       .notify_url = absl::StrCat(config.notify_url(), "/", merchant.office()),
       .http = HttpOf(context.config)},
      {std::move(key), std::move(trusted), Sensitive<std::string>(api_v3)}, context.clock);
}

ModuleOr MakePayment(const rpc::ModuleContext& context) {
  const config::v1::WechatPay& config = context.config.wechat_pay();
  RETURN_IF_ERROR(CheckMerchants(config));
  payment::Channels channels;
  for (const config::v1::WechatMerchant& merchant : config.merchants()) {
    ASSIGN_OR_RETURN(std::unique_ptr<payment::PaymentChannel> channel,
                     ChannelOf(context, merchant));
    payment::Merchants& merchants = channels[merchant.office()];
    if (merchant.former()) {
      merchants.former.push_back(std::move(channel));
    } else {
      merchants.present = std::move(channel);
    }
  }
  return payment::MakeModule(context, std::move(channels));
}

// Of each merchant, where MakePayment stops at the first.
std::vector<absl::Status> CheckPayment(const rpc::ModuleContext& context) {
  const config::v1::WechatPay& config = context.config.wechat_pay();
  std::vector<absl::Status> each = {CheckMerchants(config)};
  for (const config::v1::WechatMerchant& merchant : config.merchants()) {
    each.push_back(ChannelOf(context, merchant).status());
  }
  return each;
}

ModuleOr MakeDelivery(const rpc::ModuleContext& context) {
  using Secret = Sensitive<std::string>;
  const config::v1::SfExpress& config = context.config.sf_express();
  ASSIGN_OR_RETURN(std::string word, crypto::ReadSecretFile(config.check_word_file()));
  ASSIGN_OR_RETURN(std::unique_ptr<delivery::Courier> courier,
                   sf::NewCourier({.url = config.url(),
                                   .partner = config.partner_id(),
                                   .check_word = Secret(std::move(word)),
                                   .monthly_card = config.monthly_card(),
                                   .http = HttpOf(context.config)},
                                  context.clock));
  delivery::Senders senders;
  for (const config::v1::OfficeAddress& office : config.senders()) {
    senders.emplace(
        office.office(),
        delivery::Contact{Secret(office.name()), Secret(office.phone()), office.province(),
                          office.city(), office.district(), Secret(office.address())});
  }
  return delivery::MakeModule(context, std::move(courier), std::move(senders));
}

ModuleOr MakeDocument(const rpc::ModuleContext& context) {
  const config::v1::Blobs& config = context.config.blobs();
  ASSIGN_OR_RETURN(std::unique_ptr<document::BlobStore> blobs,
                   blob_disk::Open(config.folder(), config.key_file()));
  return document::MakeModule(context, std::move(blobs));
}

// Opening the store would make its folder.
std::vector<absl::Status> CheckDocument(const rpc::ModuleContext& context) {
  return {blob_disk::ReadKey(context.config.blobs().key_file()).status()};
}

ModuleOr MakeVerification(const rpc::ModuleContext& context) {
  ASSIGN_OR_RETURN(std::unique_ptr<verification::AgencyClient> agency,
                   civil_affairs::NewClient(context.config.civil_affairs(), context.clock));
  return verification::MakeModule(context, std::move(agency));
}

ModuleOr MakeCertificate(const rpc::ModuleContext& context) {
  return certificate::MakeModule(context, pdf::NewRenderer());
}

}  // namespace

const std::vector<ModuleEntry>& AllModules() {
  static const auto& modules = *new std::vector<ModuleEntry>{
      {.name = "catalogue",
       .migrations = nullptr,
       .make = catalogue::MakeModule,
       .reads = {"catalogue_folder"}},
      {.name = "application",
       .migrations = &application::sql::kMigrations,
       .make = application::MakeModule,
       .sealed_columns = application::SealedColumns(),
       .more_connections = application::kSideConnections},
      {.name = "appointment",
       .migrations = &appointment::sql::kMigrations,
       .make = appointment::MakeModule},
      {.name = "payment",
       .migrations = &payment::sql::kMigrations,
       .make = MakePayment,
       .sealed_columns = payment::SealedColumns(),
       .reads = {"wechat_pay"},
       .check = CheckPayment},
      {.name = "delivery",
       .migrations = &delivery::sql::kMigrations,
       .make = MakeDelivery,
       .sealed_columns = delivery::SealedColumns(),
       .reads = {"sf_express"}},
      {.name = "document",
       .migrations = &document::sql::kMigrations,
       .make = MakeDocument,
       .reads = {"blobs"},
       .check = CheckDocument},
      {.name = "notification",
       .migrations = &notification::sql::kMigrations,
       .make = MakeNotification,
       .sealed_columns = notification::SealedColumns(),
       .reads = {"sms", "notice_templates_file"}},
      {.name = "certificate",
       .migrations = &certificate::sql::kMigrations,
       .make = MakeCertificate,
       .sealed_columns = certificate::SealedColumns(),
       .reads = {"certificate_wording_file", "public_check_url"}},
      {.name = "verification",
       .migrations = &verification::sql::kMigrations,
       .make = MakeVerification,
       .sealed_columns = verification::SealedColumns(),
       .reads = {"civil_affairs"}},
      {.name = "identity", .migrations = &identity::sql::kMigrations, .make = identity::MakeModule},
  };
  return modules;
}

bool IsWanted(const std::string& name, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& entry) { return entry == "all" || entry == name; });
}

absl::Status CheckNames(const std::vector<std::string>& wanted) {
  for (const std::string& name : wanted) {
    bool known = name == "all" || name == kGateway;
    for (const ModuleEntry& entry : AllModules()) known = known || entry.name == name;
    if (!known) return absl::InvalidArgumentError(absl::StrCat("--services: no module ", name));
  }
  return absl::OkStatus();
}

int ConnectionsOf(const config::v1::Database& database, const std::vector<std::string>& wanted) {
  int sum = 0;
  for (const ModuleEntry& module : AllModules()) {
    if (module.migrations == nullptr || !IsWanted(module.name, wanted)) continue;
    sum += rpc::ConnectionsOf(database) + module.more_connections;
  }
  return sum;
}

std::vector<const pg::MigrationSet*> AllMigrations() {
  std::vector<const pg::MigrationSet*> sets;
  for (const ModuleEntry& module : AllModules()) {
    if (module.migrations != nullptr) sets.push_back(module.migrations);
  }
  return sets;
}

}  // namespace notary
