#include "services/application/domain/consents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::application {
namespace {

const absl::Time kNow =
    absl::FromCivil(absl::CivilSecond(2026, 11, 23, 9, 0, 0), absl::UTCTimeZone());

const std::vector<ConsentRule> kConsents = {
    {"PRIVACY_NOTICE", "p1", true}, {"COURIER", "c1", true}, {"FACE", "f1", false}};

TEST(ConsentTest, NamesEachThatIsMissing) {
  const auto detail = DetailOf(CheckConsents({{"FACE", "f1"}}, {}, kConsents));

  ASSERT_TRUE(detail);
  ASSERT_EQ(detail->fields.size(), 2u);
  EXPECT_EQ(detail->fields[0].reason, "CONSENT_REQUIRED");
  EXPECT_THAT(detail->fields[1].text.en, ::testing::HasSubstr("COURIER"));
}

TEST(ConsentTest, TheOneByChoiceMayBeLeftOut) {
  EXPECT_TRUE(CheckConsents({{"PRIVACY_NOTICE", "p1"}, {"COURIER", "c1"}}, {}, kConsents).ok());
}

TEST(ConsentTest, OneGivenBeforeNeedNotBeGivenAgain) {
  const ConsentTimes before = {{"PRIVACY_NOTICE", kNow}};
  EXPECT_TRUE(CheckConsents({{"COURIER", "c1"}}, before, kConsents).ok());
}

TEST(ConsentTest, AgreesOnlyToTheTextInForce) {
  const std::vector<GivenConsent> given = {{"PRIVACY_NOTICE", "p0"}, {"COURIER", "c1"}};
  EXPECT_EQ(ReasonOf(CheckConsents(given, {}, kConsents)), "CONSENT_TEXT_OUTDATED");
}

TEST(ConsentTest, AnAgencyIsNotAskedWithoutOne) {
  EXPECT_EQ(ReasonOf(NeedConsent({{"FACE", kNow}}, "AGENCY").status()), "CONSENT_MISSING");
  EXPECT_EQ(NeedConsent({{"AGENCY", kNow}}, "AGENCY").value(), kNow);
}

}  // namespace
}  // namespace notary::application
