#include "platform/json/document_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"

namespace notary::json {
namespace {

using Json = nlohmann::json;

class DocumentFileTest : public testing::Test {
 protected:
  DocumentFileTest() { unlink(path_.c_str()); }
  void Append(const std::string& text) { std::ofstream(path_, std::ios::app) << text; }

  const std::string path_ = absl::StrCat(testing::TempDir(), "document_file_", getpid(), ".jsonl");
};

TEST_F(DocumentFileTest, RemembersTheLastDocumentOfEachKey) {
  {
    const auto file = DocumentFile::Open(path_);
    ASSERT_TRUE(file.ok()) << file.status();
    ASSERT_TRUE((*file)->Put("order", "b", Json({{"n", 1}})).ok());
    ASSERT_TRUE((*file)->Put("order", "a", Json({{"n", "line\nbreak"}})).ok());
    ASSERT_TRUE((*file)->Put("order", "b", Json({{"n", 2}})).ok());
  }
  const auto again = DocumentFile::Open(path_);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ((*again)->Get("order", "b"), Json({{"n", 2}}));
  EXPECT_EQ((*again)->All("order").size(), 2);
  EXPECT_EQ((*again)->All("order")[0], Json({{"n", "line\nbreak"}}));
  EXPECT_EQ((*again)->Get("order", "c"), std::nullopt);
  EXPECT_EQ((*again)->Get("refund", "b"), std::nullopt);
  EXPECT_TRUE((*again)->All("refund").empty());
}

TEST_F(DocumentFileTest, KnowsWhichDocumentsAreOpen) {
  {
    const auto file = DocumentFile::Open(path_);
    ASSERT_TRUE((*file)->Put("notice", "a", Json({{"open", true}})).ok());
    ASSERT_TRUE((*file)->Put("notice", "b", Json({{"open", true}})).ok());
    ASSERT_TRUE((*file)->Put("notice", "a", Json({{"open", false}})).ok());
    EXPECT_EQ((*file)->AllOpen("notice").size(), 1);
  }
  EXPECT_EQ((*DocumentFile::Open(path_))->AllOpen("notice").size(), 1);
  EXPECT_TRUE((*DocumentFile::Open(path_))->AllOpen("order").empty());
}

TEST_F(DocumentFileTest, DropsALineCutShortAndGoesOn) {
  ASSERT_TRUE((*DocumentFile::Open(path_))->Put("order", "a", Json({{"n", 1}})).ok());
  Append(R"({"kind":"order","key":"a","docum)");
  ASSERT_TRUE((*DocumentFile::Open(path_))->Put("order", "b", Json({{"n", 2}})).ok());
  const auto file = DocumentFile::Open(path_);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ((*file)->Get("order", "a"), Json({{"n", 1}}));
  EXPECT_EQ((*file)->Get("order", "b"), Json({{"n", 2}}));
}

TEST_F(DocumentFileTest, LosesNothingThatWasPutBeforeAKill) {
  int acknowledged[2];
  ASSERT_EQ(pipe(acknowledged), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto file = DocumentFile::Open(path_);
    for (int n = 1; (*file)->Put("order", "a", Json({{"n", n}})).ok(); ++n) {
      if (write(acknowledged[1], &n, sizeof n) != sizeof n) break;
    }
    _exit(1);
  }
  int last = 0;
  while (last < 1000 && read(acknowledged[0], &last, sizeof last) == sizeof last) {
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(acknowledged[1]);
  while (read(acknowledged[0], &last, sizeof last) == sizeof last) {
  }
  close(acknowledged[0]);

  const auto file = DocumentFile::Open(path_);
  ASSERT_TRUE(file.ok()) << file.status();
  const int kept = (*(*file)->Get("order", "a"))["n"];
  EXPECT_GE(kept, last);
  EXPECT_LE(kept, last + 1);
}

TEST_F(DocumentFileTest, ReportsADamagedLine) {
  Append("garbage\n");
  EXPECT_TRUE(absl::IsDataLoss(DocumentFile::Open(path_).status()));
}

}  // namespace
}  // namespace notary::json
