// The schema rules R1–R10 of the design that a database can be asked about, over every service's
// schema: what keeps the way to several machines open from the first migration.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cmd/notaryd/modules.h"
#include "tests/testing/test_database.h"

namespace notary {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// R5: the login directory knows people before it knows an office, the list of a person's own
// cases is of all offices, a claim keeps one office from what another has (R16), and the calendar
// is every office's: what these say of an office, if anything, is where to go on.
const std::vector<std::string>& OfNoOffice() {
  static const auto& tables = *new std::vector<std::string>{
      "identity.person",     "identity.real_name",       "identity.sign_in_code",
      "identity.code_quota", "identity.session",         "identity.staff_login",
      "identity.mandate",    "identity.mandate_history", "application.own_case",
      "application.claim",   "application.calendar"};
  return tables;
}

class SchemaTest : public ::testing::Test {
 protected:
  template <typename... Args>
  std::vector<std::string> Column(const pg::Statement& statement, const Args&... args) {
    std::vector<std::string> values;
    const auto rows =
        owner_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Query(statement, args...); });
    EXPECT_TRUE(rows.ok()) << rows.status();
    for (const pg::Row& row : *rows) values.push_back(row.Str("v"));
    return values;
  }

  const testing::TestDatabase database_{AllMigrations()};
  const std::unique_ptr<pg::Database> owner_ = database_.AsOwner();
};

// R1: office_id leads every primary key, unique and foreign key of a business table.
TEST_F(SchemaTest, EveryKeyBeginsWithTheOffice) {
  static constexpr pg::Statement kKeys{"test_keys", R"sql(
    SELECT n.nspname || '.' || c.relname || ' ' || k.conname AS v
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype IN ('p', 'u', 'f')
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
      AND a.attname <> 'office_id'
      AND c.relname !~ '^(schema_migration|transition_rule|[a-z]+_move)$'
      AND n.nspname || '.' || c.relname <> ALL ($1::text[])
      AND NOT (k.contype = 'f' AND k.confrelid::regclass::text ~ '(transition_rule|_move)$'))sql"};

  EXPECT_THAT(Column(kKeys, OfNoOffice()), IsEmpty());
}

TEST_F(SchemaTest, EveryUniqueIndexBeginsWithTheOffice) {
  static constexpr pg::Statement kIndexes{"test_indexes", R"sql(
    SELECT i.indexrelid::regclass::text AS v
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE i.indisunique
      AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'public')
      AND a.attname <> 'office_id'
      AND c.relname !~ '^(schema_migration|transition_rule|[a-z]+_move)$'
      AND n.nspname || '.' || c.relname <> ALL ($1::text[]))sql"};

  EXPECT_THAT(Column(kIndexes, OfNoOffice()), IsEmpty());
}

// R5: a person's own cases lie where the person does, and nothing ties them to an office's tables.
TEST_F(SchemaTest, APersonsCasesAreKeyedByThePerson) {
  static constexpr pg::Statement kFirstColumns{"test_own_case_indexes", R"sql(
    SELECT i.indexrelid::regclass || ' ' || a.attname AS v
    FROM pg_index i
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = 'application.own_case'::regclass)sql"};
  static constexpr pg::Statement kReferences{"test_own_case_references", R"sql(
    SELECT conname::text AS v FROM pg_constraint
    WHERE contype = 'f'
      AND 'application.own_case'::regclass IN (conrelid, confrelid))sql"};

  EXPECT_THAT(Column(kFirstColumns), ElementsAre("application.own_case_pkey person"));
  EXPECT_THAT(Column(kReferences), IsEmpty());
}

// R3: no global sequence; only the outbox numbers its own rows.
TEST_F(SchemaTest, OnlyTheOutboxHasASequence) {
  static constexpr pg::Statement kSequences{"test_sequences", R"sql(
    SELECT c.oid::regclass::text AS v FROM pg_class c
    WHERE c.relkind = 'S' AND c.relname <> 'outbox_position_seq')sql"};

  EXPECT_THAT(Column(kSequences), IsEmpty());
}

// A service's role reaches its own schema and nothing else; nobody but the owner changes a table.
TEST_F(SchemaTest, ARoleReachesItsOwnSchemaOnly) {
  static constexpr pg::Statement kGrants{"test_grants", R"sql(
    SELECT DISTINCT grantee || ' on ' || table_schema || '.' || table_name AS v
    FROM information_schema.role_table_grants
    WHERE grantee LIKE 'onevisit\_%' AND grantee <> 'onevisit_' || table_schema)sql"};

  EXPECT_THAT(Column(kGrants), IsEmpty());
}

// Money and history are only ever added to.
TEST_F(SchemaTest, HistoriesAndLedgersCannotBeRewritten) {
  static constexpr pg::Statement kRights{"test_rights", R"sql(
    SELECT grantee || ' may ' || privilege_type || ' ' || table_schema || '.' || table_name AS v
    FROM information_schema.role_table_grants
    WHERE grantee LIKE 'onevisit\_%' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
      AND (table_name IN ('history', 'reveal', 'number_search', 'document_view', 'scan',
                           'quarantine', 'evidence', 'account_event', 'person_reveal',
                           'real_name', 'mandate_history', 'fee_reduction', 'fee_discount')
           OR table_name LIKE 'ledger%' OR table_name LIKE 'posting%'))sql"};

  EXPECT_THAT(Column(kRights), IsEmpty());
}

// The second wall: every table of an office has it, and not even the owner of the table walks
// around it. Keys are the installation's: a key is no use without the file that wraps it.
TEST_F(SchemaTest, TheWallBetweenOfficesHasNoGap) {
  static constexpr pg::Statement kGaps{"test_gaps", R"sql(
    SELECT n.nspname || '.' || c.relname AS v
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') AND c.relkind = 'r'
      AND c.relname <> 'data_key'
      AND n.nspname || '.' || c.relname <> ALL ($1::text[])
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'office_id')
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'office'
          AND pg_get_expr(p.polqual, p.polrelid) =
              '(office_id = current_setting(''app.office_id''::text, true))')))sql"};

  EXPECT_THAT(Column(kGaps, OfNoOffice()), IsEmpty());
}

// Who names every office may look; it changes nothing but the platform's own queue and log.
TEST_F(SchemaTest, NamingEveryOfficeIsForLooking) {
  static constexpr pg::Statement kWide{"test_wide", R"sql(
    SELECT p.polrelid::regclass::text || ' ' || p.polname AS v FROM pg_policy p
    JOIN pg_class c ON c.oid = p.polrelid
    WHERE p.polname <> 'office' AND p.polcmd <> 'r'
      AND c.relname NOT IN ('outbox', 'request_log'))sql"};

  EXPECT_THAT(Column(kWide), IsEmpty());
}

// Whoever serves requests owns no table and may not step over row-level security.
TEST_F(SchemaTest, ServiceRolesOwnNothingAndBypassNothing) {
  static constexpr pg::Statement kRoles{"test_roles", R"sql(
    SELECT r.rolname::text AS v FROM pg_roles r
    WHERE r.rolname LIKE 'onevisit\_%'
      AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb
           OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid)))sql"};

  EXPECT_THAT(Column(kRoles), IsEmpty());
}

// R7: statements name the office, or say why they need not.
TEST_F(SchemaTest, NoTableOfABusinessKindLacksTheOffice) {
  static constexpr pg::Statement kTables{"test_tables", R"sql(
    SELECT n.nspname || '.' || c.relname AS v
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
      AND c.relname !~ '^(schema_migration|transition_rule|[a-z]+_move)$'
      AND n.nspname || '.' || c.relname <> ALL ($1::text[])
      AND NOT EXISTS (SELECT FROM pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attname = 'office_id'))sql"};

  EXPECT_THAT(Column(kTables, OfNoOffice()), IsEmpty());
}

}  // namespace
}  // namespace notary
