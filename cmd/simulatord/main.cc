// simulatord --config=FILE
// Plays the outside parties of a notary office on 127.0.0.1, with the wire protocols they speak:
// WeChat Pay, SF Express and a gateway for text messages. For demonstrations and tests.
#include <cstdio>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/strings/str_cat.h"
#include "adapters/courier_sf/simulator/simulator.h"
#include "adapters/payment_wechat/simulator/simulator.h"
#include "adapters/sms/simulator/simulator.h"
#include "notary/config/v1/simulator_config.pb.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/rpc/textproto.h"
#include "platform/run/termination.h"
#include "platform/run/worker.h"
#include "platform/time/clock.h"

ABSL_FLAG(std::string, config, "",
          "configuration: a textproto of notary.config.v1.SimulatorConfig");

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
                                   .schedule_scale = pay.schedule_scale()},
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
                               .journey_scale = sf.journey_scale()},
                              clock);
}

absl::Status Run(const Termination& termination) {
  SimulatorConfig config;
  RETURN_IF_ERROR(rpc::ReadTextProto(absl::GetFlag(FLAGS_config), &config));
  ASSIGN_OR_RETURN(const std::unique_ptr<SharedOffsetClock> clock,
                   SharedOffsetClock::Open(config.clock_offset_file()));
  ASSIGN_OR_RETURN(const auto text_messages, StartSms(config, *clock));
  ASSIGN_OR_RETURN(const auto wechat, StartWechat(config, *clock));
  ASSIGN_OR_RETURN(const auto courier, StartSf(config, *clock));
  Wakeup never;
  const Worker pay("wechat_notices", never, kLook, [&] { return wechat->RunOnce(); });
  const Worker carry("sf_journeys", never, kLook, [&] { return courier->RunOnce(); });
  Log(Severity::kInfo, "simulating",
      {{"wechat", wechat->Url()}, {"sf", courier->Url()}, {"sms", text_messages->Url()}});
  termination.Wait();
  return absl::OkStatus();
}

}  // namespace
}  // namespace notary

int main(int argc, char** argv) {
  absl::ParseCommandLine(argc, argv);
  const notary::Termination termination;
  const absl::Status status = notary::Run(termination);
  if (status.ok()) return 0;
  std::fprintf(stderr, "simulatord: %s\n", std::string(status.message()).c_str());
  return 1;
}
