#include "cmd/simulatord/simulators.h"

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"

namespace notary {
namespace {

using config::v1::SimulatorConfig;

constexpr absl::Duration kLook = absl::Milliseconds(20);

absl::StatusOr<std::unique_ptr<sms::Simulator>> StartSms(const SimulatorConfig& config,
                                                         const Clock& clock) {
  ASSIGN_OR_RETURN(const std::string secret, crypto::ReadSecretFile(config.sms().secret_file()));
  return sms::Simulator::Start({.http = {.port = config.sms().port()},
                                .ledger_path = absl::StrCat(config.ledger_folder(), "/sms"),
                                .app = config.sms().account(),
                                .secret = secret},
                               clock);
}

absl::StatusOr<std::unique_ptr<wechat::Simulator>> StartWechat(const SimulatorConfig& config,
                                                               const Clock& clock) {
  const config::v1::SimulatedWechatPay& pay = config.wechat_pay();
  ASSIGN_OR_RETURN(crypto::SigningKey platform,
                   crypto::SigningKey::FromFile(pay.platform_key_file()));
  std::map<std::string, wechat::SimulatedMerchant> merchants;
  for (const config::v1::SimulatedWechatMerchant& merchant : pay.merchants()) {
    ASSIGN_OR_RETURN(crypto::VerifyingKey key,
                     crypto::VerifyingKey::FromFile(merchant.public_key_file()));
    ASSIGN_OR_RETURN(const std::string api_v3, crypto::ReadSecretFile(merchant.api_v3_key_file()));
    merchants.emplace(merchant.mchid(),
                      wechat::SimulatedMerchant{merchant.app_id(), merchant.certificate_serial(),
                                                std::move(key), api_v3});
  }
  return wechat::Simulator::Start({.http = {.port = pay.port()},
                                   .ledger_path = absl::StrCat(config.ledger_folder(), "/wechat"),
                                   .platform_serial = pay.platform_serial(),
                                   .schedule_scale = pay.schedule_scale(),
                                   .ca_file = config.receiver_ca_file()},
                                  std::move(platform), std::move(merchants), clock);
}

absl::StatusOr<std::unique_ptr<sf::Simulator>> StartSf(const SimulatorConfig& config,
                                                       const Clock& clock) {
  const config::v1::SimulatedSfExpress& sf = config.sf_express();
  ASSIGN_OR_RETURN(const std::string word, crypto::ReadSecretFile(sf.check_word_file()));
  return sf::Simulator::Start({.http = {.port = sf.port()},
                               .ledger_path = absl::StrCat(config.ledger_folder(), "/sf"),
                               .partner = sf.partner_id(),
                               .check_word = word,
                               .push_url = sf.push_url(),
                               .journey_scale = sf.journey_scale(),
                               .ca_file = config.receiver_ca_file()},
                              clock);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Simulators>> Simulators::Start(const SimulatorConfig& config,
                                                              const Clock& clock) {
  ASSIGN_OR_RETURN(auto text_messages, StartSms(config, clock));
  ASSIGN_OR_RETURN(auto wechat, StartWechat(config, clock));
  ASSIGN_OR_RETURN(auto courier, StartSf(config, clock));
  return std::unique_ptr<Simulators>(
      new Simulators(std::move(text_messages), std::move(wechat), std::move(courier)));
}

Simulators::Simulators(std::unique_ptr<sms::Simulator> text_messages,
                       std::unique_ptr<wechat::Simulator> wechat,
                       std::unique_ptr<sf::Simulator> courier)
    : text_messages_(std::move(text_messages)),
      wechat_(std::move(wechat)),
      courier_(std::move(courier)),
      pay_("wechat_notices", never_, kLook, [this] { return wechat_->RunOnce(); }),
      carry_("sf_journeys", never_, kLook, [this] { return courier_->RunOnce(); }) {}

}  // namespace notary
