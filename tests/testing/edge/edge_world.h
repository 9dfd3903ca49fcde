// The HTTP edge of a test, before services that are kept in memory.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gateway/http/edge.h"
#include "platform/http/client.h"
#include "tests/testing/edge/echo_service.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {

class EdgeWorld {
 public:
  // `change` alters the configuration before the edge starts.
  explicit EdgeWorld(const std::function<void(config::v1::Gateway&)>& change = {});
  ~EdgeWorld();

  EchoService& echo() { return *echo_; }
  RpcHarness& services() { return *services_; }
  gateway::Edge& edge() { return *edge_; }
  int port() const { return edge_->port(); }
  const std::string& folder() const { return folder_; }
  std::string ca_file() const { return folder_ + "/ca.crt"; }
  std::string Token(const std::string& subject);

  // By libcurl, with the Origin of a page of ours. Pre: the edge answers.
  http::Response Send(const std::string& method, const std::string& path,
                      http::Headers headers = {}, const std::string& body = "");
  http::Response Get(const std::string& path, http::Headers headers = {}) {
    return Send("GET", path, std::move(headers));
  }
  // With Content-Type: application/json.
  http::Response Post(const std::string& path, const std::string& json, http::Headers headers = {});

  // Signs in as the subject: the headers a page then sends with everything.
  http::Headers SignIn(const std::string& subject);

 private:
  const std::string folder_;
  std::unique_ptr<EchoService> echo_;
  std::unique_ptr<RpcHarness> services_;
  rpc::Router router_;
  std::unique_ptr<gateway::Edge> edge_;
  std::unique_ptr<http::Client> client_;
};

// The first header of this name in any case, "" without one.
std::string HeaderOf(const http::Response& response, absl::string_view name);

// ErrorInfo.reason of an error in the AIP-193 form, "" of anything else.
std::string ReasonIn(const std::string& body);

}  // namespace notary::testing
