// Several notaryd processes on one machine, as a cluster would run them: one database, one private
// authority, mutual TLS between them, each with its own part of the configuration.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "notary/config/v1/config.pb.h"
#include "platform/http/client.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/client.h"
#include "tests/testing/test_database.h"

namespace notary::testing {

// A running notaryd; ends with SIGTERM.
class Notaryd {
 public:
  // Starts it with the configuration in a file. Pre: admin_listen_address is set.
  Notaryd(const config::v1::Config& config, const std::string& config_path,
          const std::string& services);
  ~Notaryd();

  // The status of GET path at its page for operators; 0 when nobody answers there.
  int Get(const std::string& path, std::string* body = nullptr);

  // Whether it got ready within 30 s; false at once when the process ended.
  bool WaitUntilReady();

  // Its exit code after SIGTERM, or -1 when a signal ended it.
  int Stop();

 private:
  const std::string admin_url_;
  http::Client client_{{.allow_plain_http = true}};
  pid_t pid_ = -1;
};

class NotarydWorld {
 public:
  NotarydWorld();
  ~NotarydWorld();

  // What every process needs, with ports of its own: database, tokens, the page for operators, TLS.
  config::v1::Config Common();

  // Adds what one module needs beyond that.
  void AddPartOf(const std::string& module, config::v1::Config& config) const;

  // How the others reach the process of `config`.
  void AddRemote(const std::string& service, const config::v1::Config& server,
                 config::v1::Config& client) const;

  std::unique_ptr<Notaryd> Start(const config::v1::Config& config, const std::string& services);

  // A client of the process of `config` with the certificate `who`: "process", or "stranger" of
  // another authority.
  rpc::Channel::Tls TlsTo(const config::v1::Config& config, const std::string& who) const;

  std::string Token(const rpc::Principal& principal) const;
  const TestDatabase& database() const { return database_; }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  void WriteKeys();

  TestDatabase database_;
  std::string folder_;
  std::unique_ptr<rpc::TokenSigner> signer_;
  int started_ = 0;
};

}  // namespace notary::testing
