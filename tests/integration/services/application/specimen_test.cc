// What is used abroad bears a signature that the foreign ministry has on file (rows 10, 24 and 27;
// domain.md 4.4).
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

class SpecimenTest : public ApplicationFixture {
 protected:
  SpecimenTest() {
    catalogue_.rules.abroad = true;
    staff_.specimen = Specimen{kToday, kToday + 1};
  }

  Result TryAssign(const std::string& name) {
    v1::AssignNotaryRequest request;
    request.set_name(name);
    request.set_notary(notary_.subject);
    return Do(head_, "AssignNotary", request);
  }

  Result Approve(const std::string& name) {
    return Move<v1::ApproveApplicationRequest>(approver_, "ApproveApplication", name);
  }

  Result Produce(const std::string& name) {
    return Move<v1::ProduceCertificateRequest>(
        testing::Staff("xuhui", "c1", {rpc::Role::ROLE_PRODUCTION}), "ProduceCertificate", name);
  }

  static constexpr absl::CivilDay kToday{2026, 11, 23};
};

TEST_F(SpecimenTest, OnlyAFiledNotaryIsAssigned) {
  const std::string name = GivenPreCheck();
  ASSERT_TRUE(Accept(name).ok());

  staff_.specimen.reset();
  EXPECT_EQ(ReasonOf(TryAssign(name).status()), "SPECIMEN_NOT_VALID");
  staff_.specimen = Specimen{kToday + 1, kToday + 9};
  EXPECT_EQ(ReasonOf(TryAssign(name).status()), "SPECIMEN_NOT_VALID") << "from tomorrow";
  staff_.specimen = Specimen{kToday - 9, kToday - 1};
  EXPECT_EQ(ReasonOf(TryAssign(name).status()), "SPECIMEN_NOT_VALID") << "until yesterday";
  staff_.specimen = Specimen{kToday, kToday};
  EXPECT_TRUE(TryAssign(name).ok());
}

TEST_F(SpecimenTest, NobodyWhoIsNotFiledTakesItOver) {
  const std::string name = GivenReviewing();
  staff_.specimen.reset();
  v1::ReassignNotaryRequest request;
  request.set_name(name);
  request.set_notary("staff/n2");
  request.set_note("休假");
  EXPECT_EQ(ReasonOf(Do(head_, "ReassignNotary", request).status()), "SPECIMEN_NOT_VALID");
}

TEST_F(SpecimenTest, WhatIsUsedAtHomeNeedsNone) {
  catalogue_.rules.abroad = false;
  staff_.specimen.reset();
  const std::string name = GivenPendingApproval();
  EXPECT_TRUE(Approve(name).ok());
  EXPECT_TRUE(Produce(name).ok());
}

TEST_F(SpecimenTest, NoNumberWithoutAValidSpecimen) {
  const std::string name = GivenPendingApproval();
  harness_.clock().Advance(absl::Hours(48));
  EXPECT_EQ(ReasonOf(Approve(name).status()), "SPECIMEN_NOT_VALID");
  EXPECT_TRUE(Get(name).certificates().empty());

  staff_.specimen = Specimen{kToday, kToday + 9};
  staff_.left = notary_.subject;
  EXPECT_EQ(ReasonOf(Approve(name).status()), "SPECIMEN_NOT_VALID") << "has left the office";
  staff_.left.clear();
  EXPECT_TRUE(Approve(name).ok());
}

TEST_F(SpecimenTest, ProductionLooksAgain) {
  const std::string name = GivenPendingApproval();
  ASSERT_TRUE(Approve(name).ok());
  harness_.clock().Advance(absl::Hours(48));

  EXPECT_EQ(ReasonOf(Produce(name).status()), "SPECIMEN_NOT_VALID");
  staff_.specimen = Specimen{kToday + 1, kToday + 9};
  EXPECT_TRUE(Produce(name).ok());
}

// It was signed when it was made first; since then the notary may have left.
TEST_F(SpecimenTest, WhatIsMadeAgainWasSignedWhileItWasOnFile) {
  const std::string name = GivenPendingApproval();
  ASSERT_TRUE(Approve(name).ok());
  ASSERT_TRUE(Produce(name).ok());
  ASSERT_TRUE(Move<v1::PassQualityCheckRequest>(assistant_, "PassQualityCheck", name).ok());
  ASSERT_TRUE(Move<v1::ResolveIncidentRequest>(assistant_, "ResolveIncident", name).ok());
  staff_.specimen.reset();

  EXPECT_TRUE(Produce(name).ok());
}

}  // namespace
}  // namespace notary::application
