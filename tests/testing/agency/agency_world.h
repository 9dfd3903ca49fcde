// A closed circle for tests: a private authority, an office and an agency with TLS certificates and
// message keys, all in a folder of their own, and the register that runs on them.
#pragma once

#include <memory>
#include <string>

#include "adapters/civil_affairs/register/service/program.h"
#include "notary/config/v1/config.pb.h"
#include "notary/config/v1/register_config.pb.h"
#include "platform/crypto/key.h"
#include "platform/rpc/client.h"
#include "platform/time/clock.h"

namespace notary::testing {

class AgencyWorld {
 public:
  // `target`: libpq connection string without a user, to a database with the register's schema.
  AgencyWorld(const std::string& target, const Clock& clock,
              crypto::KeyType message_keys = crypto::KeyType::kSm2);
  ~AgencyWorld();

  void StartRegister();
  void StopRegister() { register_.reset(); }
  // What the register's operators announce; may be no RegisterMaintenance at all.
  void Announce(const std::string& maintenance);
  void SetFaults(const config::v1::RegisterFaults& faults);
  void ClearFaults() { SetFaults({}); }

  // How the office reaches the register, also before it runs: the port stays the same.
  config::v1::Agency Agency() const;
  rpc::Channel::Tls Tls() const;

  // A file of the circle: office.key, office.crt, office-sign.key, office-sign.pub, agency-…,
  // ca.crt, stranger.key and stranger.crt of another authority, records.csv of the register.
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  void WriteKeys(crypto::KeyType message_keys);

  const Clock& clock_;
  std::string folder_;
  config::v1::RegisterConfig config_;
  std::unique_ptr<marriage_register::Program> register_;
};

}  // namespace notary::testing
