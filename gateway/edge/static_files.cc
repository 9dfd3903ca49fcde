#include "gateway/edge/static_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/edge/security_headers.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::gateway {
namespace {

namespace fs = std::filesystem;

constexpr char kNotFound[] =
    "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>404</title>"
    "<h1>未找到此页面</h1><p lang=\"en\">There is no such page.</p><p><a href=\"/\">首页 "
    "Home</a></p>";

std::string MediaTypeOf(const std::string& path) {
  static const auto& types = *new std::map<std::string, std::string>{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
      {".pdf", "application/pdf"},
      {".txt", "text/plain; charset=utf-8"},
  };
  const auto found = types.find(fs::path(path).extension().string());
  return found == types.end() ? "application/octet-stream" : found->second;
}

// app-4f3a9c1b.js, as bundlers write it.
bool NameCarriesHash(const std::string& path) {
  static const std::regex kHashed(R"([-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$)");
  return absl::StartsWith(path, "/assets/") && std::regex_search(path, kHashed);
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

bool Accepts(absl::string_view accept_encoding, absl::string_view coding) {
  for (absl::string_view part : absl::StrSplit(accept_encoding, ',')) {
    const absl::string_view entry = absl::StripAsciiWhitespace(part);
    if (entry == coding) return true;
    if (absl::StartsWith(entry, absl::StrCat(coding, ";")) && !absl::EndsWith(entry, "q=0")) {
      return true;
    }
  }
  return false;
}

bool Names(absl::string_view if_none_match, absl::string_view etag) {
  if (absl::StripAsciiWhitespace(if_none_match) == "*") return true;
  absl::ConsumePrefix(&etag, "W/");
  for (absl::string_view part : absl::StrSplit(if_none_match, ',')) {
    absl::string_view entry = absl::StripAsciiWhitespace(part);
    absl::ConsumePrefix(&entry, "W/");
    if (entry == etag) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<StaticFiles> StaticFiles::Load(const std::string& folder) {
  StaticFiles out;
  if (folder.empty()) return out;
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return absl::NotFoundError(absl::StrCat("static_folder: no folder ", folder));
  }
  size_t count = 0;
  size_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    bytes += entry.file_size();
    if (++count > kMaxFiles || bytes > kMaxBytes) {
      return absl::InvalidArgumentError(absl::StrCat("static_folder: too much in ", folder));
    }
    std::string path = absl::StrCat("/", fs::relative(entry.path(), folder).string());
    std::string content = ReadAll(entry.path());
    if (absl::EndsWith(path, ".br")) {
      out.files_[path.substr(0, path.size() - 3)].brotli.body = std::move(content);
    } else if (absl::EndsWith(path, ".gz")) {
      out.files_[path.substr(0, path.size() - 3)].gzip.body = std::move(content);
    } else {
      out.files_[path].plain.body = std::move(content);
    }
  }
  // A compressed form alone is no file that every client could read.
  std::erase_if(out.files_, [](const auto& entry) {
    const File& file = entry.second;
    return file.plain.body.empty() && !(file.gzip.body.empty() && file.brotli.body.empty());
  });
  for (auto& [path, file] : out.files_) WriteLines(path, file);
  return out;
}

void StaticFiles::WriteLines(const std::string& path, File& file) {
  // Weak: the compressed forms of a file share it.
  const std::string hash = HexEncode(crypto::Sha256(file.plain.body)).substr(0, 32);
  file.etag = absl::StrCat("W/\"", hash, "\"");
  const char* keep = NameCarriesHash(path) ? "public, max-age=31536000, immutable" : "no-cache";
  file.unchanged.lines = absl::StrCat("ETag: ", file.etag, "\r\nCache-Control: ", keep,
                                      "\r\nVary: Accept-Encoding\r\n", SecurityLines(Shown::kPage));
  file.plain.lines =
      absl::StrCat(file.unchanged.lines, "Content-Type: ", MediaTypeOf(path), "\r\n");
  file.gzip.lines = absl::StrCat(file.plain.lines, "Content-Encoding: gzip\r\n");
  file.brotli.lines = absl::StrCat(file.plain.lines, "Content-Encoding: br\r\n");
}

const StaticFiles::File* StaticFiles::Find(const std::string& path) const {
  const auto found = files_.find(absl::EndsWith(path, "/") ? path + "index.html" : path);
  return found == files_.end() ? nullptr : &found->second;
}

Reply StaticFiles::Serve(const File& file, const Request& request) {
  const auto with = [](int status, const File::Form& form) {
    return Reply{.status = status, .lasting_lines = form.lines, .lasting_body = form.body};
  };
  if (Names(request.Header("if-none-match"), file.etag)) return with(304, file.unchanged);
  const std::string& accepted = request.Header("accept-encoding");
  if (!file.brotli.body.empty() && Accepts(accepted, "br")) return with(200, file.brotli);
  if (!file.gzip.body.empty() && Accepts(accepted, "gzip")) return with(200, file.gzip);
  return with(200, file.plain);
}

const StaticFiles::File* StaticFiles::FindApplication(const std::string& path) const {
  size_t slash = path.rfind('/');
  if (slash == std::string::npos || path.find('.', slash) != std::string::npos) return nullptr;
  while (true) {
    if (const File* index = Find(path.substr(0, slash + 1))) return index;
    if (slash == 0) return nullptr;
    slash = path.rfind('/', slash - 1);
  }
}

Reply NotFoundPage(const StaticFiles& files) {
  const StaticFiles::File* own = files.Find("/404.html");
  return {.status = 404,
          .headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-cache"}},
          .body = own == nullptr ? kNotFound : own->plain.body};
}

}  // namespace notary::gateway
