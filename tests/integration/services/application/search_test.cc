// Who stands at the counter is found by the number of the document they show: exactly, at this
// office, for a purpose, so many times an hour, and never without a trace.
#include <atomic>
#include <set>
#include <thread>

#include "absl/strings/match.h"
#include "platform/base/log.h"
#include "platform/base/strings.h"
#include "platform/rpc/timestamp.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Found = absl::StatusOr<v1::SearchApplicationsResponse>;

constexpr char kZhang[] = "310111199001151010";
constexpr char kLi[] = "310111199102201021";
constexpr int64_t kPerHour = 3;

v1::SearchApplicationsRequest For(const std::string& number) {
  v1::SearchApplicationsRequest request;
  request.set_parent("offices/xuhui");
  request.set_id_type("CITIZEN_ID");
  request.set_id_number(number);
  request.set_purpose("HAND_OVER");
  return request;
}

class SearchTest : public ApplicationFixture {
 protected:
  Found Search(const rpc::Principal& who, const v1::SearchApplicationsRequest& request) {
    return harness_.Call<v1::SearchApplicationsResponse>(who, Method("SearchApplications"),
                                                         request);
  }
  Found Search(const std::string& number) { return Search(assistant_, For(number)); }

  std::vector<v1::Disclosure> Disclosures(const rpc::Principal& who, int32_t page_size = 0) {
    v1::ListDisclosuresRequest request;
    request.set_parent(absl::StrCat("offices/", who.office));
    request.set_page_size(page_size);
    std::vector<v1::Disclosure> all;
    do {
      const auto page =
          harness_.Call<v1::ListDisclosuresResponse>(who, Method("ListDisclosures"), request);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      all.insert(all.end(), page->disclosures().begin(), page->disclosures().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  static std::vector<std::string> Names(const v1::SearchApplicationsResponse& response) {
    std::vector<std::string> names;
    for (const v1::FoundApplication& one : response.found()) {
      names.push_back(one.application().name());
    }
    return names;
  }

  const rpc::Principal auditor_ = testing::Staff("xuhui", "a1", {rpc::Role::ROLE_AUDIT_ADMIN});
  const rpc::Principal elsewhere_ = testing::Staff("minhang", "s9", {rpc::Role::ROLE_ASSISTANT});
};

TEST_F(SearchTest, FindsEveryCaseTheNumberStandsInNewestFirstAndSaysWhere) {
  const std::string own = GivenDraft();
  v1::CreateApplicationRequest of_the_spouse = NewCase();
  auto& form = *of_the_spouse.mutable_application()->mutable_form();
  form["applicant.id_number"] = kLi;
  form["spouse.id_number"] = kZhang;
  harness_.clock().Advance(absl::Seconds(1));
  const std::string spouses = Do(applicant_, "CreateApplication", of_the_spouse)->name();

  const Found found = Search(kZhang);

  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_THAT(Names(*found), ElementsAre(spouses, own));
  EXPECT_THAT(found->found(0).fields(), ElementsAre("spouse.id_number"));
  EXPECT_THAT(found->found(1).fields(), ElementsAre("applicant.id_number"));
}

TEST_F(SearchTest, ShowsACaseAsTheListDoes) {
  GivenDraft();
  v1::ListApplicationsRequest list;
  list.set_parent("offices/xuhui");

  const Found found = Search(kZhang);
  const auto listed =
      harness_.Call<v1::ListApplicationsResponse>(assistant_, Method("ListApplications"), list);

  ASSERT_TRUE(found.ok() && listed.ok());
  EXPECT_EQ(found->found(0).application().SerializeAsString(),
            listed->applications(0).SerializeAsString());
  EXPECT_FALSE(absl::StrContains(found->DebugString(), kZhang));
}

TEST_F(SearchTest, WidthCaseSpacesAndDashesAreForgivenOnBothSides) {
  v1::CreateApplicationRequest request = NewCase();
  (*request.mutable_application()->mutable_form())["applicant.id_number"] =
      "３１０１０４ 19900307-123x";
  const std::string name = Do(applicant_, "CreateApplication", request)->name();

  for (const char* typed : {"31010419900307123X", "31010419900307123x", "310104 19900307 123ｘ"}) {
    const Found found = Search(typed);
    ASSERT_TRUE(found.ok()) << typed << found.status();
    EXPECT_THAT(Names(*found), ElementsAre(name)) << typed;
  }
}

TEST_F(SearchTest, FindsTheWholeNumberOrNothing) {
  GivenDraft();
  v1::SearchApplicationsRequest part = For("31011119900115101");
  part.set_id_type("OTHER");
  v1::SearchApplicationsRequest pattern = For("3101%");
  pattern.set_id_type("OTHER");
  v1::SearchApplicationsRequest quote = For("' OR ''='");
  quote.set_id_type("OTHER");

  for (const auto& request : {For(kLi), part, pattern}) {
    const Found found = Search(assistant_, request);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_THAT(found->found(), IsEmpty()) << request.id_type();
    EXPECT_EQ(found->ByteSizeLong(), 0u) << "says more than that nobody is here";
  }
  EXPECT_THAT(Search(notary_, quote)->found(), IsEmpty());
}

TEST_F(SearchTest, AnotherOfficeFindsNothingAndIsNotToldOfThisOne) {
  GivenDraft();
  v1::SearchApplicationsRequest here = For(kZhang);
  v1::SearchApplicationsRequest there = For(kZhang);
  there.set_parent("offices/minhang");

  EXPECT_EQ(ReasonOf(Search(elsewhere_, here).status()), "RESOURCE_NOT_FOUND");
  const Found found = Search(elsewhere_, there);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->found(), IsEmpty());
  EXPECT_THAT(Disclosures(auditor_), IsEmpty());
}

TEST_F(SearchTest, AForgottenPersonIsNotFound) {
  v1::CreateApplicationRequest request = NewCase();
  const std::string name = Do(applicant_, "CreateApplication", request)->name();
  v1::UpdateApplicationRequest update;
  update.mutable_application()->set_name(name);
  (*update.mutable_application()->mutable_form())["applicant.id_number"] = "";
  ASSERT_TRUE(Do(applicant_, "UpdateApplication", update).ok());

  EXPECT_THAT(Search(kZhang)->found(), IsEmpty());
}

TEST_F(SearchTest, EverySearchAndEveryRevealIsOnTheRecord) {
  const std::string name = GivenPreCheck();
  v1::RevealApplicationRequest reveal;
  reveal.set_name(name);
  reveal.set_purpose("REVIEW");

  harness_.clock().Advance(absl::Seconds(1));
  ASSERT_TRUE(Search(kZhang).ok());
  harness_.clock().Advance(absl::Seconds(1));
  ASSERT_TRUE(Do(assistant_, "RevealApplication", reveal).ok());
  harness_.clock().Advance(absl::Seconds(1));
  ASSERT_TRUE(Search(notary_, For(kLi)).ok());
  harness_.clock().Advance(absl::Seconds(1));
  ASSERT_TRUE(Search(kZhang).ok());

  const std::vector<v1::Disclosure> all = Disclosures(auditor_, 1);
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_EQ(all[0].kind(), v1::Disclosure::SEARCH);
  EXPECT_EQ(all[0].viewer(), assistant_.subject);
  EXPECT_EQ(all[0].purpose(), "HAND_OVER");
  EXPECT_EQ(all[0].found(), 1);
  EXPECT_EQ(all[0].number_index(), all[3].number_index());
  EXPECT_THAT(all[0].number_index(), SizeIs(32));
  EXPECT_EQ(all[1].viewer(), notary_.subject);
  EXPECT_EQ(all[1].found(), 0);
  EXPECT_NE(all[1].number_index(), all[0].number_index());
  EXPECT_EQ(all[2].kind(), v1::Disclosure::REVEAL);
  EXPECT_EQ(all[2].application(), name);
  EXPECT_EQ(all[2].purpose(), "REVIEW");
  EXPECT_EQ(all[2].number_index(), "");
}

// Other services report what staff read there; for what, the role says.
TEST_F(SearchTest, AReadingIsOnTheSameRecord) {
  v1::ReportReadingRequest reading;
  reading.set_name(GivenPreCheck());
  reading.set_document("offices/xuhui/certificates/0190aaaa-0000-7000-8000-000000000001");
  reading.set_viewer(approver_.subject);
  for (const rpc::Role role : approver_.roles) reading.add_viewer_roles(role);
  reading.set_request_id(NewId(harness_.clock().Now()));
  *reading.mutable_read_time() = rpc::ToTimestamp(testing::TestStart());
  const auto report = [&] {
    return harness_.Call<v1::ReportReadingResponse>(system_, Method("ReportReading"), reading)
        .status();
  };
  ASSERT_TRUE(report().ok()) << report();

  const std::vector<v1::Disclosure> all = Disclosures(auditor_);
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].kind(), v1::Disclosure::READING);
  EXPECT_EQ(all[0].application(), reading.name());
  EXPECT_EQ(all[0].document(), reading.document());
  EXPECT_EQ(all[0].viewer(), approver_.subject);
  EXPECT_EQ(all[0].purpose(), "APPROVE");
  reading.set_request_id(NewId(harness_.clock().Now()));
  reading.set_viewer("persons/zhang");
  EXPECT_EQ(ReasonOf(report()), "NOT_STAFF");
}

TEST_F(SearchTest, ARefusedSearchIsNoSearch) {
  v1::SearchApplicationsRequest no_purpose = For(kZhang);
  no_purpose.set_purpose("CURIOSITY");
  v1::SearchApplicationsRequest no_type = For(kZhang);
  no_type.set_id_type("LIBRARY_CARD");
  v1::SearchApplicationsRequest no_number = For("－ －");
  no_number.set_id_type("OTHER");

  EXPECT_EQ(ReasonOf(Search("310111199001151011").status()), "CITIZEN_NUMBER_CHECK_DIGIT");
  EXPECT_EQ(ReasonOf(Search(assistant_, no_purpose).status()), "NOT_AN_OPTION");
  EXPECT_EQ(ReasonOf(Search(assistant_, no_type).status()), "ID_TYPE_UNKNOWN");
  EXPECT_EQ(ReasonOf(Search(assistant_, no_number).status()), "ID_NUMBER_LENGTH");
  EXPECT_EQ(ReasonOf(Search(applicant_, For(kZhang)).status()), "ROLE_NOT_ALLOWED");
  EXPECT_THAT(Disclosures(auditor_), IsEmpty());
}

TEST_F(SearchTest, PagesNeitherSkipNorRepeatAndBelongToOneSearchOfOneClerk) {
  std::set<std::string> made;
  for (int i = 0; i < 3; ++i) made.insert(GivenDraft());
  v1::SearchApplicationsRequest request = For(kZhang);
  request.set_page_size(2);
  const Found first = Search(assistant_, request);
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_THAT(first->found(), SizeIs(2));
  request.set_page_token(first->next_page_token());

  v1::SearchApplicationsRequest of_another = request;
  of_another.set_id_number(kLi);
  v1::SearchApplicationsRequest for_another_purpose = request;
  for_another_purpose.set_purpose("VERIFY");
  for (const Found& refused : {Search(assistant_, of_another),
                               Search(assistant_, for_another_purpose), Search(notary_, request)}) {
    EXPECT_EQ(ReasonOf(refused.status()), "PAGE_TOKEN_INVALID");
  }
  const Found second = Search(assistant_, request);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->next_page_token(), "");
  std::set<std::string> seen;
  for (const Found& page : {first, second}) {
    for (const std::string& name : Names(*page)) EXPECT_TRUE(seen.insert(name).second) << name;
  }
  EXPECT_EQ(seen, made);
}

// The same office run by two processes: services of their own, one database.
TEST_F(SearchTest, TheQuotaOfTheHourHoldsOverProcessesAndRestarts) {
  const auto others_door = database_.As("application");
  ApplicationService one(*db_, catalogue_, papers_, notices_, mandates_, staff_, wordings_,
                         kPerHour);
  ApplicationService other(*others_door, catalogue_, papers_, notices_, mandates_, staff_,
                           wordings_, kPerHour);
  const auto search = [&](ApplicationService& service, const rpc::Principal& who,
                          absl::Duration after) {
    rpc::Call call;
    call.principal = who.subject;
    call.office = "xuhui";
    call.caller = who;
    call.now = testing::TestStart() + after;
    return service.SearchApplications(call, For(kZhang)).status();
  };

  EXPECT_TRUE(search(one, assistant_, absl::Minutes(1)).ok());
  EXPECT_TRUE(search(other, assistant_, absl::Minutes(2)).ok());
  EXPECT_TRUE(search(one, assistant_, absl::Minutes(3)).ok());
  const absl::Status used_up = search(other, assistant_, absl::Minutes(50));
  EXPECT_EQ(used_up.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(used_up), "SEARCHES_USED_UP");
  EXPECT_EQ(DetailOf(used_up)->retry_after, absl::Minutes(10));
  EXPECT_FALSE(DetailOf(used_up)->text.zh.empty());

  EXPECT_TRUE(search(other, notary_, absl::Minutes(50)).ok()) << "another clerk has a quota too";
  EXPECT_TRUE(search(one, assistant_, absl::Minutes(60)).ok()) << "another hour";
  EXPECT_TRUE(search(other, assistant_, absl::Minutes(59)).ok()) << "of a clock that is behind";
  EXPECT_TRUE(search(other, assistant_, absl::Minutes(61)).ok());
  EXPECT_FALSE(search(one, assistant_, absl::Minutes(62)).ok());
  EXPECT_THAT(Disclosures(auditor_), SizeIs(7)) << "what was refused was not shown";
}

TEST_F(SearchTest, ManyAtOnceDoNotGetMoreThanTheQuota) {
  std::atomic<int> answered = 0;
  ApplicationService service(*db_, catalogue_, papers_, notices_, mandates_, staff_, wordings_,
                             kPerHour);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      rpc::Call call;
      call.principal = assistant_.subject;
      call.office = "xuhui";
      call.caller = assistant_;
      call.now = testing::TestStart();
      answered += service.SearchApplications(call, For(kZhang)).ok() ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();

  EXPECT_EQ(answered, kPerHour);
}

TEST_F(SearchTest, NoLogLineAndNoTableHoldsTheNumber) {
  GivenDraft();
  SetMinimumSeverity(Severity::kDebug);
  ::testing::internal::CaptureStderr();
  ASSERT_TRUE(Search(kZhang).ok());
  EXPECT_FALSE(Search("310111199001151011").ok());
  const std::string log = ::testing::internal::GetCapturedStderr();
  SetMinimumSeverity(Severity::kWarning);

  EXPECT_FALSE(absl::StrContains(log, "31011119900115101")) << log;
  static constexpr pg::Statement kRows{
      "test_search_rows",
      "SELECT (SELECT string_agg(s::text, ' ') FROM number_search s) || "
      "coalesce((SELECT string_agg(r::text, ' ') FROM request_log r), '') AS rows"};
  const auto rows = db_->Read("xuhui", [&](pg::Tx& tx) { return tx.One(kRows); });
  ASSERT_TRUE(rows.ok()) << rows.status();
  EXPECT_FALSE(absl::StrContains(rows->Str("rows"), kZhang));
  EXPECT_FALSE(absl::StrContains(rows->Str("rows"), HexEncode(kZhang)));
}

}  // namespace
}  // namespace notary::application
