#include "tests/testing/office/cast.h"

#include <memory>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "platform/base/check.h"
#include "platform/base/id.h"
#include "tests/testing/office/accounts.h"
#include "tests/testing/rpc_harness.h"

namespace notary::testing {
namespace {

using rpc::Role;

constexpr char kOffice[] = "xuhui";

std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor* type) {
  auto& factory = *google::protobuf::MessageFactory::generated_factory();
  return std::unique_ptr<google::protobuf::Message>(factory.GetPrototype(type)->New());
}

const google::protobuf::MethodDescriptor& Descriptor(const std::string& method) {
  std::string name = FullMethod(method).substr(1);
  name[name.rfind('/')] = '.';
  const auto* found = google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
  NOTARY_CHECK(found != nullptr);
  return *found;
}

// persons/…, made at first use.
const std::string& PersonOfTheTests() {
  static const auto& person = *new std::string([] {
    const absl::StatusOr<SignedIn> in = SignInByCode(World(), "13900000001");
    NOTARY_CHECK(in.ok());
    return in->subject;
  }());
  return person;
}

// An account of the office, in these roles.
rpc::Principal OfOffice(const char* who, std::vector<Role> roles) {
  rpc::Principal principal = World().office().Staff(kOffice, who, roles.front());
  principal.roles = std::move(roles);
  return principal;
}

}  // namespace

rpc::Principal PrincipalOf(By by) {
  switch (by) {
    case By::kNobody:
      return {};
    case By::kApplicant:
    case By::kExpired:
    case By::kForged:
      return Person("zhang-yi");
    case By::kOtherPerson:
      return Person("zhou-qi");
    case By::kAssistant:
      return OfOffice("assistant", {Role::ROLE_ASSISTANT});
    case By::kNotary:
      return OfOffice("notary", {Role::ROLE_NOTARY});
    case By::kNotaryApprover:
      return OfOffice("notary", {Role::ROLE_NOTARY, Role::ROLE_APPROVER});
    case By::kOtherNotary:
      return OfOffice("notary-2", {Role::ROLE_NOTARY});
    case By::kApprover:
      return OfOffice("approver", {Role::ROLE_APPROVER});
    case By::kHead:
      return OfOffice("head", {Role::ROLE_HEAD});
    case By::kPrinter:
      return OfOffice("printer", {Role::ROLE_PRODUCTION});
    case By::kPrinterAssistant:
      return OfOffice("printer", {Role::ROLE_PRODUCTION, Role::ROLE_ASSISTANT});
    case By::kCashier:
      return OfOffice("cashier", {Role::ROLE_CASHIER});
    case By::kArchivist:
      return OfOffice("archivist", {Role::ROLE_ARCHIVIST});
    case By::kSystem:
      return SystemService("application");
    case By::kAssistantOfMinhang:
      return Staff("minhang", "minhang-assistant", {Role::ROLE_ASSISTANT});
    case By::kNotaryOfMinhang:
      return Staff("minhang", "minhang-notary", {Role::ROLE_NOTARY});
    case By::kPerson:
      return {PersonOfTheTests(), "", "", {Role::ROLE_APPLICANT}};
    case By::kSecurityAdmin:
      return Staff(kOffice, "0190aaaa-0000-7000-8000-0000000000aa", {Role::ROLE_SECURITY_ADMIN});
    case By::kAuditAdmin:
      return Staff(kOffice, "0190aaaa-0000-7000-8000-0000000000ab", {Role::ROLE_AUDIT_ADMIN});
  }
  return {};
}

std::string FullMethod(const std::string& method) {
  const std::string service = method.substr(0, method.find('/'));
  static const std::set<std::string> kIdentity = {
      "SessionService", "SignInService", "PersonService", "MandateService", "StaffService"};
  std::string package =
      absl::AsciiStrToLower(service.substr(0, service.size() - std::string("Service").size()));
  if (kIdentity.contains(service)) package = "identity";
  if (service == "SideService") package = "application";
  return absl::StrCat("/notary.", package, ".v1.", method);
}

std::string TokenOf(const OfficeWorld& world, By by) {
  if (by == By::kNobody) return "";
  if (by == By::kForged) return world.ForgedToken(PrincipalOf(by));
  return world.Token(PrincipalOf(by), by == By::kExpired ? -absl::Minutes(2) : absl::Hours(24));
}

std::string RequestOf(const std::string& method, const std::string& text, absl::Time now) {
  const std::unique_ptr<google::protobuf::Message> request =
      NewMessage(Descriptor(method).input_type());
  if (!google::protobuf::TextFormat::ParseFromString(text, request.get())) {
    internal::CheckFailed(__FILE__, __LINE__, absl::StrCat(method, ": ", text));
  }
  const auto* id = request->GetDescriptor()->FindFieldByName("request_id");
  if (id != nullptr && request->GetReflection()->GetString(*request, id).empty()) {
    request->GetReflection()->SetString(request.get(), id, NewId(now));
  }
  return request->SerializeAsString();
}

demo::CaseScript ScriptOf(const std::string& words) {
  const std::vector<demo::Scenario> all = demo::AllScenarios({});
  const auto found = absl::c_find_if(all, [&](const demo::Scenario& scenario) {
    return absl::StrContains(scenario.script.title, words);
  });
  NOTARY_CHECK(found != all.end());
  demo::CaseScript script = found->script;
  script.office = kOffice;
  script.applicant = "zhang-yi";
  return script;
}

std::string ConsentsOf(const demo::CaseRun& run) {
  std::string text;
  for (const application::v1::Consent& consent : run.consents()) {
    absl::StrAppend(&text, "consents { ", consent.ShortDebugString(), " } ");
  }
  return text;
}

std::string NameIn(const std::string& method, const std::string& response) {
  const std::unique_ptr<google::protobuf::Message> message =
      NewMessage(Descriptor(method).output_type());
  NOTARY_CHECK(message->ParseFromString(response));
  const auto* name = message->GetDescriptor()->FindFieldByName("name");
  return name == nullptr ? "" : message->GetReflection()->GetString(*message, name);
}

bool SameAnswer(const std::string& full_method, const std::string& a, const std::string& b) {
  const std::string method = full_method.substr(full_method.rfind('.') + 1);
  const std::unique_ptr<google::protobuf::Message> left =
      NewMessage(Descriptor(method).output_type());
  const std::unique_ptr<google::protobuf::Message> right(left->New());
  NOTARY_CHECK(left->ParseFromString(a) && right->ParseFromString(b));
  return google::protobuf::util::MessageDifferencer::Equals(*left, *right);
}

absl::StatusOr<std::string> Send(OfficeWorld& world, By by, const std::string& method,
                                 const std::string& request) {
  return world.channel().CallBytes(
      FullMethod(method), request,
      {.authorization = TokenOf(world, by), .timeout = absl::Seconds(10)});
}

}  // namespace notary::testing
