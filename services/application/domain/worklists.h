// What the office itself has to see to in time (domain.md 1.6). Time alone acts on none of these
// cases: the office lists them. How long each limit is, and in what days it counts, is the
// catalogue's data.
#pragma once

#include <array>
#include <optional>

#include "absl/strings/string_view.h"

namespace notary::application {

// What a worklist's limit counts from.
enum class CountsFrom {
  kDueDate,          // counts to it: L30 with its pauses
  kSubmission,       // of a case that nobody has answered
  kSupplementPause,  // for which the party is waited for
  kVerifyPause,      // for which another body is waited for
  kClosing,          // of the register: issued, refused or terminated
  kNothing,          // waits since it is there
  kCaller,           // waits for whoever asks, since it is there
};

struct Worklist {
  const char* code;  // of the catalogue's limit, where there is one
  CountsFrom from;
};

inline constexpr auto kWorklists = std::to_array<Worklist>({
    {"ISSUE", CountsFrom::kDueDate},  // L30
    {"PRE_CHECK_TARGET", CountsFrom::kSubmission},
    {"PRE_CHECK", CountsFrom::kSubmission},
    {"SUPPLEMENT", CountsFrom::kSupplementPause},
    {"ENTRUSTED_VERIFICATION", CountsFrom::kVerifyPause},  // R33
    {"ARCHIVE", CountsFrom::kClosing},                     // R58
    {"RECUSAL", CountsFrom::kNothing},                     // row 11: the head decides
    {"FINDING", CountsFrom::kCaller},                      // R28: who came along confirms
});

inline std::optional<Worklist> FindWorklist(absl::string_view code) {
  for (const Worklist& list : kWorklists) {
    if (code == list.code) return list;
  }
  return std::nullopt;
}

}  // namespace notary::application
