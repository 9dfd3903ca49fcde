// Who may call what, decided by people in access_matrix.csv and tried on the running office: every
// method, taken from the descriptors, by every role, by nobody and by an expired token. What is not
// in the table is forbidden, and a method without a line fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/rpc/service.h"
#include "tests/testing/office/office_world.h"

namespace notary::testing {
namespace {

using rpc::Role;
using ::testing::IsEmpty;

constexpr char kMatrix[] = "tests/conformance/access/access_matrix.csv";
constexpr char kAnonymous[] = "ANONYMOUS";

// "notary.payment.v1.PaymentService/StartPayment" → who may: names of roles, or ANONYMOUS alone.
using Matrix = std::map<std::string, std::set<std::string>>;

Matrix ReadMatrix() {
  Matrix matrix;
  std::ifstream in(kMatrix);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    EXPECT_EQ(cells.size(), 2u) << line;
    matrix[cells[0]] = absl::StrSplit(cells[1], ' ', absl::SkipEmpty());
  }
  return matrix;
}

// Every method the office serves, as its services bound it.
std::set<std::string> ServedMethods() {
  std::set<std::string> methods;
  for (const std::string& service : World().services()) {
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(service);
    for (int i = 0; i < descriptor->method_count(); ++i) {
      methods.insert(absl::StrCat(service, "/", descriptor->method(i)->name()));
    }
  }
  return methods;
}

// Somebody who exists nowhere, so that nothing can be his: whatever answers has let him in.
rpc::Principal Bearer(Role role) {
  const std::string id = NewId(World().Now());
  const bool person = role == Role::ROLE_APPLICANT;
  if (role == Role::ROLE_SYSTEM) return {"services/test", "", "", {role}};
  return {absl::StrCat(person ? "persons/" : "staff/", id), "", person ? "" : "xuhui", {role}};
}

// The reason of the door, "" when it opened: what comes after is another matter.
std::string DoorOf(const std::string& method, const std::string& token) {
  const absl::Status status = World()
                                  .channel()
                                  .CallBytes(absl::StrCat("/", method), "",
                                             {.authorization = token, .timeout = absl::Seconds(20)})
                                  .status();
  const std::string reason = ReasonOf(status);
  const bool door =
      reason == "TOKEN_MISSING" || reason == "ROLE_NOT_ALLOWED" || reason == "TOKEN_EXPIRED";
  return door ? reason : "";
}

TEST(AccessTest, EveryMethodHasADecisionAndEveryDecisionAMethod) {
  const Matrix matrix = ReadMatrix();
  std::set<std::string> decided;
  for (const auto& [method, who] : matrix) decided.insert(method);

  EXPECT_EQ(decided, ServedMethods());
}

TEST(AccessTest, TheOfficeDoesWhatWasDecided) {
  const Matrix matrix = ReadMatrix();
  std::vector<std::string> unexpected;
  for (const std::string& method : ServedMethods()) {
    const auto found = matrix.find(method);
    const std::set<std::string> may =
        found == matrix.end() ? std::set<std::string>() : found->second;
    const bool anybody = may.contains(kAnonymous);
    const auto expect = [&](const std::string& who, const std::string& token,
                            const std::string& door) {
      const std::string got = DoorOf(method, token);
      if (got != door) unexpected.push_back(absl::StrCat(method, " ", who, " ", got));
    };
    expect(kAnonymous, "", anybody ? "" : "TOKEN_MISSING");
    expect("expired", World().Token(Bearer(Role::ROLE_HEAD), -absl::Minutes(2)), "TOKEN_EXPIRED");
    for (int role = 1; role < platform::v1::Role_ARRAYSIZE; ++role) {
      const std::string name = platform::v1::Role_Name(role).substr(std::string("ROLE_").size());
      const bool opens = anybody || may.contains(name);
      expect(name, World().Token(Bearer(static_cast<Role>(role))), opens ? "" : "ROLE_NOT_ALLOWED");
    }
  }
  EXPECT_THAT(unexpected, IsEmpty());
}

// The three administrators see no case, no paper and no payment; of who looked at them, one sees.
TEST(AccessTest, AdministratorsAreKeptFromCases) {
  for (const auto& [method, who] : ReadMatrix()) {
    const bool accounts = method.find("notary.identity.") == 0 ||
                          method.find("/ListDisclosures") != std::string::npos;
    for (const char* administrator : {"OPERATOR", "SECURITY_ADMIN", "AUDIT_ADMIN"}) {
      EXPECT_TRUE(accounts || !who.contains(administrator)) << method << " " << administrator;
    }
  }
}

// A service with a method that no rule guards ends the program before it listens.
TEST(AccessDeathTest, AMethodThatIsNotBoundOrNotRuledStopsTheStart) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(rpc::Service("notary.payment.v1.PaymentService").CheckComplete(), "is not bound");
  EXPECT_DEATH(rpc::Service("grpc.reflection.v1alpha.ServerReflection").CheckComplete(),
               "has no access rule");
}

}  // namespace
}  // namespace notary::testing
