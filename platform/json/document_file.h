// JSON documents by kind and key, held in memory and in an append-only file: what a simulator calls
// its ledger. Each Put is one line handed to the kernel before it returns, so kill -9 loses
// nothing. A document with the member "open": true is work still to be done and can be asked for
// apart.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::json {

// Not thread-safe: its owner's mutex guards it.
class DocumentFile {
 public:
  // Reads what is there; a last line cut short by a crash is dropped. DATA_LOSS for any other
  // damage.
  static absl::StatusOr<std::unique_ptr<DocumentFile>> Open(const std::string& path);
  ~DocumentFile();

  // Replaces the document. On an error nothing has changed.
  absl::Status Put(absl::string_view kind, absl::string_view key, const nlohmann::json& document);

  std::optional<nlohmann::json> Get(absl::string_view kind, absl::string_view key) const;
  // All documents of a kind, ordered by key.
  std::vector<nlohmann::json> All(absl::string_view kind) const;
  std::vector<nlohmann::json> AllOpen(absl::string_view kind) const;

 private:
  explicit DocumentFile(int file) : file_(file) {}
  absl::Status Load();
  absl::Status LoadLine(absl::string_view line);
  void Keep(const std::string& kind, const std::string& key, const nlohmann::json& document);

  const int file_;
  int64_t size_ = 0;  // of the whole lines in the file
  std::map<std::string, std::map<std::string, std::string>> documents_;  // kind, key → JSON text
  std::map<std::string, std::set<std::string>> open_;                    // kind → keys
};

}  // namespace notary::json
