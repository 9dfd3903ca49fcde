// SF Express played by a process of our own: the same form, digest and JSON inside JSON, parcels
// that survive kill -9, journeys that follow the clock, route pushes, and a control side:
//   POST /control/journey {waybill, journey}    which script the parcel follows
//   POST /control/advance {waybill, steps}      scans happen now
//   POST /control/fault {kind, count, value}    kinds in simulator.cc
//   GET  /control/ledger
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "adapters/courier_sf/simulator/parcels.h"
#include "platform/http/client.h"
#include "platform/http/server.h"
#include "platform/simulator/faults.h"
#include "platform/time/clock.h"

namespace notary::sf {

struct SimulatorOptions {
  http::ServerOptions http = {};
  std::string ledger_path;
  std::string partner;
  std::string check_word;
  std::string push_url = "";  // empty: no pushes
  double journey_scale = 1;   // 0.001: a delivery of 14 hours in 52 seconds
  bool allow_plain_push = true;
  std::string ca_file = "";  // to check the receiver of pushes
};

class Simulator {
 public:
  // `clock` outlives the simulator.
  static absl::StatusOr<std::unique_ptr<Simulator>> Start(SimulatorOptions options,
                                                          const Clock& clock);

  std::string Url() const { return server_->Url() + "/std/service"; }
  std::string ControlUrl() const { return server_->Url() + "/control"; }

  // Makes the scans that are due and pushes what the office has not taken yet; returns how many
  // scans were made or taken.
  absl::StatusOr<int64_t> RunOnce();

 private:
  Simulator(SimulatorOptions options, std::unique_ptr<json::DocumentFile> ledger,
            const Clock& clock);

  http::Response Handle(const http::ServerRequest& request);
  http::Response Service(const http::ServerRequest& request);
  http::Response Control(const http::ServerRequest& request);
  nlohmann::json Business(const std::string& service, const nlohmann::json& message)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool Push(const std::vector<nlohmann::json>& scans);

  const SimulatorOptions options_;
  const Clock& clock_;
  http::Client client_;
  absl::Mutex run_mutex_ ABSL_ACQUIRED_BEFORE(mutex_);  // one RunOnce at a time
  absl::Mutex mutex_;
  simulator::Faults faults_ ABSL_GUARDED_BY(mutex_);
  Parcels parcels_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<http::Server> server_;  // last: stops first
};

}  // namespace notary::sf
