// The register's copy of the bureau's files: as old as they are, and no more than they hold.
#include "adapters/civil_affairs/register/service/record_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "adapters/civil_affairs/register/storage/register_sql.sql.h"
#include "platform/time/clock.h"
#include "tests/testing/test_database.h"

namespace notary::marriage_register {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 23, 10, 0, 0), ShanghaiZone());

constexpr char kHead[] =
    "kind,certificate_number,registration_date,authority,refers_to,hold,first_name,first_id_type,"
    "first_id_number,first_birth_date,second_name,second_id_type,second_id_number,"
    "second_birth_date\n";

constexpr pg::Statement kRecords{"test_records", "SELECT count(*) AS n FROM record"};
constexpr pg::Statement kDistricts{"test_districts", "SELECT count(*) AS n FROM district"};
constexpr pg::Statement kLaterKeys{"test_later_keys",
                                   "SELECT count(*) AS n FROM record_key "
                                   "WHERE certificate_number > 'J310104-2016-000010'"};

class RecordFilesTest : public ::testing::Test {
 protected:
  RecordFilesTest() {
    std::string name = (fs::temp_directory_path() / "onevisit-records-XXXXXX").string();
    EXPECT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    Write("districts.csv", "division,name,complete_from\n310104,徐汇区,1990-01-01\n");
  }
  ~RecordFilesTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

  void Write(const std::string& name, const std::string& text) {
    std::ofstream(Path(name)) << text;
  }

  // The registrations from `first` to `last`, one a line.
  void WriteRecords(int first, int last) {
    std::string text = kHead;
    for (int i = first; i <= last; ++i) {
      absl::StrAppendFormat(&text,
                            "MARRIAGE,J310104-2016-%06d,2016-05-20,上海市徐汇区民政局,,NONE,张一,"
                            "CITIZEN_ID,310111199001151010,1990-01-15,\"李,二\",,,\n",
                            i);
    }
    Write("records.csv", text);
  }

  void SetWritten(absl::Time time) {
    const auto ago = absl::ToChronoNanoseconds(absl::Now() - time);
    fs::last_write_time(Path("records.csv"), fs::file_time_type::clock::now() - ago);
  }

  RecordFiles Files(bool made_up = false, int64_t bytes_max = kRecordsBytesMax) {
    return RecordFiles(*db_, {Path("records.csv"), Path("districts.csv"), made_up, bytes_max});
  }

  absl::Time DataTime() {
    return db_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.GetHoldings(tx); })->sync_time;
  }

  int64_t Count(const pg::Statement& statement) {
    return db_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return tx.One(statement); })->Int("n");
  }

  bool Holds(const std::string& number) {
    Question question;
    question.claim.certificate_number = number;
    question.as_of = absl::CivilDay(2026, 11, 23);
    return db_->Read(pg::kNoOffice, [&](pg::Tx& tx) { return store_.Find(tx, question); })
               ->size() == 1;
  }

  const RegisterStore store_{};
  testing::TestDatabase database_{{&sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("register");
  std::string folder_;
};

TEST_F(RecordFilesTest, TheDataIsAsOldAsTheFile) {
  WriteRecords(1, 2);
  SetWritten(kNow - absl::Hours(100));
  RecordFiles files = Files();
  ASSERT_TRUE(files.KeepFresh(kNow).ok());
  EXPECT_NEAR(absl::ToDoubleSeconds(kNow - absl::Hours(100) - DataTime()), 0, 60);

  ASSERT_TRUE(files.KeepFresh(kNow + absl::Hours(25)).ok());
  EXPECT_NEAR(absl::ToDoubleSeconds(kNow - absl::Hours(100) - DataTime()), 0, 60)
      << "reading an old file again makes it no younger";
}

TEST_F(RecordFilesTest, AFileIsNeverOfTheFuture) {
  WriteRecords(1, 2);
  SetWritten(kNow + absl::Hours(1));
  ASSERT_TRUE(Files().KeepFresh(kNow).ok());
  EXPECT_EQ(DataTime(), kNow);
}

TEST_F(RecordFilesTest, RecordsThatAreMadeUpAreOfToday) {
  WriteRecords(1, 2);
  SetWritten(kNow - absl::Hours(100));
  ASSERT_TRUE(Files(/*made_up=*/true).KeepFresh(kNow).ok());
  EXPECT_EQ(DataTime(), kNow);
}

TEST_F(RecordFilesTest, WhatIsNoLongerInTheFileIsNoLongerARegistration) {
  WriteRecords(1, 3);
  RecordFiles files = Files();
  ASSERT_TRUE(files.KeepFresh(kNow).ok());
  ASSERT_TRUE(Holds("J310104-2016-000003"));

  WriteRecords(2, 2);
  Write("districts.csv", "division,name,complete_from\n310105,长宁区,1990-01-01\n");
  ASSERT_TRUE(files.KeepFresh(kNow + absl::Hours(25)).ok());

  EXPECT_FALSE(Holds("J310104-2016-000001"));
  EXPECT_TRUE(Holds("J310104-2016-000002"));
  EXPECT_FALSE(Holds("J310104-2016-000003"));
  EXPECT_EQ(Count(kRecords), 1);
  EXPECT_EQ(Count(kDistricts), 1);
}

TEST_F(RecordFilesTest, AFileThatIsWrongAtItsEndChangesNothing) {
  WriteRecords(1, 3);
  RecordFiles files = Files();
  ASSERT_TRUE(files.KeepFresh(kNow).ok());

  for (const char* end : {"MARRIAGE,J310104-2016-000009,2016-05-20", "\"never closed"}) {
    WriteRecords(1, 1500);
    std::ofstream(Path("records.csv"), std::ios::app) << end;
    EXPECT_THAT(std::string(files.Check(kNow).message()), HasSubstr("records.csv: line 1502"));
    EXPECT_TRUE(files.KeepFresh(kNow + absl::Hours(25)).ok()) << "from the copy it has";
    EXPECT_EQ(Count(kRecords), 3);
  }
  Write("records.csv", kHead);
  EXPECT_THAT(std::string(files.Check(kNow).message()), HasSubstr("no records"));
}

// A bureau has more than fits where keys and certificates do (1 MiB).
TEST_F(RecordFilesTest, ReadsALargeFileSomeAtATime) {
  constexpr int kMany = 20500;
  WriteRecords(1, kMany);
  ASSERT_GT(fs::file_size(Path("records.csv")), size_t{2} << 20);
  RecordFiles files = Files();

  ASSERT_TRUE(files.Check(kNow).ok());
  ASSERT_TRUE(files.KeepFresh(kNow).ok());

  EXPECT_EQ(Count(kRecords), kMany);
  EXPECT_TRUE(Holds(absl::StrFormat("J310104-2016-%06d", kMany)));
  WriteRecords(1, 10);
  ASSERT_TRUE(files.KeepFresh(kNow + absl::Hours(25)).ok());
  EXPECT_EQ(Count(kRecords), 10);
  EXPECT_EQ(Count(kLaterKeys), 0);
}

TEST_F(RecordFilesTest, SaysWhenItIsLargerThanItMayBe) {
  WriteRecords(1, 10);
  const absl::Status refused = Files(/*made_up=*/false, /*bytes_max=*/1000).Check(kNow);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.message()), HasSubstr("records.csv"));
}

}  // namespace
}  // namespace notary::marriage_register
