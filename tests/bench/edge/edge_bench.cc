// edge_bench STATIC_FOLDER: our edge with sessions, CSRF and limits, and the thin gateway beside
// it, both before one bare echo service, until it is killed. Prints what tests/bench/edge/run needs
// to ask them.
#include <unistd.h>

#include <cstdio>

#include "gateway/http/edge.h"
#include "platform/base/check.h"
#include "tests/bench/edge/thin_gateway.h"
#include "tests/testing/edge/edge_world.h"

namespace notary::bench {
namespace {

config::v1::Gateway ConfigOf(const std::string& folder, const std::string& files) {
  config::v1::Gateway config;
  config.set_listen_address("127.0.0.1:0");
  config.set_certificate_file(folder + "/edge.crt");
  config.set_key_file(folder + "/edge.key");
  config.add_hosts("localhost");
  config.set_static_folder(files);
  config::v1::GatewayLimits& limits = *config.mutable_limits();
  limits.set_address_requests_per_second(1e6);
  limits.set_address_burst(1e6);
  limits.set_caller_requests_per_second(1e6);
  limits.set_caller_burst(1e6);
  limits.set_connections(20000);
  limits.set_connections_per_address(20000);
  limits.set_idle_seconds(600);
  limits.set_threads(1);
  return config;
}

int Run(const std::string& files) {
  testing::EdgeWorld world;  // it signs people in, and has certificates
  const ThinGateway thin(world.folder());
  const auto echo = rpc::Channel::ToSocket("unix:" + world.folder() + "/echo.sock");
  rpc::Router router;
  router.Route("notary.testing.v1.EchoService", echo.get());
  router.Route("notary.identity.v1.SessionService", &world.services().channel());
  const auto edge = gateway::Edge::Start(ConfigOf(world.folder(), files), router, [&world] {
    return world.services().Token(testing::SystemService("gateway"));
  });
  NOTARY_CHECK(edge.ok());
  std::printf("edge=%d thin=%d folder=%s\n", (*edge)->port(), thin.port(), world.folder().c_str());
  for (const auto& [name, value] : world.SignIn("persons/zhang-yi")) {
    std::printf("%s: %s\n", name.c_str(), value.c_str());
  }
  std::puts("ready");
  std::fflush(stdout);
  pause();
  return 0;
}

}  // namespace
}  // namespace notary::bench

int main(int argc, char** argv) { return argc == 2 ? notary::bench::Run(argv[1]) : 2; }
