#include "services/application/domain/retention.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "platform/base/error.h"

namespace notary::application {
namespace {

// Longer and longer.
constexpr auto kTerms = std::to_array<absl::string_view>({"SHORT", "LONG", "PERMANENT"});

}  // namespace

absl::Status CheckRetention(const std::string& retention, const std::string& least) {
  const auto* const given = std::ranges::find(kTerms, retention);
  if (given == kTerms.end()) {
    return InvalidField("retention", "NOT_AN_OPTION",
                        {"须为： SHORT, LONG, PERMANENT", "Must be one of SHORT, LONG, PERMANENT"});
  }
  if (given >= std::ranges::find(kTerms, least)) return absl::OkStatus();
  return InvalidField("retention", "RETENTION_TOO_SHORT",
                      {absl::StrCat("该事项的保管期限不得短于 ", least),
                       absl::StrCat("A case of this matter is kept no shorter than ", least)});
}

}  // namespace notary::application
