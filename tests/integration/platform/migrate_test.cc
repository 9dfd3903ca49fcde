#include "platform/pg/migrate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "platform/base/status_macros.h"
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

// A table, and a migration that changes its form. Whoever reads the table holds it against that
// until the transaction ends.
class HeldTableTest : public ::testing::Test {
 protected:
  void WhileRead(const std::function<void()>& work) {
    const absl::Status read = owner_->Transact("xuhui", [&](Tx& tx) -> absl::Status {
      RETURN_IF_ERROR(tx.Query(kRead).status());
      work();
      return absl::OkStatus();
    });
    EXPECT_TRUE(read.ok()) << read;
  }

  absl::Status Change(int tries) const {
    return Migrate(
        database_.Target("onevisit"), {&changed_},
        {.wait = absl::Milliseconds(100), .pause = absl::Milliseconds(10), .tries = tries});
  }

  // Until somebody waits for the table.
  void AwaitQueue() const {
    static constexpr Statement kWaiting{"test_waiting",
                                        "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = "
                                        "'ledger.ledger'::regclass LIMIT 1"};
    for (bool waits = false; !waits;) {
      const auto row = owner_->Read("xuhui", [](Tx& tx) { return tx.MaybeOne(kWaiting); });
      ASSERT_TRUE(row.ok()) << row.status();
      waits = row->has_value();
    }
  }

  static constexpr Statement kRead{"test_read", "SELECT fen FROM ledger.ledger"};
  const MigrationSet first_{
      .schema = "ledger",
      .migrations = {{"0001_ledger", "CREATE TABLE ledger (office_id text, fen bigint)"}}};
  const MigrationSet changed_{
      .schema = "ledger",
      .migrations = {first_.migrations[0],
                     {"0002_note", "ALTER TABLE ledger ADD COLUMN note text NOT NULL DEFAULT ''"}}};
  const testing::TestDatabase database_{{&first_}};
  const std::unique_ptr<Database> owner_ = database_.AsOwner();
};

TEST_F(HeldTableTest, OthersReadWhileAMigrationWaitsForIt) {
  absl::Status changed = absl::UnknownError("not tried");
  std::thread migration;
  WhileRead([&] {
    migration = std::thread([&] { changed = Change(1'000); });
    AwaitQueue();
    const auto read = owner_->Read("xuhui", [](Tx& tx) { return tx.Query(kRead); });
    EXPECT_TRUE(read.ok()) << read.status();
  });
  migration.join();
  EXPECT_TRUE(changed.ok()) << changed;
}

TEST_F(HeldTableTest, AMigrationThatNeverGetsItSaysWhich) {
  WhileRead([&] {
    const absl::Status status = Change(2);

    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
    EXPECT_THAT(status.message(), ::testing::HasSubstr("ledger/0002_note"));
  });
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
