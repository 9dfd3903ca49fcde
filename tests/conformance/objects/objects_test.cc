// Insecure direct object references: every method that names an object, over gRPC and over HTTP, by
// every kind of caller, on an object that is there, one that is not, one named under another office
// and one that was deleted, forgotten, revoked, ended or disabled. objects.txt says who reaches
// what; everybody else gets the answer for what does not exist, and cannot tell the two apart.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/credentials.h"
#include "gateway/transcode/route_table.h"
#include "notary/identity/v1/sign_in_service.pb.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/http/client.h"
#include "tests/conformance/objects/http_form.h"
#include "tests/conformance/objects/object_lines.h"
#include "tests/testing/office/accounts.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/stage.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {
namespace {

using platform::v1::AccessRule;
using rpc::Role;
using ::testing::IsEmpty;

class HttpDoor {
 public:
  HttpDoor()
      : client_({.ca_file = World().edge_ca_file(), .reply_size_max = 32 << 20}),
        table_(gateway::RouteTable::Build(World().services())) {
    NOTARY_CHECK(table_.ok());
  }

  std::vector<const gateway::Route*> RoutesOf(const std::string& method) const {
    std::vector<const gateway::Route*> found;
    for (const auto& route : table_->routes()) {
      if (route->rpc == FullMethod(method)) found.push_back(route.get());
    }
    return found;
  }

  Answer Ask(const gateway::Route& route, const http::Headers& credentials, const Line& line,
             const std::string& object) {
    http::Request request = HttpForm(route, *MessageOf(line, object));
    request.url = World().edge_url() + request.url;
    request.headers.insert(request.headers.end(), credentials.begin(), credentials.end());
    const auto response = client_.Send(request);
    NOTARY_CHECK(response.ok());
    nlohmann::json body = nlohmann::json::parse(response->body, nullptr, false);
    std::string reason;
    if (body.is_object() && body.contains("error")) {
      reason = body["error"]["details"][0].value("reason", "");
      body["error"]["details"][0].erase("metadata");  // the trace
    }
    std::set<std::string> headers;
    for (const auto& [name, value] : response->headers) {
      const bool each_time =
          absl::EqualsIgnoreCase(name, "x-request-id") || absl::EqualsIgnoreCase(name, "date");
      if (!each_time) headers.insert(absl::StrCat(name, ": ", value));
    }
    std::string all = absl::StrCat(response->status, " ", body.dump(), "\n");
    for (const std::string& header : headers) absl::StrAppend(&all, header, "\n");
    return {reason, all};
  }

 private:
  http::Client client_;
  const absl::StatusOr<gateway::RouteTable> table_;
};

http::Headers Bearer(const Caller& caller) {
  if (caller.token.empty()) return {};
  return {{"Authorization", caller.token}};
}

class ObjectsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { CompleteTheStage(); }

  // One caller's answers to one line, by one way in.
  template <typename Ask>
  void Judge(const std::string& cell, const Line& line, const std::string& door,
             const Caller& caller, bool may_differ, const Ask& ask) {
    const Names names = NamesOf(line);
    const bool inside = door.empty() && Reaches(line, caller);
    const Answer absent = ask(names.absent);
    const Answer real = ask(names.real);
    const auto expect = [&](bool good, const std::string& what, const Answer& got) {
      ++cells_;
      if (!good) unexpected_.push_back(absl::StrCat(cell, ": ", what, "\n", got.all));
    };
    expect(door.empty() || absent.reason == door, "another door", absent);
    const bool service = caller.who.Has(Role::ROLE_SYSTEM);
    if (inside && may_differ && !service) {
      expect(real.all != absent.all, "does not reach it", real);
    } else if (!inside) {
      expect(real.all == absent.all, absl::StrCat("tells it from an absent one, ", absent.all),
             real);
    }
    for (const std::string& name : names.over) {
      if (inside) continue;
      const Answer over = ask(name);
      expect(over.all == absent.all, absl::StrCat("tells what is over, ", name), over);
    }
    for (const auto& [name, never] : names.hidden) {
      const Answer hidden = ask(name);
      expect(hidden.all == ask(never).all, absl::StrCat("tells ", name), hidden);
    }
  }

  int cells_ = 0;
  std::vector<std::string> unexpected_;
};

const AccessRule& RuleOf(const gateway::Route& route) {
  return route.method->options().GetExtension(platform::v1::access);
}

TEST_F(ObjectsTest, EveryMethodThatNamesAnObjectHasALine) {
  std::set<std::string> in_table, served;
  for (const Line& line : ReadTable()) in_table.insert(FullMethod(line.method).substr(1));
  for (const std::string& service : World().services()) {
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
    for (int i = 0; i < descriptor->method_count(); ++i) {
      const auto& method = *descriptor->method(i);
      const AccessRule& rule = method.options().GetExtension(platform::v1::access);
      const bool services_alone = rule.roles_size() == 1 && rule.roles(0) == Role::ROLE_SYSTEM;
      const auto& input = *method.input_type();
      const bool names = input.FindFieldByName("name") || input.FindFieldByName("parent") ||
                         method.name() == "UpdateApplication";
      if (rule.anonymous() || services_alone || !names) continue;
      served.insert(absl::StrCat(service, "/", method.name()));
    }
  }
  // Its name is a matter of the catalogue, which anybody may see.
  served.erase("notary.catalogue.v1.CatalogueService/CheckForm");
  EXPECT_EQ(in_table, served);
}

TEST_F(ObjectsTest, NobodyTellsWhatIsNotHisFromWhatIsNotThere) {
  HttpDoor http;
  const std::vector<Caller> callers = Callers();
  for (const Line& line : ReadTable()) {
    const std::vector<const gateway::Route*> routes = http.RoutesOf(line.method);
    ASSERT_THAT(routes, ::testing::Not(IsEmpty())) << line.method;
    for (const Caller& caller : callers) {
      const std::string door = DoorOf(RuleOf(*routes.front()), caller);
      const std::string cell = absl::StrCat(line.method, " by ", caller.name);
      Judge(cell, line, door, caller, true,
            [&](const std::string& object) { return OverRpc(line, caller, object); });
      for (const gateway::Route* route : routes) {
        Judge(absl::StrCat(cell, " over ", route->path), line, door, caller, !line.once,
              [&](const std::string& object) {
                return http.Ask(*route, Bearer(caller), line, object);
              });
      }
    }
  }
  EXPECT_THAT(unexpected_, IsEmpty());
  std::printf("%d cells\n", cells_);
}

// A session that was ended opens nothing, whoever it was and whatever is asked for.
TEST_F(ObjectsTest, ARevokedSessionOpensNothing) {
  World().office().Advance(absl::Minutes(2));
  const auto in = SignInByCode(World(), "13900000001");
  ASSERT_TRUE(in.ok());
  const auto token = TokenOfSession(World(), in->secret);
  ASSERT_TRUE(CallIdentity<identity::v1::SignOutResponse>(World(), *token, "SignInService/SignOut",
                                                          identity::v1::SignOutRequest())
                  .ok());
  const http::Headers cookie = {{"Cookie", absl::StrCat("__Host-session=", in->secret)},
                                {"X-CSRF-Token", gateway::CsrfToken(in->secret)},
                                {"Origin", World().edge_url()}};
  HttpDoor http;
  for (const Line& line : ReadTable()) {
    const Names names = NamesOf(line);
    for (const gateway::Route* route : http.RoutesOf(line.method)) {
      const Answer absent = http.Ask(*route, cookie, line, names.absent);
      const Answer real = http.Ask(*route, cookie, line, names.real);
      if (absent.reason != "SESSION_ENDED" || real.all != absent.all) {
        unexpected_.push_back(absl::StrCat(line.method, " ", real.all));
      }
    }
  }
  EXPECT_THAT(unexpected_, IsEmpty());
}

}  // namespace
}  // namespace notary::testing
