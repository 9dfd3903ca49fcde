// What a list in a request must be before it is written down.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::application {

// INVALID_ARGUMENT (LISTED_TWICE) at path[i].field when an entry repeats the key of an earlier one.
// `key` takes an entry and gives its key.
template <typename Entries, typename Key>
absl::Status EachOnce(const Entries& entries, absl::string_view path, absl::string_view field,
                      const Key& key) {
  std::set<std::string> seen;
  int index = 0;
  for (const auto& entry : entries) {
    if (!seen.insert(key(entry)).second) {
      return InvalidField(absl::StrCat(path, "[", index, "].", field), "LISTED_TWICE",
                          {"重复列出", "This is listed twice"});
    }
    ++index;
  }
  return absl::OkStatus();
}

}  // namespace notary::application
