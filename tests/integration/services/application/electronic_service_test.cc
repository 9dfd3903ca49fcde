// Notices go through the system only to a party that agreed to it (domain.md 1.8).
#include "notary/notification/v1/notification_service.pb.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using notification::v1::CreateNoticeRequest;
using notification::v1::Notice;

class ElectronicServiceTest : public ApplicationFixture {
 protected:
  ElectronicServiceTest() {
    catalogue_.rules.consents.push_back({"ELECTRONIC_SERVICE", "e1", false});
  }

  std::string GivenItAgreed() {
    const std::string name = GivenReviewing();
    EXPECT_TRUE(AskForAPaper(name).ok());
    v1::SupplementApplicationRequest supplement;
    supplement.set_name(name);
    v1::Consent& consent = *supplement.add_consents();
    consent.set_code("ELECTRONIC_SERVICE");
    consent.set_text_hash("e1");
    EXPECT_TRUE(Do(applicant_, "SupplementApplication", supplement).ok());
    return name;
  }

  Notice LastNotice() { return OwedTo<CreateNoticeRequest>("CreateNotice").back().notice(); }
};

TEST_F(ElectronicServiceTest, WhoDidNotAgreeGetsPaperAndNoTextMessage) {
  const std::string name = GivenReviewing();
  for (const CreateNoticeRequest& request : OwedTo<CreateNoticeRequest>("CreateNotice")) {
    EXPECT_EQ(request.notice().service(), Notice::PAPER) << request.notice().code();
    EXPECT_EQ(request.notice().mobile(), "") << request.notice().code();
  }
  EXPECT_FALSE(Get(name).electronic_service());
}

TEST_F(ElectronicServiceTest, HoldsFromTheActThatAgreesToIt) {
  const std::string name = GivenItAgreed();
  EXPECT_TRUE(Get(name).electronic_service());
  EXPECT_EQ(LastNotice().code(), "N08") << "told by the same act";
  EXPECT_EQ(LastNotice().service(), Notice::ELECTRONIC);
  EXPECT_EQ(LastNotice().mobile(), "13800000000");
}

TEST_F(ElectronicServiceTest, EndsWithTheConsent) {
  const std::string name = GivenItAgreed();
  v1::WithdrawConsentRequest withdraw;
  withdraw.set_name(name);
  withdraw.set_code("ELECTRONIC_SERVICE");
  const Result withdrawn = Do(applicant_, "WithdrawConsent", withdraw);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_FALSE(withdrawn->electronic_service());
  v1::StartForceMajeureRequest flood;
  flood.set_name(name);
  flood.set_note("台风");
  ASSERT_TRUE(Do(head_, "StartForceMajeure", flood).ok());
  EXPECT_EQ(LastNotice().code(), "N08");
  EXPECT_EQ(LastNotice().service(), Notice::PAPER);
}

}  // namespace
}  // namespace notary::application
