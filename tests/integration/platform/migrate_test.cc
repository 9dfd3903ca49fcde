#include "platform/pg/migrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/application/storage/application_sql.sql.h"
#include "tests/testing/test_database.h"

namespace notary::pg {
namespace {

TEST(MigrateTest, RunningAgainChangesNothing) {
  const testing::TestDatabase database({&application::sql::kMigrations});

  EXPECT_TRUE(Migrate(database.Target("onevisit"), {&application::sql::kMigrations}).ok());
}

TEST(MigrateTest, AnEditedMigrationIsRefused) {
  const testing::TestDatabase database({&application::sql::kMigrations});
  MigrationSet edited = application::sql::kMigrations;
  edited.migrations[0].text = "SELECT 1";

  const absl::Status status = Migrate(database.Target("onevisit"), {&edited});

  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
}

TEST(MigrateTest, AServiceRoleCannotRewriteItsHistory) {
  const testing::TestDatabase database({&application::sql::kMigrations});
  const auto db = database.As("application");
  static constexpr Statement kForge{"test_forge", "UPDATE history SET actor = 'nobody'"};
  static constexpr Statement kErase{"test_erase", "DELETE FROM history"};

  EXPECT_FALSE(db->Read("xuhui", [](Tx& tx) { return tx.Exec(kForge); }).ok());
  EXPECT_FALSE(db->Read("xuhui", [](Tx& tx) { return tx.Exec(kErase); }).ok());
}

}  // namespace
}  // namespace notary::pg
