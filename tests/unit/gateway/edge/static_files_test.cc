// The web applications' files.
#include "gateway/edge/static_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

namespace notary::gateway {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class StaticFilesTest : public ::testing::Test {
 protected:
  StaticFilesTest() {
    std::string path = "/tmp/onevisit-static.XXXXXX";
    folder_ = mkdtemp(path.data());
    Write("index.html", "<p>home");
    Write("apply/index.html", "<p>apply");
    Write("assets/app-4f3a9c1b.js", "plain");
    Write("assets/app-4f3a9c1b.js.br", "brotli");
    Write("assets/app-4f3a9c1b.js.gz", "gzip");
    Write("alone.css.gz", "x");
  }
  ~StaticFilesTest() override { fs::remove_all(folder_); }

  void Write(const std::string& name, const std::string& content) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << content;
  }

  Reply Get(const std::string& path, Headers headers = {}) {
    if (!files_) files_ = *StaticFiles::Load(folder_.string());
    const StaticFiles::File* file = files_->Find(path);
    if (file == nullptr) return NotFoundPage(*files_);
    return StaticFiles::Serve(*file, {.headers = std::move(headers)});
  }

  fs::path folder_;
  std::optional<StaticFiles> files_;  // outlives the replies
};

TEST_F(StaticFilesTest, ServesWithTypeAndEtag) {
  const Reply home = Get("/");
  EXPECT_EQ(home.Body(), "<p>home");
  EXPECT_THAT(home.lasting_lines, HasSubstr("Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_THAT(home.lasting_lines, HasSubstr("Cache-Control: no-cache\r\n"));
  const std::string etag = files_->Find("/")->etag;
  EXPECT_THAT(home.lasting_lines, HasSubstr("ETag: " + etag + "\r\n"));
  EXPECT_EQ(Get("/", {{"if-none-match", etag}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "\"x\", " + etag.substr(2)}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "*"}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "\"x\""}}).status, 200);
  EXPECT_EQ(Get("/apply/").Body(), "<p>apply");
}

TEST_F(StaticFilesTest, HashedNamesAreKeptForEver) {
  const Reply script = Get("/assets/app-4f3a9c1b.js");
  EXPECT_THAT(script.lasting_lines,
              HasSubstr("Cache-Control: public, max-age=31536000, immutable\r\n"));
  EXPECT_THAT(script.lasting_lines, HasSubstr("Content-Type: text/javascript; charset=utf-8\r\n"));
}

TEST_F(StaticFilesTest, SendsTheSmallestFormTheClientTakes) {
  const std::string path = "/assets/app-4f3a9c1b.js";
  EXPECT_EQ(Get(path).Body(), "plain");
  EXPECT_EQ(Get(path, {{"accept-encoding", "gzip, deflate, br"}}).Body(), "brotli");
  EXPECT_EQ(Get(path, {{"accept-encoding", "gzip"}}).Body(), "gzip");
  EXPECT_EQ(Get(path, {{"accept-encoding", "br;q=0, gzip;q=0.5"}}).Body(), "gzip");
  EXPECT_THAT(Get(path, {{"accept-encoding", "br"}}).lasting_lines,
              HasSubstr("Content-Encoding: br\r\n"));
  EXPECT_THAT(Get(path).lasting_lines, HasSubstr("Vary: Accept-Encoding\r\n"));
}

TEST_F(StaticFilesTest, AnApplicationKeepsAddressesBelowItsPage) {
  const auto files = StaticFiles::Load(folder_.string());
  const auto page = [&](const std::string& path) -> std::string {
    const StaticFiles::File* file = files->FindApplication(path);
    return file == nullptr ? "none" : file->plain.body;
  };
  EXPECT_EQ(page("/apply/cases/7"), "<p>apply");
  EXPECT_EQ(page("/apply/"), "<p>apply");
  EXPECT_EQ(page("/cases/7"), "<p>home");
  EXPECT_EQ(page("/apply"), "<p>home");
  EXPECT_EQ(page("/assets/missing.js"), "none");
  EXPECT_EQ(page(""), "none");
  fs::remove(folder_ / "index.html");
  EXPECT_EQ(StaticFiles::Load(folder_.string())->FindApplication("/cases/7"), nullptr);
}

TEST_F(StaticFilesTest, ElsewhereIsNothing) {
  for (const char* path : {"/nothing", "/apply", "/../etc/passwd", "/assets/app-4f3a9c1b.js.br",
                           "/alone.css", "", "index.html"}) {
    EXPECT_EQ(Get(path).status, 404) << path;
  }
  EXPECT_FALSE(StaticFiles::Load("/nonexistent").ok());
  EXPECT_TRUE(StaticFiles::Load("").ok());
}

}  // namespace
}  // namespace notary::gateway
