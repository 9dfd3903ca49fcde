#include "services/notification/domain/notice.h"

#include "absl/strings/str_format.h"
#include "platform/base/fill_in.h"

namespace notary::notification {

Text Body(const NoticeTemplate& pattern, const std::map<std::string, Text>& words,
          const std::map<std::string, std::string>& values) {
  std::map<std::string, std::string> zh = values, en = values;
  for (const auto& [key, value] : values) {
    const auto word = words.find(value);
    if (word == words.end()) continue;
    zh[key] = word->second.zh;
    en[key] = word->second.en;
  }
  return {FillIn(pattern.text.zh, zh), FillIn(pattern.text.en, en)};
}

std::string BasisOf(const NoticeTemplate& pattern, const std::map<std::string, std::string>& bases,
                    const std::map<std::string, std::string>& values) {
  for (const auto& [key, value] : values) {
    const auto basis = bases.find(value);
    if (basis != bases.end()) return basis->second;
  }
  return pattern.legal_basis;
}

std::string NoticeNumber(absl::string_view office, absl::string_view code, int64_t year,
                         int64_t serial) {
  return absl::StrFormat("%s-%s-%d-%06d", office, code, year, serial);
}

}  // namespace notary::notification
