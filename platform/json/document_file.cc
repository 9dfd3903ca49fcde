#include "platform/json/document_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/status_macros.h"
#include "platform/json/json.h"

namespace notary::json {
namespace {

using Json = nlohmann::json;

absl::StatusOr<std::string> ReadAll(int file) {
  std::string text;
  char buffer[64 * 1024];
  for (;;) {
    const ssize_t got = read(file, buffer, sizeof buffer);
    if (got < 0) return absl::ErrnoToStatus(errno, "read");
    if (got == 0) return text;
    text.append(buffer, static_cast<size_t>(got));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<DocumentFile>> DocumentFile::Open(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("open ", path));
  std::unique_ptr<DocumentFile> documents(new DocumentFile(file));
  RETURN_IF_ERROR(documents->Load());
  return documents;
}

DocumentFile::~DocumentFile() { close(file_); }

absl::Status DocumentFile::Load() {
  ASSIGN_OR_RETURN(const std::string text, ReadAll(file_));
  size_t start = 0;
  for (size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
    RETURN_IF_ERROR(LoadLine(absl::string_view(text).substr(start, end - start)));
  }
  size_ = static_cast<int64_t>(start);
  if (ftruncate(file_, size_) != 0) return absl::ErrnoToStatus(errno, "truncate");
  return absl::OkStatus();
}

absl::Status DocumentFile::LoadLine(absl::string_view line) {
  const absl::StatusOr<Json> entry = ParseObject(line);
  if (!entry.ok()) return absl::DataLossError("a line of the ledger is damaged");
  const std::optional<std::string> kind = GetText(*entry, "kind");
  const std::optional<std::string> key = GetText(*entry, "key");
  if (!kind || !key) return absl::DataLossError("a line of the ledger is damaged");
  Keep(*kind, *key, GetObject(*entry, "document"));
  return absl::OkStatus();
}

void DocumentFile::Keep(const std::string& kind, const std::string& key, const Json& document) {
  documents_[kind][key] = Print(document);
  if (GetBool(document, "open") == true) {
    open_[kind].insert(key);
  } else {
    open_[kind].erase(key);
  }
}

absl::Status DocumentFile::Put(absl::string_view kind, absl::string_view key,
                               const Json& document) {
  NOTARY_CHECK(document.is_object());
  const std::string line = absl::StrCat(
      Print({{"kind", std::string(kind)}, {"key", std::string(key)}, {"document", document}}),
      "\n");
  const ssize_t written = pwrite(file_, line.data(), line.size(), size_);
  if (written != static_cast<ssize_t>(line.size())) {
    const int error = written < 0 ? errno : ENOSPC;
    NOTARY_CHECK(ftruncate(file_, size_) == 0);
    return absl::ErrnoToStatus(error, "write");
  }
  size_ += written;
  Keep(std::string(kind), std::string(key), document);
  return absl::OkStatus();
}

std::optional<Json> DocumentFile::Get(absl::string_view kind, absl::string_view key) const {
  const auto of_kind = documents_.find(std::string(kind));
  if (of_kind == documents_.end()) return std::nullopt;
  const auto found = of_kind->second.find(std::string(key));
  if (found == of_kind->second.end()) return std::nullopt;
  return *ParseObject(found->second);
}

std::vector<Json> DocumentFile::All(absl::string_view kind) const {
  std::vector<Json> all;
  const auto of_kind = documents_.find(std::string(kind));
  if (of_kind == documents_.end()) return all;
  for (const auto& [key, text] : of_kind->second) all.push_back(*ParseObject(text));
  return all;
}

std::vector<Json> DocumentFile::AllOpen(absl::string_view kind) const {
  std::vector<Json> all;
  const auto of_kind = open_.find(std::string(kind));
  if (of_kind == open_.end()) return all;
  for (const std::string& key : of_kind->second) all.push_back(*Get(kind, key));
  return all;
}

}  // namespace notary::json
