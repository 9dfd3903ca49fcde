// What a list in a request must be before it is written down.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "notary/application/v1/application_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/originals.h"

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

// What is missing, as a request lists it.
template <typename Request>
Items ItemsOf(const Request& request) {
  Items items;
  for (const v1::MissingItem& item : request.items()) items.emplace_back(item.slot(), item.note());
  return items;
}

// The originals in a request, each slot once.
template <typename Request>
absl::StatusOr<std::vector<OriginalCheck>> OriginalsIn(const Request& request) {
  std::vector<OriginalCheck> originals;
  for (const v1::OriginalCheck& original : request.originals()) {
    originals.push_back({original.slot(), original.passed()});
  }
  RETURN_IF_ERROR(EachOnce(originals, "originals", "slot",
                           [](const OriginalCheck& original) { return original.slot; }));
  return originals;
}

// The consents in a request, each code once.
template <typename Request>
absl::StatusOr<std::vector<GivenConsent>> ConsentsOf(const Request& request) {
  std::vector<GivenConsent> consents;
  for (const v1::Consent& consent : request.consents()) {
    consents.push_back({consent.code(), consent.text_hash()});
  }
  RETURN_IF_ERROR(EachOnce(consents, "consents", "code",
                           [](const GivenConsent& consent) { return consent.code; }));
  return consents;
}

}  // namespace notary::application
