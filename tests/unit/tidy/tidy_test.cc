// Style and layers as an executable fact: reads every source file of the repository and fails on
// what docs/ARCHITECTURE.md forbids. /usr/include exposes every library to every target, so CMake
// cannot.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/strings.h"

namespace notary {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;

constexpr size_t kMaxLines = 400;
constexpr size_t kMaxColumns = 100;

struct Source {
  std::string path;
  std::vector<std::string> lines;
};

std::vector<Source> ReadAll() {
  std::vector<Source> sources;
  for (const char* root :
       {"platform", "services", "adapters", "gateway", "cmd", "tests", "cmake"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string extension = entry.path().extension();
      if (extension != ".cc" && extension != ".h") continue;
      Source source{entry.path().string(), {}};
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) source.lines.push_back(line);
      sources.push_back(std::move(source));
    }
  }
  return sources;
}

const std::vector<Source>& Sources() {
  static const auto& sources = *new std::vector<Source>(ReadAll());
  return sources;
}

std::string IncludeOf(const std::string& line) {
  static const std::regex kInclude(R"re(^\s*#include\s+[<"]([^>"]+)[>"])re");
  std::smatch match;
  return std::regex_search(line, match, kInclude) ? match[1].str() : "";
}

// "services/payment/domain/…" → "payment".
std::string ServiceOf(const std::string& path) {
  static const std::regex kService(R"(^services/([a-z]+)/)");
  std::smatch match;
  return std::regex_search(path, match, kService) ? match[1].str() : "";
}

bool Under(const std::string& path, absl::string_view folder) {
  return absl::StartsWith(path, folder);
}

// A library's header that only one folder may include.
struct Fence {
  const char* header;                // prefix
  std::vector<std::string> allowed;  // folders
};

const std::vector<Fence>& Fences() {
  static const auto& fences = *new std::vector<Fence>{
      {"libpq-fe.h", {"platform/pg/"}},       {"openssl/", {"platform/crypto/", "gateway/http/"}},
      {"curl/", {"platform/http/"}},          {"httplib.h", {"platform/http/"}},
      {"grpcpp/", {"platform/rpc/"}},         {"boost/", {"gateway/http/"}},
      {"cairo", {"adapters/pdf_pango/"}},     {"pango/", {"adapters/pdf_pango/"}},
      {"prometheus/", {"platform/metrics/"}}, {"sodium.h", {"platform/crypto/"}},
      {"liboath/", {"platform/crypto/"}},
  };
  return fences;
}

// "" when `path` may include `header`, else why not.
std::string Breach(const std::string& path, const std::string& header) {
  if (Under(path, "tests/") || Under(path, "cmake/")) return "";
  for (const Fence& fence : Fences()) {
    if (!Under(header, fence.header)) continue;
    bool allowed = false;
    for (const std::string& folder : fence.allowed) allowed = allowed || Under(path, folder);
    if (!allowed) return "only " + fence.allowed[0];
  }
  if (Under(header, "cmd/") && !Under(path, "cmd/")) return "nothing includes cmd";
  if (Under(path, "platform/")) {
    const bool ours =
        Under(header, "services/") || Under(header, "adapters/") || Under(header, "gateway/");
    const bool domain_proto = Under(header, "notary/") && !Under(header, "notary/platform/") &&
                              !Under(header, "notary/config/");
    if (ours || domain_proto) return "platform knows nothing of notaries";
  }
  if (Under(path, "adapters/") &&
      (absl::StrContains(header, "/storage/") && Under(header, "services/"))) {
    return "adapters know ports, not storage";
  }
  const std::string mine = ServiceOf(path);
  const std::string theirs = ServiceOf(header);
  if (mine.empty()) return "";
  const bool shared = theirs == "common" || absl::StrContains(header, "/client/");
  if (!theirs.empty() && theirs != mine && !shared) return "services speak through protos";
  if (Under(header, "adapters/")) return "services know ports, not adapters";
  const bool domain = absl::StrContains(path, "/domain/");
  const bool storage = absl::StrContains(path, "/storage/");
  if (domain && (absl::EndsWith(header, ".pb.h") || Under(header, "platform/pg/") ||
                 Under(header, "platform/rpc/"))) {
    return "domain is free of protos, SQL and gRPC";
  }
  if (storage && (absl::EndsWith(header, ".pb.h") || Under(header, "platform/rpc/")))
    return "storage is free of protos and gRPC";
  if (absl::StrContains(path, "/service/") && absl::EndsWith(header, ".sql.h"))
    return "SQL stays in storage";
  return "";
}

TEST(TidyTest, IncludesKeepTheLayers) {
  std::vector<std::string> breaches;
  for (const Source& source : Sources()) {
    for (const std::string& line : source.lines) {
      const std::string header = IncludeOf(line);
      const std::string why = header.empty() ? "" : Breach(source.path, header);
      if (!why.empty())
        breaches.push_back(absl::StrCat(source.path, " includes ", header, ": ", why));
    }
  }
  EXPECT_THAT(breaches, IsEmpty());
}

TEST(TidyTest, TheLayerRuleFindsWhatItForbids) {
  EXPECT_NE(Breach("services/payment/domain/x.h", "platform/pg/tx.h"), "");
  EXPECT_NE(Breach("services/payment/service/x.cc", "services/application/domain/state.h"), "");
  EXPECT_NE(Breach("platform/pg/x.cc", "notary/payment/v1/payment_service.pb.h"), "");
  EXPECT_NE(Breach("services/payment/storage/x.cc", "libpq-fe.h"), "");
  EXPECT_NE(Breach("platform/rpc/x.cc", "prometheus/counter.h"), "");
  EXPECT_EQ(Breach("platform/metrics/x.cc", "prometheus/counter.h"), "");
  EXPECT_EQ(Breach("services/payment/service/x.cc", "services/common/uscc.h"), "");
  EXPECT_EQ(Breach("platform/pg/x.cc", "libpq-fe.h"), "");
}

TEST(TidyTest, FilesAndLinesStayShort) {
  std::vector<std::string> long_ones;
  for (const Source& source : Sources()) {
    if (source.lines.size() > kMaxLines)
      long_ones.push_back(absl::StrCat(source.path, ": ", source.lines.size(), " lines"));
    for (size_t i = 0; i < source.lines.size(); ++i) {
      const auto text = DecodeUtf8(source.lines[i]);
      if (!text || text->size() > kMaxColumns)
        long_ones.push_back(absl::StrCat(source.path, ":", i + 1));
    }
  }
  EXPECT_THAT(long_ones, IsEmpty());
}

// A reader can follow what a comment cites: documents of docs/, and decisions by their file's name.
TEST(TidyTest, WhatIsCitedIsThere) {
  const std::regex document("([A-Za-z0-9_/-]+\\.md)\\b");
  const std::regex decision("ADR (2026-[0-9a-z-]+)");
  std::set<std::string> absent;
  const auto look = [&](const std::string& line, const std::regex& what, const auto& is_there) {
    for (std::sregex_iterator at(line.begin(), line.end(), what), end; at != end; ++at) {
      if (!is_there((*at)[1].str())) absent.insert((*at)[1].str());
    }
  };
  for (const Source& source : Sources()) {
    for (const std::string& line : source.lines) {
      if (!absl::StrContains(line, ".md") && !absl::StrContains(line, "ADR 2")) continue;
      look(line, document, [](const std::string& name) {
        return std::filesystem::exists(name) || std::filesystem::exists("docs/" + name);
      });
      look(line, decision, [](const std::string& name) {
        return std::filesystem::exists(absl::StrCat("docs/adr/", name, ".md"));
      });
    }
  }
  EXPECT_THAT(absent, IsEmpty());
}

TEST(TidyTest, NothingIsLeftForLater) {
  // Split, so that this file does not find itself.
  const std::regex later(absl::StrCat("\\b(TO", "DO|FIX", "ME|XX", "X|HA", "CK)\\b"));
  std::vector<std::string> found;
  for (const Source& source : Sources()) {
    for (const std::string& line : source.lines) {
      if (std::regex_search(line, later)) found.push_back(absl::StrCat(source.path, ": ", line));
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

TEST(TidyTest, TimeComesInByArgument) {
  std::vector<std::string> found;
  for (const Source& source : Sources()) {
    const bool business = Under(source.path, "services/");
    // Caches age by real time; everything the law counts comes from the injected clock.
    if (!business || absl::EndsWith(source.path, "timetable_client.cc")) continue;
    for (const std::string& line : source.lines) {
      if (absl::StrContains(line, "absl::Now()")) found.push_back(source.path);
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

TEST(TidyTest, OnlyTheBridgeAndTheGatewayUseStdStringView) {
  const std::string banned = absl::StrCat("std::string_", "view");
  std::vector<std::string> found;
  for (const Source& source : Sources()) {
    if (Under(source.path, "gateway/") || source.path == "platform/base/strings.h") continue;
    for (const std::string& line : source.lines) {
      const std::string code = line.substr(0, line.find("//"));
      if (absl::StrContains(code, banned)) found.push_back(source.path);
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

}  // namespace
}  // namespace notary
