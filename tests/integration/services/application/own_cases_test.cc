// A person's cases at all offices: the index is fed by calls that are owed, and each case is read
// where it is kept.
#include "notary/application/v1/side_service.pb.h"
#include "platform/pg/migrate.h"
#include "platform/rpc/durable_call.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Names = std::vector<std::string>;

constexpr char kEverywhere[] = "offices/-";
constexpr char kNumber[] = "310111199001151010";  // of the applicant in NewCase

class OwnCasesTest : public ApplicationFixture {
 protected:
  using Listed = absl::StatusOr<v1::ListApplicationsResponse>;

  OwnCasesTest() { router_.Route("notary.application.v1.ApplicationService", &harness_.channel()); }

  // Makes the calls owed to the service itself; of the others none is there to be called.
  void Deliver() { EXPECT_TRUE(relay_.RunOnce().ok()); }

  // A second later than whatever was begun before.
  std::string Begin(const rpc::Principal& who, v1::CreateApplicationRequest request) {
    harness_.clock().Advance(absl::Seconds(1));
    return Do(who, "CreateApplication", std::move(request))->name();
  }
  v1::CreateApplicationRequest CaseAt(const std::string& office) {
    v1::CreateApplicationRequest request = NewCase();
    request.set_parent(absl::StrCat("offices/", office));
    request.mutable_application()->clear_materials();
    return request;
  }
  std::string GivenDraftAt(const std::string& office) {
    std::string name = Begin(applicant_, CaseAt(office));
    Deliver();
    return name;
  }
  // Of Zhang, whom Zhou helps.
  std::string GivenHelped() {
    mandates_.mandate.kind = MandateKind::kHelper;
    v1::CreateApplicationRequest request = CaseAt("minhang");
    request.mutable_application()->clear_capacity();
    request.mutable_application()->set_mandate("mandates/1");
    std::string name = Begin(zhou_, std::move(request));
    Deliver();
    return name;
  }

  Listed List(const rpc::Principal& who, const v1::ListApplicationsRequest& request) {
    return harness_.Call<v1::ListApplicationsResponse>(who, Method("ListApplications"), request);
  }
  static v1::ListApplicationsRequest Of(const std::string& parent) {
    v1::ListApplicationsRequest request;
    request.set_parent(parent);
    return request;
  }
  static Names NamesOf(const Listed& listed) {
    Names names;
    EXPECT_TRUE(listed.ok()) << listed.status();
    for (const v1::Application& a : listed->applications()) names.push_back(a.name());
    return names;
  }
  Names Own(const rpc::Principal& who) { return NamesOf(List(who, Of(kEverywhere))); }

  // Persons in the index, as often as they are there.
  Names Indexed() {
    static constexpr pg::Statement kIndexed{"test_indexed",
                                            "SELECT person FROM own_case ORDER BY person"};
    const auto rows = db_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Query(kIndexed); });
    Names persons;
    for (const pg::Row& row : *rows) persons.push_back(row.Str("person"));
    return persons;
  }

  const rpc::Principal zhou_ = testing::Person("zhou");
  const rpc::Principal stranger_ = testing::Person("wu");
  rpc::Router router_;
  rpc::Relay relay_{*db_, router_, harness_.clock(), [this] { return harness_.Token(system_); }};
};

TEST_F(OwnCasesTest, AreOfAllOfficesNewestFirst) {
  const std::string first = GivenDraftAt("xuhui");
  const std::string second = GivenDraftAt("minhang");
  const std::string third = GivenDraftAt("xuhui");

  EXPECT_THAT(Own(applicant_), ElementsAre(third, second, first));
  EXPECT_THAT(Own(stranger_), IsEmpty());
  EXPECT_THAT(NamesOf(List(applicant_, Of("offices/xuhui"))), ElementsAre(third, first));
}

TEST_F(OwnCasesTest, ComeInPages) {
  const std::string first = GivenDraftAt("xuhui");
  const std::string second = GivenDraftAt("minhang");
  const std::string third = GivenDraftAt("xuhui");
  v1::ListApplicationsRequest request = Of(kEverywhere);
  request.set_page_size(2);

  const Listed page = List(applicant_, request);
  EXPECT_THAT(NamesOf(page), ElementsAre(third, second));
  request.set_page_token(page->next_page_token());
  const Listed rest = List(applicant_, request);

  EXPECT_THAT(NamesOf(rest), ElementsAre(first));
  EXPECT_EQ(rest->next_page_token(), "");
  request.set_parent("offices/xuhui");
  EXPECT_EQ(ReasonOf(List(applicant_, request).status()), "PAGE_TOKEN_INVALID");
}

// The index knows nothing of states: they are as the offices have them now.
TEST_F(OwnCasesTest, OfOneStateAreThoseThatAreInItNow) {
  const std::string draft = GivenDraftAt("minhang");
  const std::string submitted = GivenDraftAt("xuhui");
  ASSERT_TRUE(Do(applicant_, "SubmitApplication", Submission(submitted)).ok());
  v1::ListApplicationsRequest request = Of(kEverywhere);
  request.set_page_size(1);
  request.set_state(v1::Application::DRAFT);

  const Listed page = List(applicant_, request);
  EXPECT_THAT(NamesOf(page), IsEmpty()) << "the newest is in another state";
  request.set_page_token(page->next_page_token());

  EXPECT_THAT(NamesOf(List(applicant_, request)), ElementsAre(draft));
}

TEST_F(OwnCasesTest, AreOfBothSidesOfAMandateWhileItHolds) {
  const std::string name = GivenHelped();
  EXPECT_THAT(Own(applicant_), ElementsAre(name));
  EXPECT_THAT(Own(zhou_), ElementsAre(name));
  EXPECT_THAT(Own(stranger_), IsEmpty());

  mandates_.held = DeniedError("MANDATE_NOT_ACTIVE", {"已撤销", "Revoked"});
  EXPECT_THAT(Own(zhou_), IsEmpty());
  EXPECT_THAT(Own(applicant_), ElementsAre(name));
}

TEST_F(OwnCasesTest, AreThereOnceTheirListWasTold) {
  const std::string name = Begin(applicant_, CaseAt("xuhui"));
  EXPECT_THAT(Own(applicant_), IsEmpty());
  Deliver();
  EXPECT_THAT(Own(applicant_), ElementsAre(name));

  v1::ReportOwnCaseRequest again;
  again.set_person(applicant_.subject);
  again.set_application(name);
  EXPECT_TRUE(
      harness_.Call<v1::ReportOwnCaseResponse>(system_, Method("ReportOwnCase"), again).ok());
  EXPECT_THAT(Indexed(), ElementsAre(applicant_.subject));
}

// What the sign-in asks before it shows them to whoever has the person's telephone number now.
TEST_F(OwnCasesTest, TellWhetherADocumentsNumberStandsInOne) {
  const auto check = [&](const std::string& person, const std::string& number) {
    v1::CheckPersonRequest request;
    request.set_person(person);
    request.set_id_number(number);
    const auto answer = harness_.Call<v1::CheckPersonResponse>(
        system_, "/notary.application.v1.SideService/CheckPerson", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return std::pair(answer->has_cases(), answer->number_fits());
  };
  EXPECT_EQ(check(applicant_.subject, kNumber), std::pair(false, false));
  GivenDraftAt("minhang");
  GivenDraftAt("xuhui");

  EXPECT_EQ(check(applicant_.subject, ""), std::pair(true, false));
  EXPECT_EQ(check(applicant_.subject, "310111199001151029"), std::pair(true, false));
  EXPECT_EQ(check(applicant_.subject, "310111 19900115 1010"), std::pair(true, true));
  EXPECT_EQ(check(applicant_.subject, kNumber), std::pair(true, true));
  EXPECT_EQ(check(stranger_.subject, kNumber), std::pair(false, false));
}

TEST_F(OwnCasesTest, LoseADraftThatIsForgotten) {
  GivenHelped();
  const absl::Time later = harness_.clock().Now() + absl::Hours(24 * 12);
  ASSERT_EQ(service_.PassTimeLimits(later).value(), 1);
  EXPECT_THAT(Own(applicant_), IsEmpty()) << "before the list was told";
  EXPECT_THAT(Indexed(), ElementsAre("persons/zhang", "persons/zhou"));

  harness_.clock().Advance(absl::Hours(24 * 12));
  Deliver();
  EXPECT_THAT(Indexed(), IsEmpty());
}

TEST_F(OwnCasesTest, KeepACancelledCaseWhoseFormIsForgotten) {
  const std::string name = GivenDraftAt("xuhui");
  ASSERT_TRUE(Move<v1::CancelApplicationRequest>(applicant_, "CancelApplication", name).ok());
  harness_.clock().Advance(absl::Hours(24 * 12));
  ASSERT_EQ(service_.PassTimeLimits(harness_.clock().Now()).value(), 1);
  Deliver();

  EXPECT_THAT(Own(applicant_), ElementsAre(name));
}

TEST_F(OwnCasesTest, StaffNameTheirOffice) {
  const absl::Status status = List(head_, Of(kEverywhere)).status();

  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), "OWN_OFFICE_ONLY");
  EXPECT_EQ(DetailOf(status)->fields.at(0).field, "parent");
}

TEST_F(OwnCasesTest, OfBeforeTheIndexAreInItByTheMigration) {
  const std::string own = GivenDraftAt("xuhui");
  const std::string helped = GivenHelped();
  const auto owner = database_.AsOwner();
  ASSERT_TRUE(owner
                  ->Transact(pg::kNoOffice,
                             [](pg::Tx& tx) {
                               return tx.Script(
                                   "DROP TABLE application.own_case; DELETE FROM "
                                   "application.schema_migration WHERE name = '0010_own_cases'");
                             })
                  .ok());

  ASSERT_TRUE(pg::Migrate(database_.Target("onevisit"), {&sql::kMigrations}).ok());

  EXPECT_THAT(Own(applicant_), ElementsAre(helped, own));
  EXPECT_THAT(Own(zhou_), ElementsAre(helped));
}

}  // namespace
}  // namespace notary::application
