// An office that has finished thousands of cases works as fast as one that has finished none:
// what it looks for is found by an index, and rows that nobody asks for are not read.
#include "services/application/domain/worklists.h"
#include "services/application/storage/application_store.h"
#include "tests/integration/services/application/application_fixture.h"

namespace notary::application {
namespace {

constexpr int64_t kFinished = 5'000;
constexpr int64_t kPage = 20;
constexpr char kOffice[] = "xuhui";

class GrowthTest : public ApplicationFixture {
 protected:
  // Copies of one case and what hangs on it, most of them archived, the others cancelled and
  // forgotten.
  void GivenManyFinished(const std::string& name) {
    static constexpr pg::Statement kCases{
        "grow_cases",
        "INSERT INTO application.application SELECT (jsonb_populate_record(a, jsonb_build_object("
        "  'id', gen_random_uuid(), 'state', CASE WHEN n % 5 = 0 THEN 'CANCELLED' ELSE 'ARCHIVED' "
        "END,"
        "  'forgotten', n % 5 = 0, 'applicant', 'persons/' || n % 200, 'acceptance_number', "
        "n))).* "
        "FROM application.application a, generate_series(1, $2::bigint) n WHERE a.id = $1::uuid"};
    static constexpr pg::Statement kMaterials{
        "grow_materials",
        "INSERT INTO application.material SELECT (jsonb_populate_record(m, jsonb_build_object("
        "  'application_id', a.id, 'document', gen_random_uuid()))).* "
        "FROM application.material m, application.application a "
        "WHERE m.application_id = $1::uuid AND a.id <> $1::uuid"};
    static constexpr pg::Statement kHistory{
        "grow_history",
        "INSERT INTO application.history SELECT (jsonb_populate_record(h, jsonb_build_object("
        "  'application_id', a.id))).* "
        "FROM application.history h, application.application a "
        "WHERE h.application_id = $1::uuid AND a.id <> $1::uuid AND h.revision <= 3"};
    static constexpr pg::Statement kPassed{
        "grow_passed",
        "INSERT INTO application.limit_passed "
        "SELECT office_id, id, 'CANCELLED_KEPT', revision, update_time "
        "FROM application.application WHERE state = 'CANCELLED'"};
    static constexpr pg::Statement kAnalyze{"grow_analyze", "ANALYZE"};
    const auto owner = database_.AsOwner();
    const std::string id = name.substr(name.rfind('/') + 1);
    const absl::Status grown = owner->Transact(kOffice, [&](pg::Tx& tx) -> absl::Status {
      RETURN_IF_ERROR(tx.Exec(kCases, id, kFinished).status());
      RETURN_IF_ERROR(tx.Exec(kMaterials, id).status());
      RETURN_IF_ERROR(tx.Exec(kHistory, id).status());
      RETURN_IF_ERROR(tx.Exec(kPassed).status());
      return tx.Exec(kAnalyze).status();
    });
    ASSERT_TRUE(grown.ok()) << grown;
  }

  // Rows that a look reads, once its plan is the one that stays: PostgreSQL weighs a plan for every
  // argument after five tries.
  int64_t RowsRead(const std::string& office, const std::function<absl::Status(pg::Tx&)>& look) {
    static constexpr pg::Statement kRead{
        "growth_read",
        "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint AS n "
        "FROM pg_stat_xact_user_tables"};
    int64_t rows = 0;
    const auto read = [&](pg::Tx& tx) -> absl::Status {
      for (int i = 0; i < 6; ++i) RETURN_IF_ERROR(look(tx));
      ASSIGN_OR_RETURN(const pg::Row before, tx.One(kRead));
      RETURN_IF_ERROR(look(tx));
      ASSIGN_OR_RETURN(const pg::Row after, tx.One(kRead));
      rows = after.Int("n") - before.Int("n");
      return absl::OkStatus();
    };
    const absl::Status done = db_->Transact(office, read);
    EXPECT_TRUE(done.ok()) << done;
    return rows;
  }

  ListFilter Filter() { return {.office = kOffice, .limit = kPage}; }

  int64_t RowsReadToList(const ListFilter& filter) {
    return RowsRead(kOffice, [&](pg::Tx& tx) { return store_.List(tx, filter).status(); });
  }

  const ApplicationStore store_{};
};

TEST_F(GrowthTest, WhatIsFinishedIsNotReadAgain) {
  const std::string name = GivenPendingApproval();
  GivenManyFinished(name);
  const absl::Time now = harness_.clock().Now() + absl::Hours(24 * 400);

  for (const Worklist& list : kWorklists) {
    ListFilter filter = Filter();
    filter.worklist = list;
    filter.worklist_before = now;
    filter.caller = "staff/n1";
    EXPECT_LE(RowsReadToList(filter), 2 * kPage) << list.code;
  }
  for (const TimeRule& rule : kTimeRules) {
    const auto find = [&](pg::Tx& tx) { return store_.FindOverdue(tx, rule, now, kPage).status(); };
    const char* state = rule.state ? Name(*rule.state) : "a fee";
    EXPECT_LE(RowsRead(pg::kEveryOffice, find), 2 * kPage) << rule.limit << " of " << state;
  }
  EXPECT_LE(RowsRead(pg::kEveryOffice,
                     [&](pg::Tx& tx) { return store_.FindOldAnswers(tx, now, kPage).status(); }),
            2 * kPage);
  EXPECT_LE(
      RowsRead(pg::kEveryOffice,
               [&](pg::Tx& tx) { return store_.FindCountedOtherwise(tx, "2", kPage).status(); }),
      2 * kPage);
}

TEST_F(GrowthTest, APageIsReadFromWhereItBegins) {
  const std::string name = GivenPendingApproval();
  GivenManyFinished(name);

  EXPECT_LE(RowsReadToList(Filter()), 2 * kPage);
  ListFilter filter = Filter();
  filter.state = "ARCHIVED";
  EXPECT_LE(RowsReadToList(filter), 2 * kPage);
  filter.state = "REVIEWING";
  EXPECT_LE(RowsReadToList(filter), 2 * kPage) << "there is none";
  filter = Filter();
  filter.before_id = "80000000-0000-7000-8000-000000000000";
  EXPECT_LE(RowsReadToList(filter), 2 * kPage) << "in the middle";
  filter = Filter();
  filter.applicant = "persons/7";
  EXPECT_LE(RowsReadToList(filter), 2 * kFinished / 200) << "the cases of one person";
}

TEST_F(GrowthTest, OneCaseIsFoundAmongMany) {
  const std::string name = GivenPendingApproval();
  GivenManyFinished(name);
  Application a;
  a.office = kOffice;
  a.id = name.substr(name.rfind('/') + 1);

  EXPECT_LE(RowsRead(kOffice, [&](pg::Tx& tx) { return store_.Get(tx, a.office, a.id).status(); }),
            2 * kPage);
  EXPECT_LE(RowsRead(kOffice, [&](pg::Tx& tx) { return store_.OwnDocuments(tx, a).status(); }),
            2 * kPage);
  EXPECT_LE(
      RowsRead(kOffice,
               [&](pg::Tx& tx) { return store_.History(tx, a.office, a.id, false).status(); }),
      2 * kPage);
  EXPECT_LE(RowsRead(kOffice,
                     [&](pg::Tx& tx) {
                       return store_.Search(tx, a.office, std::string(16, 'x'), "", kPage).status();
                     }),
            2 * kPage);
}

}  // namespace
}  // namespace notary::application
