#include "platform/rpc/resource_name.h"

#include <vector>

#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/id.h"

namespace notary::rpc {

absl::StatusOr<std::string> IdOf(absl::string_view name, absl::string_view collection) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() == 4 && parts[2] == collection && IsUuid(parts[3])) return std::string(parts[3]);
  return NotHere();
}

}  // namespace notary::rpc
