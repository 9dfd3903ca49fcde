#include "gateway/transcode/language.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace notary::gateway {

Language ChooseLanguage(absl::string_view accept_language) {
  double zh = 0;
  double en = 0;
  for (absl::string_view entry : absl::StrSplit(accept_language, ',')) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(entry, absl::MaxSplits(';', 1));
    const absl::string_view tag = absl::StripAsciiWhitespace(parts.first);
    absl::string_view weight = absl::StripAsciiWhitespace(parts.second);
    double q = 1;
    if (absl::ConsumePrefix(&weight, "q=") && !absl::SimpleAtod(weight, &q)) q = 0;
    if (absl::StartsWithIgnoreCase(tag, "zh")) zh = std::max(zh, q);
    if (absl::StartsWithIgnoreCase(tag, "en")) en = std::max(en, q);
  }
  return en > zh ? Language::kEn : Language::kZh;
}

}  // namespace notary::gateway
