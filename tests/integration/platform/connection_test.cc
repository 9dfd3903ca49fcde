#include "platform/pg/connection.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "absl/strings/str_cat.h"
#include "platform/pg/status.h"
#include "services/application/storage/application_sql.sql.h"
#include "tests/testing/test_database.h"

namespace notary::pg {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Statement kMake{"test_make", "CREATE TABLE public.note (n bigint PRIMARY KEY)"};
constexpr Statement kAdd{"test_add", "INSERT INTO public.note VALUES ($1::bigint)"};
constexpr Statement kAll{"test_all", "SELECT n FROM public.note ORDER BY n"};
constexpr Statement kCount{"test_count", "SELECT count(*) AS n FROM public.note"};
constexpr Statement kMine{"test_mine", "SELECT pg_backend_pid()::bigint AS n"};
constexpr Statement kKill{"test_kill", "SELECT pg_terminate_backend($1::int)"};

class ConnectionTest : public ::testing::Test {
 protected:
  ConnectionTest() {
    EXPECT_TRUE(Do([](Tx& tx) { return tx.Exec(kMake).status(); }).ok());
  }

  std::unique_ptr<Connection> Open() { return *Connection::Open(database_.Target("onevisit")); }

  absl::Status Do(const std::function<absl::Status(Tx&)>& fn) {
    return connection_->InTransaction(fn);
  }

  std::vector<int64_t> Stored() {
    std::vector<int64_t> numbers;
    EXPECT_TRUE(Open()
                    ->InAutocommit([&](Tx& tx) -> absl::Status {
                      ASSIGN_OR_RETURN(const Rows rows, tx.Query(kAll));
                      for (const Row& row : rows) numbers.push_back(row.Int("n"));
                      return absl::OkStatus();
                    })
                    .ok());
    return numbers;
  }

  void KillBackend() {
    int64_t backend = 0;
    ASSERT_TRUE(Do([&](Tx& tx) -> absl::Status {
                  ASSIGN_OR_RETURN(const Row row, tx.One(kMine));
                  backend = row.Int("n");
                  return absl::OkStatus();
                }).ok());
    ASSERT_TRUE(
        Open()->InAutocommit([&](Tx& tx) { return tx.Query(kKill, backend).status(); }).ok());
  }

  // The line breaks without a word from the server.
  void CutLine() {
    std::set<int> sockets;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
      if (std::filesystem::is_socket(entry.status())) {
        sockets.insert(std::stoi(entry.path().filename()));
      }
    }
    ASSERT_EQ(sockets.size(), 1u);  // the connection's
    ASSERT_EQ(shutdown(*sockets.begin(), SHUT_RDWR), 0);
  }

  testing::TestDatabase database_{{&application::sql::kMigrations}};
  std::unique_ptr<Connection> connection_ = Open();
};

TEST(ConnectionTargetTest, WhyNobodyAnswersIsSaidWithoutThePassword) {
  const auto nowhere =
      Connection::Open("host=db.nowhere.invalid user=ledger password=s3cret dbname=x");
  EXPECT_TRUE(absl::IsUnavailable(nowhere.status()));
  EXPECT_THAT(nowhere.status().message(), ::testing::HasSubstr("db.nowhere.invalid"));
  EXPECT_THAT(nowhere.status().message(), ::testing::Not(::testing::HasSubstr("s3cret")));

  const auto unreadable = Connection::Open("host=x password=s3cret and more");
  EXPECT_TRUE(absl::IsInvalidArgument(unreadable.status()));
  EXPECT_THAT(unreadable.status().message(), ::testing::Not(::testing::HasSubstr("s3cret")));

  const auto badly_escaped = Connection::Open("postgresql://ledger:top@s3cret@db.invalid/x");
  EXPECT_TRUE(absl::IsUnavailable(badly_escaped.status()));
  EXPECT_THAT(badly_escaped.status().message(), ::testing::Not(::testing::HasSubstr("s3cret")));
}

// It takes the connection and says nothing, as a server behind a firewall does: this test ends.
TEST(ConnectionTargetTest, AServerThatIsSilentIsGivenUp) {
  const int silent = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(bind(silent, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(listen(silent, 1), 0);
  ASSERT_EQ(getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size), 0);

  const auto refused = Connection::Open(
      absl::StrCat("host=127.0.0.1 port=", ntohs(address.sin_port), " user=ledger dbname=x"));

  EXPECT_TRUE(absl::IsUnavailable(refused.status()));
  EXPECT_THAT(refused.status().message(), ::testing::HasSubstr("timeout"));
  EXPECT_FALSE(IsTransient(refused.status())) << "nobody waits for it a second time";
  close(silent);
}

TEST_F(ConnectionTest, WhatIsSentLaterIsThereBeforeTheNextAnswer) {
  const absl::Status status = Do([](Tx& tx) -> absl::Status {
    tx.ExecLater(kAdd, 1);
    tx.ExecLater(kAdd, 2);
    ASSIGN_OR_RETURN(const Row row, tx.One(kCount));
    EXPECT_EQ(row.Int("n"), 2);
    tx.ExecLater(kAdd, 3);
    return absl::OkStatus();
  });

  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(Stored(), ElementsAre(1, 2, 3));
}

TEST_F(ConnectionTest, SeveralQuestionsGetTheirAnswersInOrder) {
  const absl::Status status = Do([](Tx& tx) -> absl::Status {
    tx.ExecLater(kAdd, 7);
    ASSIGN_OR_RETURN(const std::vector<Rows> answers, tx.QueryAll({&kAll, &kCount}));
    EXPECT_EQ(answers[0][0].Int("n"), 7);
    EXPECT_EQ(answers[1][0].Int("n"), 1);
    return absl::OkStatus();
  });

  EXPECT_TRUE(status.ok()) << status;
}

TEST_F(ConnectionTest, WhatFailsLaterFailsTheCommitAndLeavesNothing) {
  const absl::Status status = Do([](Tx& tx) {
    tx.ExecLater(kAdd, 1);
    tx.ExecLater(kAdd, 1);
    return absl::OkStatus();
  });

  EXPECT_EQ(status.code(), absl::StatusCode::kAlreadyExists) << status;
  EXPECT_THAT(Stored(), IsEmpty());
  EXPECT_TRUE(connection_->usable());
  EXPECT_TRUE(Do([](Tx& tx) { return tx.Exec(kAdd, 2).status(); }).ok());
  EXPECT_THAT(Stored(), ElementsAre(2));
}

TEST_F(ConnectionTest, AnErrorOfTheFunctionUndoesWhatWasAnsweredAndWhatWasNotYetSent) {
  const absl::Status status = Do([](Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.Exec(kAdd, 1).status());
    tx.ExecLater(kAdd, 2);
    return absl::CancelledError("changed its mind");
  });

  EXPECT_TRUE(absl::IsCancelled(status)) << status;
  EXPECT_THAT(Stored(), IsEmpty());
}

TEST_F(ConnectionTest, AnErrorBeforeAnythingWasSentCostsNoTransaction) {
  EXPECT_TRUE(absl::IsCancelled(Do([](Tx& tx) {
    tx.ExecLater(kAdd, 1);
    return absl::CancelledError("changed its mind");
  })));
  EXPECT_THAT(Stored(), IsEmpty());
}

TEST_F(ConnectionTest, AConnectionLostBeforeCommitMayBeRunAgain) {
  KillBackend();

  const absl::Status status = Do([](Tx& tx) { return tx.Exec(kAdd, 1).status(); });

  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_TRUE(IsTransient(status));
  EXPECT_FALSE(connection_->usable());
}

// A newer version has migrated, and the one before goes on: what it prepared no longer fits.
TEST_F(ConnectionTest, ATableThatHasGotAColumnIsAskedOverANewConnection) {
  constexpr Statement kEverything{"test_everything", "SELECT * FROM public.note"};
  constexpr Statement kChange{"test_change", "ALTER TABLE public.note ADD COLUMN m bigint"};
  const auto ask = [&](Tx& tx) { return tx.Query(kEverything); };
  const std::unique_ptr<Database> owner = database_.AsOwner();
  ASSERT_TRUE(Do([&](Tx& tx) { return ask(tx).status(); }).ok());
  ASSERT_TRUE(owner->Read(kNoOffice, ask).ok());
  ASSERT_TRUE(Open()->InAutocommit([&](Tx& tx) { return tx.Exec(kChange).status(); }).ok());

  const absl::Status committing = Do([&](Tx& tx) {
    tx.ExecLater(kEverything);
    return absl::OkStatus();
  });

  EXPECT_TRUE(IsTransient(committing)) << committing;
  EXPECT_FALSE(connection_->usable());
  EXPECT_TRUE(owner->Read(kNoOffice, ask).ok()) << "nobody notices";
}

// A server that says it ends, before it answered COMMIT, has not committed.
TEST_F(ConnectionTest, AServerThatEndedBeforeCommitMayBeAskedAgain) {
  KillBackend();

  const absl::Status status = Do([](Tx& tx) {
    tx.ExecLater(kAdd, 1);
    return absl::OkStatus();
  });

  EXPECT_TRUE(IsTransient(status)) << status;
  EXPECT_THAT(Stored(), IsEmpty());
}

// Nothing was said, so nobody knows whether COMMIT arrived: the request log is asked.
TEST_F(ConnectionTest, AConnectionLostAtCommitIsInDoubt) {
  CutLine();

  const absl::Status status = Do([](Tx& tx) {
    tx.ExecLater(kAdd, 1);
    return absl::OkStatus();
  });

  EXPECT_TRUE(absl::IsUnknown(status)) << status;
  EXPECT_FALSE(IsTransient(status));
  EXPECT_FALSE(connection_->usable());
}

TEST_F(ConnectionTest, AnErrorTextCarriesNoValues) {
  ASSERT_TRUE(Do([](Tx& tx) { return tx.Exec(kAdd, 424242).status(); }).ok());

  const absl::Status twice = Do([](Tx& tx) { return tx.Exec(kAdd, 424242).status(); });
  const absl::Status malformed = Do([](Tx& tx) { return tx.Exec(kAdd, "424242x").status(); });

  EXPECT_EQ(twice.ToString().find("424242"), std::string::npos) << twice;
  EXPECT_EQ(malformed.ToString().find("424242"), std::string::npos) << malformed;
}

TEST_F(ConnectionTest, AnswersLargerThanASocketHoldArriveWhole) {
  constexpr Statement kLarge{"test_large", "SELECT repeat('x', 3000000) AS text"};
  const absl::Status status = Do([&](Tx& tx) -> absl::Status {
    tx.ExecLater(kAdd, 1);
    ASSIGN_OR_RETURN(const std::vector<Rows> answers, tx.QueryAll({&kLarge, &kLarge}));
    EXPECT_EQ(answers[0][0].Str("text").size(), 3000000u);
    EXPECT_EQ(answers[1][0].Str("text").size(), 3000000u);
    return absl::OkStatus();
  });

  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace
}  // namespace notary::pg
