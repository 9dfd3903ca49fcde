#include "platform/pg/transaction.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "platform/base/error.h"
#include "platform/base/held.h"
#include "platform/base/status_macros.h"
#include "services/application/storage/application_sql.sql.h"
#include "tests/testing/test_database.h"

namespace notary::pg {
namespace {

constexpr Statement kMake{"test_make", "CREATE TABLE public.note (n bigint PRIMARY KEY)"};
constexpr Statement kAdd{"test_add", "INSERT INTO public.note VALUES ($1::bigint)"};
constexpr Statement kCount{"test_count", "SELECT count(*) AS n FROM public.note"};

// A door with one connection: whoever holds it shuts out everybody else.
class TransactionTest : public ::testing::Test {
 protected:
  TransactionTest() {
    EXPECT_TRUE(db_->Transact("xuhui", [](Tx& tx) { return tx.Exec(kMake).status(); }).ok());
  }

  absl::StatusOr<int64_t> Count() {
    return db_->Read("xuhui", [](Tx& tx) -> absl::StatusOr<int64_t> {
      ASSIGN_OR_RETURN(const Row row, tx.One(kCount));
      return row.Int("n");
    });
  }

  testing::TestDatabase database_{{&application::sql::kMigrations}};
  std::unique_ptr<Database> db_ =
      std::make_unique<Database>(Database::Options{.target = database_.Target("onevisit"),
                                                   .connections = 1,
                                                   .max_wait = absl::Milliseconds(50)});
};

TEST_F(TransactionTest, HoldsNothingBeforeItsFirstAnswer) {
  const absl::Status status = db_->Transact("xuhui", [&](Tx& tx) -> absl::Status {
    tx.ExecLater(kAdd, 1);
    RETURN_IF_ERROR(MayAskOthers("the catalogue"));
    return Count().status();
  });

  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(*Count(), 1);
}

TEST_F(TransactionTest, HoldsAConnectionFromThenOnAndAsksNobody) {
  const absl::Status status = db_->Transact("xuhui", [&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.Exec(kAdd, 1).status());
    EXPECT_TRUE(absl::IsInternal(MayAskOthers("the catalogue")));
    EXPECT_EQ(ReasonOf(Count().status()), "DATABASE_BUSY");
    return absl::OkStatus();
  });

  EXPECT_TRUE(status.ok()) << status;
  EXPECT_TRUE(MayAskOthers("the catalogue").ok());
  EXPECT_EQ(*Count(), 1);
}

TEST_F(TransactionTest, WhatIsGivenUpBeforeItsFirstAnswerLeavesNothing) {
  const absl::Status status = db_->Transact("xuhui", [&](Tx& tx) -> absl::Status {
    tx.ExecLater(kAdd, 1);
    return absl::NotFoundError("given up");
  });

  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_EQ(*Count(), 0);
}

TEST_F(TransactionTest, WhatIsGivenUpAfterItLeavesNothing) {
  const absl::Status status = db_->Transact("xuhui", [&](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.Exec(kAdd, 1).status());
    tx.ExecLater(kAdd, 2);
    return absl::NotFoundError("given up");
  });

  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_EQ(*Count(), 0);
}

TEST_F(TransactionTest, AReadHoldsAConnectionForEachAnswerOnly) {
  const absl::StatusOr<int64_t> read = db_->Read("xuhui", [&](Tx& tx) -> absl::StatusOr<int64_t> {
    RETURN_IF_ERROR(tx.One(kCount).status());
    RETURN_IF_ERROR(MayAskOthers("the catalogue"));
    return Count();
  });

  EXPECT_TRUE(read.ok()) << read.status();
}

}  // namespace
}  // namespace notary::pg
