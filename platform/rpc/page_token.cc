#include "platform/rpc/page_token.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/crypto/digest.h"

namespace notary::rpc {
namespace {

constexpr size_t kTagSize = 8;

std::string Tag(absl::string_view key, absl::string_view scope) {
  return crypto::Sha256(absl::StrCat(scope, "\n", key)).substr(0, kTagSize);
}

}  // namespace

int64_t PageSize(int32_t requested) { return requested == 0 ? 20 : std::clamp(requested, 1, 100); }

std::string MakePageToken(absl::string_view last_key, absl::string_view scope) {
  return absl::WebSafeBase64Escape(absl::StrCat(Tag(last_key, scope), last_key));
}

absl::StatusOr<std::string> ParsePageToken(absl::string_view token, absl::string_view scope) {
  if (token.empty()) return std::string();
  std::string bytes;
  const bool whole = absl::WebSafeBase64Unescape(token, &bytes) && bytes.size() > kTagSize;
  if (whole && bytes.substr(0, kTagSize) == Tag(bytes.substr(kTagSize), scope)) {
    return bytes.substr(kTagSize);
  }
  return InvalidField(
      "page_token", "PAGE_TOKEN_INVALID",
      {"分页标记无效，请从第一页开始", "This page token does not fit; start at the first page"});
}

}  // namespace notary::rpc
