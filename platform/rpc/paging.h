// Reading a list page by page (AIP-158): what a caller asks for, and the token of the next page.
// Tokens are bound to the caller and the filter they were made for.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "platform/rpc/page_token.h"

namespace notary::rpc {

// One page. `scope` says for whom and for which filter; it is hashed, not sent.
class Paging {
 public:
  // INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
  template <typename Request>
  static absl::StatusOr<Paging> Of(const Request& request, std::string scope) {
    absl::StatusOr<std::string> behind = ParsePageToken(request.page_token(), scope);
    if (!behind.ok()) return behind.status();
    return Paging(PageSize(request.page_size()), *std::move(behind), std::move(scope));
  }

  // The key behind which the page begins; empty for the first.
  const std::string& behind() const { return behind_; }

  // Rows to read: one more than a page holds tells whether there is a next one.
  int64_t limit() const { return size_ + 1; }

  // Cuts what was read to a page. Returns the token of the next one, empty after the last; `key`
  // gives a row's own.
  template <typename Row, typename Key>
  std::string Cut(std::vector<Row>& rows, Key key) const {
    if (static_cast<int64_t>(rows.size()) <= size_) return "";
    rows.pop_back();
    return MakePageToken(std::invoke(key, rows.back()), scope_);
  }

 private:
  Paging(int64_t size, std::string behind, std::string scope)
      : size_(size), behind_(std::move(behind)), scope_(std::move(scope)) {}

  int64_t size_;
  std::string behind_;
  std::string scope_;
};

}  // namespace notary::rpc
