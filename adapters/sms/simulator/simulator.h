// An SMS gateway that sends nothing and remembers everything:
//   GET  /control/messages                    what was sent, oldest first
//   POST /control/block {to}                  this number takes no messages
//   POST /control/fault {kind, count, value}  kinds in simulator.cc
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "platform/http/server.h"
#include "platform/json/document_file.h"
#include "platform/simulator/faults.h"
#include "platform/time/clock.h"

namespace notary::sms {

struct SimulatorOptions {
  http::ServerOptions http = {};
  std::string ledger_path;
  std::string app;
  std::string secret;
};

class Simulator {
 public:
  // `clock` outlives the simulator.
  static absl::StatusOr<std::unique_ptr<Simulator>> Start(SimulatorOptions options,
                                                          const Clock& clock);
  std::string Url() const { return server_->Url(); }

 private:
  Simulator(SimulatorOptions options, std::unique_ptr<json::DocumentFile> ledger,
            const Clock& clock);

  http::Response Handle(const http::ServerRequest& request);
  http::Response Send(const http::ServerRequest& request);
  http::Response Record(const nlohmann::json& message) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool IsSigned(const http::ServerRequest& request) const;

  const SimulatorOptions options_;
  const Clock& clock_;
  absl::Mutex mutex_;
  simulator::Faults faults_ ABSL_GUARDED_BY(mutex_);
  const std::unique_ptr<json::DocumentFile> ledger_ ABSL_PT_GUARDED_BY(mutex_);
  size_t sent_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<http::Server> server_;  // last: stops first
};

}  // namespace notary::sms
