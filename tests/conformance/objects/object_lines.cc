#include "tests/conformance/objects/object_lines.h"

#include <fstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "notary/application/v1/application_service.pb.h"
#include "notary/identity/v1/sign_in_service.pb.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "tests/testing/office/accounts.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/stage.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {

using platform::v1::AccessRule;
using rpc::Role;

namespace {

constexpr char kTable[] = "tests/conformance/objects/objects.txt";
constexpr char kAbsentId[] = "0190aaaa-0000-7000-8000-0000000000ee";

// A draft that was forgotten, and a mandate, a session and an account whose time is over.
void PutWhatHasGone(Stage& stage) {
  static constexpr pg::Statement kForget{
      "test_forget_draft", "SELECT application.forget_application('xuhui', $1::uuid)"};
  const std::string draft = stage.Draft(stage.diploma(), {});
  NOTARY_CHECK(
      World()
          .owner()
          .Transact("xuhui",
                    [&](pg::Tx& tx) {
                      return tx.Query(kForget, draft.substr(draft.rfind('/') + 1)).status();
                    })
          .ok());
  stage.Put("forgotten_draft", draft);
  stage.Put("mandate_over", stage.Do(By::kPerson, "MandateService/CreateMandate",
                                     "kind: AGENT expire_time { seconds: 1798000000 }"));
  stage.Do(By::kPerson, "MandateService/RevokeMandate", "name: '{mandate_over}'");
  stage.Put("staff_over", stage.Do(By::kSecurityAdmin, "StaffService/CreateStaff",
                                   "parent: 'offices/xuhui' login: 'xuhui.left' display_name: "
                                   "'公证员' roles: ROLE_NOTARY"));
  stage.Do(By::kSecurityAdmin, "StaffService/DisableStaff", "name: '{staff_over}'");
  World().office().Advance(absl::Minutes(2));
  NOTARY_CHECK(SignInByCode(World(), "13900000001").ok());
  const auto sessions = CallIdentity<identity::v1::ListSessionsResponse>(
      World(), TokenOf(World(), By::kPerson), "SignInService/ListSessions",
      identity::v1::ListSessionsRequest());
  NOTARY_CHECK(sessions.ok());
  for (const identity::v1::DeviceSession& session : sessions->sessions()) {
    if (session.name() == stage.Fill("{session}")) continue;
    stage.Put("session_over", session.name());
    break;
  }
  stage.Do(By::kPerson, "SignInService/EndSession", "name: '{session_over}'");
}

// What the stage lacks: a question to an agency, a session, and what has gone.
void Complete() {
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
  PutWhatHasGone(stage);
}

}  // namespace

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
  if (absl::StrContains(names.real, "/applications/")) {
    names.hidden.emplace_back(TheStage().Fill("{forgotten_draft}"), names.absent);
  }
  for (const char* what : {"mandate", "session", "staff"}) {
    if (line.object != absl::StrCat("{", what, "}")) continue;
    names.over.push_back(TheStage().Fill(absl::StrCat("{", what, "_over}")));
  }
  return names;
}

gateway::MessagePtr MessageOf(const Line& line, const std::string& object) {
  const std::vector<std::string> parts = absl::StrSplit(object, '/');
  const std::string office = absl::StrCat(parts[0], "/", parts[1]);
  const std::string text =
      TheStage().Fill(absl::StrReplaceAll(line.request, {{"{it}", object}, {"{office}", office}}));
  std::string name = FullMethod(line.method).substr(1);
  name[name.rfind('/')] = '.';
  const auto* method = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  gateway::MessagePtr message = gateway::NewMessage(*method->input_type());
  NOTARY_CHECK(message->ParseFromString(RequestOf(line.method, text, World().Now())));
  return message;
}

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

void CompleteTheStage() {
  [[maybe_unused]] static const bool done = [] {
    Complete();
    return true;
  }();
}

}  // namespace notary::testing
