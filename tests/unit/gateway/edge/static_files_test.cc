// The web applications' files.
#include "gateway/edge/static_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace notary::gateway {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Not;
using ::testing::Pair;

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
    const auto files = StaticFiles::Load(folder_.string());
    const StaticFiles::File* file = files->Find(path);
    if (file == nullptr) return NotFoundPage(*files);
    return StaticFiles::Serve(*file, {.headers = std::move(headers)});
  }

  fs::path folder_;
};

TEST_F(StaticFilesTest, ServesWithTypeAndEtag) {
  const Reply home = Get("/");
  EXPECT_EQ(home.body, "<p>home");
  EXPECT_THAT(home.headers, Contains(Pair("Content-Type", "text/html; charset=utf-8")));
  EXPECT_THAT(home.headers, Contains(Pair("Cache-Control", "no-cache")));
  EXPECT_EQ(home.headers[0].first, "ETag");
  const std::string etag = home.headers[0].second;
  EXPECT_EQ(Get("/", {{"if-none-match", etag}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "\"x\", " + etag.substr(2)}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "*"}}).status, 304);
  EXPECT_EQ(Get("/", {{"if-none-match", "\"x\""}}).status, 200);
  EXPECT_EQ(Get("/apply/").body, "<p>apply");
}

TEST_F(StaticFilesTest, HashedNamesAreKeptForEver) {
  const Reply script = Get("/assets/app-4f3a9c1b.js");
  EXPECT_THAT(script.headers,
              Contains(Pair("Cache-Control", "public, max-age=31536000, immutable")));
  EXPECT_THAT(script.headers, Contains(Pair("Content-Type", "text/javascript; charset=utf-8")));
}

TEST_F(StaticFilesTest, SendsTheSmallestFormTheClientTakes) {
  const std::string path = "/assets/app-4f3a9c1b.js";
  EXPECT_EQ(Get(path).body, "plain");
  EXPECT_EQ(Get(path, {{"accept-encoding", "gzip, deflate, br"}}).body, "brotli");
  EXPECT_EQ(Get(path, {{"accept-encoding", "gzip"}}).body, "gzip");
  EXPECT_EQ(Get(path, {{"accept-encoding", "br;q=0, gzip;q=0.5"}}).body, "gzip");
  EXPECT_THAT(Get(path, {{"accept-encoding", "br"}}).headers,
              Contains(Pair("Content-Encoding", "br")));
  EXPECT_THAT(Get(path).headers, Contains(Pair("Vary", "Accept-Encoding")));
}

TEST_F(StaticFilesTest, AnApplicationKeepsAddressesBelowItsPage) {
  const auto files = StaticFiles::Load(folder_.string());
  const auto page = [&](const std::string& path) -> std::string {
    const StaticFiles::File* file = files->FindApplication(path);
    return file == nullptr ? "none" : file->plain;
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
