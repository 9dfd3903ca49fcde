#include "services/application/service/acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "google/api/annotations.pb.h"
#include "notary/application/v1/application_service.pb.h"

namespace notary::application {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

rpc::Call By(std::vector<rpc::Role> roles) {
  rpc::Call call;
  call.caller.roles = std::move(roles);
  return call;
}

// What stands behind the colon of the service's addresses; "update" is the PATCH.
std::set<std::string> VerbsOfTheContract() {
  std::set<std::string> verbs = {"update"};
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      "notary.application.v1.ApplicationService");
  for (int i = 0; i < service->method_count(); ++i) {
    const std::string& path = service->method(i)->options().GetExtension(google::api::http).post();
    if (path.find(':') != std::string::npos) verbs.insert(path.substr(path.rfind(':') + 1));
  }
  return verbs;
}

TEST(ActsTest, WhatPeopleMayDoHasAnAddress) {
  const v1::SubmitApplicationRequest links_the_contract;
  const std::set<std::string> contract = VerbsOfTheContract();
  for (const Transition& move : kTransitions) {
    if (move.by == Actor::kSystem) continue;
    EXPECT_TRUE(contract.contains(VerbOf(move.on))) << Name(move.on);
  }
}

TEST(ActsTest, AnApplicantSeesTheNextStep) {
  const rpc::Call applicant = By({rpc::Role::ROLE_APPLICANT});
  Application a{.state = State::kDraft};
  EXPECT_THAT(ActsOpenTo(applicant, a), ElementsAre("update", "submit", "cancel"));
  a.state = State::kReviewing;
  a.payment_state = PaymentState::kAssessed;
  EXPECT_THAT(
      ActsOpenTo(applicant, a),
      ElementsAre("requestRecusal", "signNotice", "withdrawConsent", "refusePayment", "withdraw"));
  a.notice_sign_time = absl::UnixEpoch();
  EXPECT_THAT(ActsOpenTo(applicant, a),
              ElementsAre("requestRecusal", "withdrawConsent", "refusePayment", "withdraw"));
  a.state = State::kArchived;
  EXPECT_THAT(ActsOpenTo(applicant, a), IsEmpty());
}

// One request at a time, and the head decides on what was asked for.
TEST(ActsTest, ARecusalIsAskedForOrDecided) {
  Application a{.state = State::kVerifyWait};
  EXPECT_THAT(ActsOpenTo(By({rpc::Role::ROLE_HEAD}), a), Not(Contains("decideRecusal")));
  EXPECT_THAT(ActsOpenTo(By({rpc::Role::ROLE_APPLICANT}), a), Contains("requestRecusal"));
  a.recusal_open = true;
  EXPECT_THAT(ActsOpenTo(By({rpc::Role::ROLE_HEAD}), a), Contains("decideRecusal"));
  EXPECT_THAT(ActsOpenTo(By({rpc::Role::ROLE_APPLICANT}), a), Not(Contains("requestRecusal")));
}

TEST(ActsTest, EachRoleOfACallerCounts) {
  const Application a{.state = State::kPendingApproval};
  EXPECT_THAT(ActsOpenTo(By({rpc::Role::ROLE_NOTARY}), a),
              ElementsAre("requestRecusal", "recordVisit", "discuss", "proposeTermination"));
  EXPECT_THAT(ActsOpenTo(By({rpc::Role::ROLE_NOTARY, rpc::Role::ROLE_APPROVER}), a),
              ElementsAre("requestRecusal", "recordVisit", "approve", "return", "discuss",
                          "proposeTermination"));
}

}  // namespace
}  // namespace notary::application
