// NOTARY_CHECK(condition): a bug in this program ends the process with a place and a reason. Never
// for bad input or a failing neighbour: those are absl::Status.
#pragma once

#include "absl/strings/string_view.h"

namespace notary::internal {
[[noreturn]] void CheckFailed(const char* file, int line, absl::string_view condition);
}  // namespace notary::internal

#define NOTARY_CHECK(condition)                                                        \
  do {                                                                                 \
    if (!(condition)) ::notary::internal::CheckFailed(__FILE__, __LINE__, #condition); \
  } while (false)
