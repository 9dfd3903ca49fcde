// A case is looked at, others are asked about it, and only then is it held: what happens between.
#include <thread>

#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class LookedAtTest : public ApplicationFixture {
 protected:
  // Signs N05, and `between` happens once while the notices are asked for its text.
  Result SignWhile(const std::string& name, const std::function<void()>& between,
                   const std::string& etag = "") {
    bool happened = false;
    notices_.meanwhile = [&, between] {
      if (!std::exchange(happened, true)) between();
    };
    v1::SignNoticeRequest sign;
    sign.set_name(name);
    sign.set_text_hash("aa");
    sign.set_etag(etag);
    Result signed_notice = Do(applicant_, "SignNotice", sign);
    notices_.meanwhile = nullptr;
    EXPECT_TRUE(happened);
    return signed_notice;
  }

  void Visit(const std::string& name) {
    v1::RecordVisitRequest visit;
    visit.set_name(name);
    visit.set_identity_record("device-1");
    visit.add_originals()->set_slot("CERTIFICATE");
    visit.mutable_originals(0)->set_passed(true);
    ASSERT_TRUE(Do(assistant_, "RecordVisit", visit).ok());
  }

  void Withdraw(const std::string& name) {
    v1::WithdrawApplicationRequest withdraw;
    withdraw.set_name(name);
    withdraw.set_note("不办了");
    ASSERT_TRUE(Do(applicant_, "WithdrawApplication", withdraw).ok());
  }
};

TEST_F(LookedAtTest, AMoveInBetweenIsNotLost) {
  const std::string name = GivenReviewing();
  Visit(name);

  const Result done = SignWhile(name, [&] { ASSERT_TRUE(Pay(name).ok()); });

  ASSERT_TRUE(done.ok()) << done.status();
  EXPECT_TRUE(done->has_notice_sign_time());
  EXPECT_EQ(done->payment_state(), v1::Application::PAID);
}

TEST_F(LookedAtTest, AMoveThatTakesTheRightToItAwayIsHeeded) {
  const std::string name = GivenReviewing();
  Visit(name);

  const Result done = SignWhile(name, [&] { Withdraw(name); });

  EXPECT_EQ(ReasonOf(done.status()), "STATE_NOT_ALLOWED") << done.status();
  EXPECT_FALSE(Get(name).has_notice_sign_time());
}

TEST_F(LookedAtTest, WhatTheCallerSawIsNoLongerSo) {
  const std::string name = GivenReviewing();
  Visit(name);

  const Result done = SignWhile(
      name, [&] { ASSERT_TRUE(Pay(name).ok()); }, Get(name).etag());

  EXPECT_EQ(ReasonOf(done.status()), "ETAG_STALE") << done.status();
}

// Two moves at once, each after the other: nothing is refused for that alone.
TEST_F(LookedAtTest, MovesAtOnceFollowOneAnother) {
  const std::string name = GivenReviewing();
  std::vector<std::thread> at_once;
  std::vector<absl::Status> outcomes(3);
  for (size_t i = 0; i < outcomes.size(); ++i) {
    at_once.emplace_back([&, i] { outcomes[i] = Pay(name).status(); });
  }
  for (std::thread& one : at_once) one.join();

  for (const absl::Status& outcome : outcomes) EXPECT_TRUE(outcome.ok()) << outcome;
}

}  // namespace
}  // namespace notary::application
