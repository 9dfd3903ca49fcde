// A case at the office that runs for all tests here, and what they say of it afterwards.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "cmd/fsck/fsck.h"
#include "cmd/notaryctl/demo/scripts.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "tests/testing/office/cast.h"
#include "tests/testing/office/digest.h"
#include "tests/testing/office/parcels.h"

namespace notary::testing {

using App = application::v1::Application;

class TurnsTest : public ::testing::Test {
 protected:
  // Whatever happened, the invariants hold and nothing is owed any more.
  void TearDown() override {
    const absl::Time until = absl::Now() + absl::Seconds(10);
    std::string broken;
    do {
      broken.clear();
      const auto findings = fsck::Check(World().owner());
      ASSERT_TRUE(findings.ok()) << findings.status();
      for (const fsck::Finding& finding : *findings) {
        if (!finding.ok) absl::StrAppend(&broken, finding.name, ": ", finding.detail, "\n");
      }
      if (!broken.empty()) absl::SleepFor(absl::Milliseconds(100));
    } while (!broken.empty() && absl::Now() < until);
    EXPECT_EQ(broken, "");
  }

  // A diploma of xuhui that goes by courier.
  demo::CaseRun Diploma() { return demo::CaseRun(World().office(), ScriptOf("Diploma for study")); }

  static absl::Status UpToDispatch(demo::CaseRun& run) {
    RETURN_IF_ERROR(UpToReview(run));
    RETURN_IF_ERROR(UpToDraft(run));
    RETURN_IF_ERROR(run.DraftAndApprove());
    RETURN_IF_ERROR(run.ProduceAndCheck());
    return run.SendByCourier();
  }

  static absl::Status AwaitPartOfTheFee(demo::CaseRun& run) {
    return run.Await("the refund of the courier", [](const App& a) {
      return a.payment_state() == App::PART_REFUNDED && a.refund_fen() > 0;
    });
  }

  static void NextParcel(const std::string& journey) { testing::NextParcel(World(), journey); }

  // A courier that was ordered and does not come.
  static absl::Status UpToTheOrder(demo::CaseRun& run) {
    NextParcel("not_picked_up");
    RETURN_IF_ERROR(UpToDispatch(run));
    return run.Await("the waybill", [](const App& a) { return !a.waybill().empty(); });
  }

  static absl::StatusOr<std::string> Verb(By by, const std::string& verb, const std::string& name,
                                          const std::string& more = "") {
    const std::string method = absl::StrCat("ApplicationService/", verb);
    return Send(World(), by, method,
                RequestOf(method, absl::StrCat("name: '", name, "' ", more), World().Now()));
  }

  // In Chinese, as the applicant reads it; "" for a notice that is not there.
  static std::string TextOf(const demo::CaseRun& run, const std::string& code) {
    notification::v1::ListNoticesRequest request;
    request.set_parent("offices/xuhui");
    request.set_application(run.name());
    const auto list = World().office().Call<notification::v1::ListNoticesResponse>(
        PrincipalOf(By::kApplicant), FullMethod("NotificationService/ListNotices"), request);
    if (!list.ok()) return "";
    for (const auto& notice : list->notices()) {
      if (notice.code() != code) continue;
      notification::v1::GetNoticeRequest open;
      open.set_name(notice.name());
      const auto read = World().office().Call<notification::v1::Notice>(
          PrincipalOf(By::kApplicant), FullMethod("NotificationService/GetNotice"), open);
      return read.ok() ? read->text_zh() : "";
    }
    return "";
  }

  static absl::Status SendElsewhere(demo::CaseRun& run, const std::string& district) {
    RETURN_IF_ERROR(Verb(By::kApplicant, "ChangeDeliveryAddress", run.name(),
                         absl::StrCat(district, " address: '示范路2号'"))
                        .status());
    return run.SendByCourier();
  }
};

}  // namespace notary::testing
