// Accepts connections within the caps, in all and by address.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/http/connection.h"

namespace notary::gateway {

// Open connections. Outlives every connection. Thread-safe.
class ConnectionCount {
 public:
  ConnectionCount(int in_all, int per_address) : in_all_(in_all), per_address_(per_address) {}

  bool Enter(const std::string& key);
  void Leave(const std::string& key);

 private:
  const int in_all_;
  const int per_address_;
  absl::Mutex mutex_;
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, int> by_address_ ABSL_GUARDED_BY(mutex_);
};

using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;

// Runs until the acceptor is closed. Connections go to the workers in turn.
Task<void> Listen(Acceptor& acceptor, std::vector<Executor> workers, ConnectionCount& count,
                  Shared& shared);

}  // namespace notary::gateway
