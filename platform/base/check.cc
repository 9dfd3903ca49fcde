#include "platform/base/check.h"

#include <cstdlib>

#include "platform/base/log.h"

namespace notary::internal {

void CheckFailed(const char* file, int line, absl::string_view condition) {
  Log(Severity::kError, "check_failed", {{"file", file}, {"line", line}, {"condition", condition}});
  std::abort();
}

}  // namespace notary::internal
