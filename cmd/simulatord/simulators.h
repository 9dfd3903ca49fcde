// The outside parties of an office on 127.0.0.1: WeChat Pay, SF Express and a gateway for text
// messages, each with the wire protocol it speaks, and the threads that move them on.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "adapters/courier_sf/simulator/simulator.h"
#include "adapters/payment_wechat/simulator/simulator.h"
#include "adapters/sms/simulator/simulator.h"
#include "notary/config/v1/simulator_config.pb.h"
#include "platform/run/worker.h"
#include "platform/time/clock.h"

namespace notary {

class Simulators {
 public:
  // `clock` outlives the simulators.
  static absl::StatusOr<std::unique_ptr<Simulators>> Start(
      const config::v1::SimulatorConfig& config, const Clock& clock);

  const sms::Simulator& text_messages() const { return *text_messages_; }
  const wechat::Simulator& wechat() const { return *wechat_; }
  const sf::Simulator& courier() const { return *courier_; }

 private:
  Simulators(std::unique_ptr<sms::Simulator> text_messages,
             std::unique_ptr<wechat::Simulator> wechat, std::unique_ptr<sf::Simulator> courier);

  const std::unique_ptr<sms::Simulator> text_messages_;
  const std::unique_ptr<wechat::Simulator> wechat_;
  const std::unique_ptr<sf::Simulator> courier_;
  Wakeup never_;
  const Worker pay_;  // last: the workers use everything above
  const Worker carry_;
};

}  // namespace notary
