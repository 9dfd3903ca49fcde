// Insecure direct object references: every method that names an object, over gRPC and over HTTP, by
// every kind of caller, on an object that is there, one that is not, one named under another office
// and one that was deleted. objects.txt says who reaches what; everybody else gets the answer for
// what does not exist, and cannot tell the two apart.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gateway/edge/credentials.h"
#include "gateway/transcode/binder.h"
#include "gateway/transcode/route_table.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/identity/v1/sign_in_service.pb.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/http/client.h"
#include "tests/conformance/objects/http_form.h"
#include "tests/testing/office/accounts.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/stage.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {
namespace {

using platform::v1::AccessRule;
using rpc::Role;
using ::testing::IsEmpty;

constexpr char kTable[] = "tests/conformance/objects/objects.txt";
constexpr char kAbsentId[] = "0190aaaa-0000-7000-8000-0000000000ee";

// One line of objects.txt.
struct Line {
  std::string method, persons, staff, object, request;
  bool once = false;
};

std::vector<Line> ReadTable() {
  std::vector<Line> lines;
  std::ifstream in(kTable);
  for (std::string text; std::getline(in, text);) {
    if (text.empty() || text[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(text, absl::MaxSplits(" | ", 4));
    NOTARY_CHECK(cells.size() == 5);
    Line line{cells[0], cells[1], cells[2], cells[3], cells[4]};
    line.once = absl::EndsWith(line.persons, " once");
    if (line.once) line.persons.resize(line.persons.size() - 5);
    lines.push_back(line);
  }
  return lines;
}

struct Caller {
  std::string name;
  rpc::Principal who;
  std::string token;
};

std::vector<Caller> Callers() {
  std::vector<Caller> callers;
  const auto add = [&](const std::string& name, const rpc::Principal& who) {
    callers.push_back({name, who, World().Token(who)});
  };
  callers.push_back({"nobody", {}, ""});
  callers.push_back({"expired", {}, TokenOf(World(), By::kExpired)});
  callers.push_back({"forged", {}, TokenOf(World(), By::kForged)});
  add("zhang-yi", Person("zhang-yi"));
  add("zhou-qi", Person("zhou-qi"));
  add("person", PrincipalOf(By::kPerson));
  add("service", SystemService("test"));
  for (const char* office : {"xuhui", "minhang"}) {
    for (int role = Role::ROLE_ASSISTANT; role < platform::v1::Role_ARRAYSIZE; ++role) {
      if (role == Role::ROLE_SYSTEM) continue;
      const std::string id = absl::StrCat("0190bbbb-0000-7000-8000-0000000000", 10 + role);
      add(absl::StrCat(office, " ", platform::v1::Role_Name(role)),
          Staff(office, id, {static_cast<Role>(role)}));
    }
  }
  return callers;
}

// What the door says before any object counts; "" where it opens.
std::string DoorOf(const AccessRule& rule, const Caller& caller) {
  if (caller.name == "nobody") return "TOKEN_MISSING";
  if (caller.name == "expired") return "TOKEN_EXPIRED";
  if (caller.name == "forged") return "TOKEN_SIGNATURE";
  for (const int role : rule.roles()) {
    if (caller.who.Has(static_cast<Role>(role))) return "";
  }
  return "ROLE_NOT_ALLOWED";
}

bool Reaches(const Line& line, const Caller& caller) {
  if (caller.who.Has(Role::ROLE_SYSTEM)) return true;
  if (caller.who.IsStaff()) return line.staff == "office" && caller.who.office == "xuhui";
  return line.persons == "any" || line.persons == caller.name;
}

// Names of one line's object.
struct Names {
  std::string real, absent;
  // Names that nobody reaches, each beside one that never was.
  std::vector<std::pair<std::string, std::string>> hidden;
};

Names NamesOf(const Line& line) {
  Names names;
  names.real = TheStage().Fill(line.object);
  const size_t last = names.real.rfind('/') + 1;
  const bool whole_office = names.real == "offices/xuhui";
  names.absent = names.real.substr(0, last) + (whole_office ? "nowhere" : kAbsentId);
  if (!whole_office && absl::StartsWith(names.real, "offices/xuhui/")) {
    const auto elsewhere = [](const std::string& name) {
      return absl::StrReplaceAll(name, {{"offices/xuhui", "offices/minhang"}});
    };
    names.hidden.emplace_back(elsewhere(names.real), elsewhere(names.absent));
  }
  if (line.object == "{document}") {
    names.hidden.emplace_back(TheStage().Fill("{deleted_document}"), names.absent);
  }
  return names;
}

gateway::MessagePtr MessageOf(const Line& line, const std::string& object) {
  const std::vector<std::string> parts = absl::StrSplit(object, '/');
  const std::string office = absl::StrCat(parts[0], "/", parts[1]);
  const std::string text =
      absl::StrReplaceAll(line.request, {{"{it}", object}, {"{office}", office}});
  std::string name = FullMethod(line.method).substr(1);
  name[name.rfind('/')] = '.';
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  gateway::MessagePtr message = gateway::NewMessage(*method->input_type());
  NOTARY_CHECK(message->ParseFromString(RequestOf(line.method, text, World().Now())));
  return message;
}

// An answer without what differs each time.
struct Answer {
  std::string reason;
  std::string all;
};

Answer OverRpc(const Line& line, const Caller& caller, const std::string& object) {
  const auto response = World().channel().CallBytes(
      FullMethod(line.method), MessageOf(line, object)->SerializeAsString(),
      {.authorization = caller.token, .timeout = absl::Seconds(20)});
  if (response.ok()) return {"", absl::StrCat("OK ", *response)};
  std::string all = response.status().ToString(absl::StatusToStringMode::kWithNoExtraData);
  if (const auto detail = DetailOf(response.status())) {
    for (const FieldViolation& fault : detail->fields) {
      absl::StrAppend(&all, " ", fault.field, " ", fault.reason);
    }
    absl::StrAppend(&all, " ", detail->reason, detail->text.zh, detail->text.en);
  }
  return {ReasonOf(response.status()), all};
}

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

// What the stage lacks: a question to an agency, a session, and a document that was deleted.
void CompleteTheStage() {
  Stage& stage = TheStage();
  const auto case_of = [](const absl::StatusOr<std::string>& bytes) {
    application::v1::Application parsed;
    NOTARY_CHECK(bytes.ok() && parsed.ParseFromString(*bytes));
    return parsed;
  };
  const auto asked = case_of(
      stage.Send(By::kNotary, "ApplicationService/StartVerification",
                 stage.Request("ApplicationService/StartVerification",
                               "name: '{marriage}' fact: 'MARRIAGE_RECORD' mode: 'VERIFY'")));
  stage.Put("question", asked.verifications(0).verification());
  World().office().Advance(absl::Minutes(2));
  NOTARY_CHECK(SignInByCode(World(), "13900000001").ok());
  const auto sessions = CallIdentity<identity::v1::ListSessionsResponse>(
      World(), TokenOf(World(), By::kPerson), "SignInService/ListSessions",
      identity::v1::ListSessionsRequest());
  NOTARY_CHECK(sessions.ok());
  stage.Put("session", sessions->sessions(0).name());
  stage.Put("deleted_document",
            stage.Do(By::kApplicant, "DocumentService/CreateDocument",
                     absl::StrCat("parent: 'offices/xuhui' document { media_type: "
                                  "'application/pdf' size_bytes: 100 sha256: '",
                                  std::string(64, 'b'), "' }")));
  stage.Do(By::kSystem, "DocumentService/BatchDeleteDocuments",
           "parent: 'offices/xuhui' names: '{deleted_document}'");
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
