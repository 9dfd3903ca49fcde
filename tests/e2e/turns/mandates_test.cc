// A mandate ends while the case is under way: its holder is out at once, everywhere, and the person
// represented finishes the case.
#include "notary/certificate/v1/certificate_service.pb.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "tests/e2e/turns/turns_fixture.h"

namespace notary::testing {
namespace {

class MandateEndsTest : public TurnsTest {
 protected:
  // An agent applies, for somebody who will collect in person.
  static demo::CaseScript ThroughAnAgent() {
    demo::CaseScript script = ScriptOf("through an agent who collects");
    script.collected_by = "";
    return script;
  }

  int NoticesFor(const demo::CaseRun& run, const std::string& person) {
    return Listed<notification::v1::ListNoticesResponse>(run, person,
                                                         "NotificationService/ListNotices",
                                                         notification::v1::ListNoticesRequest())
        .notices_size();
  }
  int FeeNotesFor(const demo::CaseRun& run, const std::string& person) {
    return Listed<payment::v1::ListFeeNotesResponse>(run, person, "PaymentService/ListFeeNotes",
                                                     payment::v1::ListFeeNotesRequest())
        .fee_notes_size();
  }
  int CertificatesFor(const demo::CaseRun& run, const std::string& person) {
    return Listed<certificate::v1::ListCertificatesResponse>(
               run, person, "CertificateService/ListCertificates",
               certificate::v1::ListCertificatesRequest())
        .certificates_size();
  }

 private:
  template <typename Response, typename Request>
  static Response Listed(const demo::CaseRun& run, const std::string& person,
                         const std::string& method, Request request) {
    request.set_parent("offices/xuhui");
    request.set_application(run.name());
    demo::Office& office = World().office();
    const auto listed =
        office.Call<Response>(office.Applicant(person), FullMethod(method), request);
    EXPECT_TRUE(listed.ok()) << listed.status();
    return listed.value_or(Response());
  }
};

TEST_F(MandateEndsTest, ThePersonRepresentedFinishesTheCase) {
  const demo::CaseScript script = ThroughAnAgent();
  demo::CaseRun run(World().office(), script);
  ASSERT_EQ(run.CreateAndSubmit(), absl::OkStatus());
  ASSERT_EQ(run.TakeAndAccept(), absl::OkStatus());
  ASSERT_EQ(run.Await("the fee note", [](const App& a) { return !a.fee_note().empty(); }),
            absl::OkStatus());
  EXPECT_GT(NoticesFor(run, script.applicant), 0);
  EXPECT_EQ(FeeNotesFor(run, script.applicant), 1);

  ASSERT_EQ(run.EndMandate(), absl::OkStatus());
  EXPECT_EQ(NoticesFor(run, script.applicant), 0);
  EXPECT_EQ(FeeNotesFor(run, script.applicant), 0);
  ASSERT_EQ(run.AssignAndSign(), absl::OkStatus());
  ASSERT_EQ(FromReviewAtCounter(run), absl::OkStatus());
  EXPECT_EQ(run.Get()->state(), App::ARCHIVED);
  EXPECT_GT(CertificatesFor(run, script.represented), 0);
  EXPECT_EQ(CertificatesFor(run, script.applicant), 0);
}

}  // namespace
}  // namespace notary::testing
