// How the edge speaks TLS.
#pragma once

#include <atomic>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gateway/http/options.h"

namespace notary::gateway {

// TLS 1.2 and 1.3, authenticated encryption with forward secrecy only.
class ServerTls {
 public:
  // `options` outlives it.
  explicit ServerTls(const Options& options) : options_(options) {}

  // Takes the certificate and its key as the files have them. Errors of the files.
  absl::Status Load();

  // The same when the files are others than before: a certificate is renewed while the edge runs.
  // A pair that does not fit, as while one of the two is being replaced, changes nothing. One
  // thread calls it.
  void Renew();

  // For new connections; lives as long as this. Any thread.
  SSL_CTX* current() const { return current_.load(); }

 private:
  void NoteUnread(const absl::Status& why);
  absl::Status Take(const std::string& chain, const std::string& key);

  const Options& options_;
  std::string seen_;  // digest of the files when they were last looked at
  int unread_ = 0;    // looks in a row at which one of the files could not be read
  // A connection keeps the context it began with, and another thread may just be about to begin.
  std::vector<std::unique_ptr<boost::asio::ssl::context>> all_;
  std::atomic<SSL_CTX*> current_{nullptr};
};

}  // namespace notary::gateway
