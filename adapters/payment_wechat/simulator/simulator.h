// WeChat Pay played by a process of our own: the same HTTP, signatures, encryption and notices,
// books that survive kill -9, and a control side on which a test or a demonstration plays the
// payer.
//   POST /control/pay {out_trade_no}            the payer pays
//   POST /control/fault {kind, count, value}    kinds in simulator.cc
//   GET  /control/ledger                        orders, refunds, notices
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "adapters/payment_wechat/simulator/books.h"
#include "platform/crypto/key.h"
#include "platform/http/client.h"
#include "platform/http/server.h"
#include "platform/simulator/faults.h"
#include "platform/time/clock.h"

namespace notary::wechat {

struct SimulatedMerchant {
  std::string app;
  std::string serial;        // of the merchant's certificate
  crypto::VerifyingKey key;  // RSA
  std::string api_v3;        // 32 bytes
};

struct SimulatorOptions {
  http::ServerOptions http = {};
  std::string ledger_path;
  std::string platform_serial;
  double schedule_scale = 1;       // 0.001: the notice schedule of 25 hours in 90 seconds
  bool allow_plain_notify = true;  // notify_url may be http, for a system on the same machine
  std::string ca_file = "";        // to check the receiver of notices
};

class Simulator {
 public:
  // `clock` outlives the simulator. Keys of `merchants` are merchant numbers (mchid).
  static absl::StatusOr<std::unique_ptr<Simulator>> Start(
      SimulatorOptions options, crypto::SigningKey platform_key,
      std::map<std::string, SimulatedMerchant> merchants, const Clock& clock);

  std::string Url() const { return server_->Url(); }

  // Settles refunds and sends the notices that are due; returns how many things it did.
  absl::StatusOr<int64_t> RunOnce();

 private:
  Simulator(SimulatorOptions options, crypto::SigningKey platform_key,
            std::map<std::string, SimulatedMerchant> merchants,
            std::unique_ptr<json::DocumentFile> ledger, const Clock& clock);

  http::Response Handle(const http::ServerRequest& request);
  http::Response Api(const http::ServerRequest& request);
  http::Response Route(const http::ServerRequest& request, const std::string& merchant);
  http::Response Post(const http::ServerRequest& request, const std::string& merchant)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  http::Response Control(const http::ServerRequest& request);
  absl::StatusOr<std::string> Authenticate(const http::ServerRequest& request) const;
  int SendNotice(const nlohmann::json& notice, bool probe);
  void Deliver(nlohmann::json notice);

  const SimulatorOptions options_;
  const crypto::SigningKey platform_key_;
  const std::map<std::string, SimulatedMerchant> merchants_;
  const Clock& clock_;
  http::Client client_;
  absl::Mutex run_mutex_ ABSL_ACQUIRED_BEFORE(mutex_);  // one RunOnce at a time
  absl::Mutex mutex_;
  simulator::Faults faults_ ABSL_GUARDED_BY(mutex_);
  Books books_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<http::Server> server_;  // last: stops first
};

}  // namespace notary::wechat
