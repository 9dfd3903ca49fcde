// A database of a version that encrypted nothing, brought up to date: every value that lay in clear
// is sealed and reads as it was, by the stores that know nothing of it.
#include "platform/vault/old_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/crypto/digest.h"
#include "platform/pg/migrate.h"
#include "services/application/domain/document_number.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"
#include "services/application/storage/old_numbers.h"
#include "services/application/storage/sealed_columns.h"
#include "services/verification/storage/sealed_columns.h"
#include "services/verification/storage/verification_sql.sql.h"
#include "services/verification/storage/verification_store.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"
#include "tests/testing/test_vault.h"

namespace notary::vault {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

constexpr char kId[] = "01900000-0000-7000-8000-000000000001";

// The migrations there were before the one that encrypts.
pg::MigrationSet Before(const pg::MigrationSet& all) {
  pg::MigrationSet before{all.schema, {}};
  for (const pg::Migration& migration : all.migrations) {
    if (std::string(migration.name).find("personal_data") != std::string::npos) break;
    before.migrations.push_back(migration);
  }
  return before;
}

class OldRowsTest : public ::testing::Test {
 protected:
  void Given(const char* sql) {
    const auto owner = database_.AsOwner();
    const absl::Status status =
        owner->Transact(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Script(sql); });
    ASSERT_TRUE(status.ok()) << status;
  }

  int64_t Update(const pg::MigrationSet& set, const std::vector<pg::SealedColumn>& columns) {
    const absl::Status migrated = pg::Migrate(database_.Target("onevisit"), {&set});
    EXPECT_TRUE(migrated.ok()) << migrated;
    const absl::StatusOr<int64_t> sealed =
        SealOldRows(database_.Target("onevisit"), set.schema, columns, secrets_, clock_);
    EXPECT_TRUE(sealed.ok()) << sealed.status();
    return sealed.value_or(-1);
  }

  const Secrets secrets_{
      crypto::FieldProfile::kAes256Gcm, crypto::RandomBytes(32), {}, crypto::RandomBytes(32)};
  const FakeClock clock_{testing::TestStart()};
  const pg::MigrationSet cases_before_ = Before(application::sql::kMigrations);
  const pg::MigrationSet questions_before_ = Before(verification::sql::kMigrations);
  testing::TestDatabase database_{{&cases_before_, &questions_before_}};
};

TEST_F(OldRowsTest, ACaseReadsAsItWasAndIsFoundByItsNumber) {
  Given(R"sql(
    SET LOCAL search_path = application;
    INSERT INTO application VALUES (
      'xuhui', '01900000-0000-7000-8000-000000000001', 'persons/z',
      'CERT_EDU', 'SELF', 'NO_VISIT', 'COURIER', false, false, 'DRAFT', 1, '', NULL, NULL, false,
      '', '', '', '', '', 'NONE', '', 0, 0, 'UNCHECKED', 'UNSEEN', 0, 0, NULL, '', '', '', '', '',
      now(), now());
    INSERT INTO form_value VALUES
      ('xuhui', '01900000-0000-7000-8000-000000000001', 'applicant.name', '张一'),
      ('xuhui', '01900000-0000-7000-8000-000000000001', 'applicant.id_number',
       '310111199001151010');
    INSERT INTO request_log VALUES ('xuhui', 'persons/z', '01900000-0000-7000-8000-000000000002',
      '/m', 'aa', '\x0a03616263', now(), now() + interval '1 day');
    INSERT INTO outbox (office_id, id, ordering_key, method, request, next_attempt_time,
                        create_time)
    VALUES ('xuhui', '01900000-0000-7000-8000-000000000003', 'k', '/m', '\x0a03616263', now(),
            now());
  )sql");

  EXPECT_EQ(Update(application::sql::kMigrations, application::SealedColumns()), 4);
  EXPECT_EQ(Update(application::sql::kMigrations, application::SealedColumns()), 0);
  OwnerDatabase owner(database_.Target("onevisit"), "application", secrets_, clock_);
  EXPECT_EQ(*application::IndexOldNumbers(owner.db()), 1);
  EXPECT_EQ(*application::IndexOldNumbers(owner.db()), 0);

  testing::VaultDatabase service(database_.TargetWithoutUser(), "application", secrets_, clock_);
  const auto found = service->Read(
      "xuhui", [](pg::Tx& tx) { return application::ApplicationStore().Get(tx, "xuhui", kId); });
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->form, UnorderedElementsAre(Pair("applicant.name", "张一"),
                                                Pair("applicant.id_number", "310111199001151010")));
  static constexpr pg::Statement kIndex{"test_index", "SELECT number_index FROM document_number"};
  const auto index = service->Read("xuhui", [](pg::Tx& tx) -> absl::StatusOr<bool> {
    ASSIGN_OR_RETURN(const pg::Row row, tx.One(kIndex));
    return row.Bytes("number_index") ==
           tx.BlindIndex(application::kDocumentNumber, "310111199001151010");
  });
  EXPECT_TRUE(index.value_or(false)) << index.status();

  // The same request again, after the update, is answered as before.
  pg::Request again{.office = "xuhui",
                    .principal = "persons/z",
                    .method = "/m",
                    .request_id = "01900000-0000-7000-8000-000000000002",
                    .hash = "aa",
                    .now = clock_.Now()};
  static constexpr pg::Statement kLogged{
      "test_logged", "SELECT hash, response FROM request_log WHERE request_id = $1::uuid"};
  const auto row =
      service->Read("xuhui", [&](pg::Tx& tx) { return tx.One(kLogged, again.request_id); });
  const auto cipher = service->CipherOf("xuhui");
  EXPECT_EQ(row->Str("hash"), pg::KeyedDigest(**cipher, again.hash));
  const std::string log_row = absl::StrCat(again.principal, "/", again.request_id);
  EXPECT_EQ(*(*cipher)->Open({"request_log", "response", log_row}, row->Bytes("response")),
            "\x0a\x03"
            "abc");
}

TEST_F(OldRowsTest, ClaimsKeepTheirFields) {
  Given(R"sql(
    SET LOCAL search_path = verification;
    INSERT INTO verification (office_id, id, application, acceptance_number, accept_time, matter,
      fact, mode, officer, officer_name, supervisor, claim_fields, claim_values, consented,
      letter_number, state, next_attempt_time, create_time)
    VALUES ('xuhui', '01900000-0000-7000-8000-000000000001', 'offices/xuhui/applications/1', '',
      now(), 'CERT_EDU', 'MARITAL', 'VERIFY', 'staff/n', '', '', ARRAY['name', 'number'],
      ARRAY['张一', '310111199001151010'], false, 'L1', 'QUEUED', now(), now());
  )sql");

  EXPECT_EQ(Update(verification::sql::kMigrations, verification::SealedColumns()), 1);

  testing::VaultDatabase service(database_.TargetWithoutUser(), "verification", secrets_, clock_);
  const auto found = service->Read(
      "xuhui", [](pg::Tx& tx) { return verification::VerificationStore().Get(tx, "xuhui", kId); });
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->question.claims,
              ElementsAre(Pair("name", "张一"), Pair("number", "310111199001151010")));
}

}  // namespace
}  // namespace notary::vault
