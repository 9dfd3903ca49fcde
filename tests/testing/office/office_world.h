// A whole office in one process: every module of notaryd on a real database behind the real
// pipeline, the simulators of the outside parties and the register of civil affairs. It is Monday,
// 2026-11-23, 10:00 in Shanghai, and time goes on from there.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/service/program.h"
#include "cmd/notaryctl/demo/office.h"
#include "cmd/notaryctl/demo/register_switch.h"
#include "cmd/simulatord/simulators.h"
#include "gateway/http/edge.h"
#include "platform/rpc/environment.h"
#include "platform/rpc/module.h"
#include "platform/rpc/server.h"
#include "tests/testing/test_database.h"

namespace notary::testing {

class OfficeWorld {
 public:
  OfficeWorld();
  ~OfficeWorld();

  // People who call the services over the socket, as the demonstration does.
  demo::Office& office() { return *office_; }
  demo::RegisterSwitch Register();

  // Straight to the server, without a socket.
  rpc::Channel& channel() { return server_->in_process(); }
  const std::string& socket_path() const { return env_.config.socket_path(); }
  // Valid from a minute ago for `lifetime`; a negative one has expired.
  std::string Token(const rpc::Principal& who, absl::Duration lifetime = absl::Hours(24)) const;
  // The same signed by a key the office does not know under the name of one it knows.
  std::string ForgedToken(const rpc::Principal& who) const;
  // The HTTP edge, and the file of the authority that vouches for it.
  std::string edge_url() const { return absl::StrCat("https://localhost:", edge_->port()); }
  std::string edge_ca_file() const { return folder_ + "/keys/edge-ca.crt"; }
  absl::Time Now() const { return env_.clock->Now(); }

  // Full names of everything it serves.
  const std::vector<std::string>& services() const { return service_names_; }

  // What the service of a schema encrypts this office's personal data with.
  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> CipherOf(const std::string& schema,
                                                                      const std::string& office);
  // Where the content of documents lies.
  const std::string& blob_folder() const { return env_.config.blobs().folder(); }
  // As a service reaches the database: each adds its own role.
  std::string database_target() const { return database_.TargetWithoutUser(); }
  const vault::Secrets& secrets() const { return secrets_; }

  // As the owner of every schema.
  pg::Database& owner() { return *owner_; }

 private:
  void WriteFolder();
  void StartRegister();
  void StartServices();

  const std::string folder_;
  const TestDatabase database_;
  const TestDatabase register_database_;
  rpc::Environment env_;
  vault::Secrets secrets_;
  std::unique_ptr<pg::Database> owner_;
  std::unique_ptr<marriage_register::Program> register_;
  std::unique_ptr<Simulators> simulators_;
  rpc::Router router_;
  std::vector<std::string> service_names_;
  std::vector<std::unique_ptr<rpc::Module>> modules_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<gateway::Edge> edge_;
  std::unique_ptr<demo::Office> office_;
};

// The one of this test program: made at first use, ended before the program ends.
OfficeWorld& World();

}  // namespace notary::testing
