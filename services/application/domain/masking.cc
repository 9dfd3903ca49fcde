#include "services/application/domain/masking.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "platform/base/strings.h"

namespace notary::application {
namespace {

std::string Cover(const std::string& value, size_t first, size_t last) {
  std::optional<std::vector<char32_t>> text = DecodeUtf8(value);
  if (!text || text->size() <= first + last) return std::string(value.empty() ? 0 : 4, '*');
  std::fill(text->begin() + static_cast<ptrdiff_t>(first),
            text->end() - static_cast<ptrdiff_t>(last), U'*');
  return EncodeUtf8(*text);
}

}  // namespace

std::string MaskValue(absl::string_view field, const std::string& value) {
  if (absl::EndsWith(field, ".id_number") || absl::EndsWith(field, ".phone") ||
      absl::EndsWith(field, ".mobile")) {
    return Cover(value, 3, 4);
  }
  if (absl::EndsWith(field, ".address")) return Cover(value, 6, 0);
  return value;
}

std::map<std::string, std::string> MaskForm(const std::map<std::string, std::string>& form) {
  std::map<std::string, std::string> masked;
  for (const auto& [field, value] : form) masked[field] = MaskValue(field, value);
  return masked;
}

}  // namespace notary::application
