#include "services/common/masking.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "platform/base/strings.h"
#include "services/common/person_name.h"

namespace notary::common {
namespace {

enum class Style { kNumber, kPhone, kName, kAddress, kBirthDate, kNothing };

// As long as a citizen number of before 1999.
constexpr size_t kLongNumber = 15;

struct Rule {
  const char* ending;  // of the field's key
  Style style;
};

// Whoever works with a case knows what kind of case it is and where it stands, not of whom it
// speaks.
constexpr Rule kRules[] = {
    {".id_number", Style::kNumber},
    {".former_id_number", Style::kNumber},
    {".phone", Style::kPhone},
    {".mobile", Style::kPhone},
    // A diploma or a licence names its holder, a licence by the very number of the identity card.
    {"document.number", Style::kNumber},
    {".certificate_number", Style::kNumber},
    {".file_number", Style::kNumber},
    {".name", Style::kName},
    {".former_name", Style::kName},
    {"name.other", Style::kName},
    {".representative", Style::kName},
    {"_pinyin", Style::kName},
    {".address", Style::kAddress},
    // It stands in the number, which hides it.
    {".birth_date", Style::kBirthDate},
    // Typed as people speak of themselves and of others.
    {"name.note", Style::kNothing},
    {".adoptive_parents", Style::kNothing},
    {".adoptive_parents_en", Style::kNothing},
};

// Names, and not of persons.
constexpr const char* kPublicNames[] = {"organisation.name", "qualification.name"};

std::string Cover(const std::string& value, size_t first, size_t last) {
  std::optional<std::vector<char32_t>> text = DecodeUtf8(value);
  if (!text || text->size() <= first + last) return std::string(value.empty() ? 0 : 4, '*');
  std::fill(text->begin() + static_cast<ptrdiff_t>(first),
            text->end() - static_cast<ptrdiff_t>(last), U'*');
  return EncodeUtf8(*text);
}

std::string Masked(Style style, const std::string& value) {
  switch (style) {
    case Style::kNumber:
      return MaskNumber(value);
    case Style::kPhone:
      return Cover(value, 3, 4);
    case Style::kName:
      return MaskName(value);
    case Style::kAddress:
      return Cover(value, 6, 0);
    case Style::kBirthDate:
      return value.size() > 4 ? value.substr(0, 4) + "-**-**" : "****";
    case Style::kNothing:
      break;
  }
  return "****";
}

}  // namespace

std::string MaskNumber(absl::string_view number) {
  const std::optional<std::vector<char32_t>> text = DecodeUtf8(number);
  const size_t length = text ? text->size() : 0;
  // Short numbers (passports) would be readable with seven characters shown.
  const bool is_long = length >= kLongNumber;
  const size_t head = is_long ? 3 : 1;
  const size_t tail = is_long ? 4 : 2;
  if (length <= head + tail) return std::string(text ? length : number.size(), '*');
  return Cover(std::string(number), head, tail);
}

std::string MaskValue(absl::string_view field, const std::string& value) {
  for (const char* name : kPublicNames) {
    if (field == name) return value;
  }
  for (const Rule& rule : kRules) {
    if (!value.empty() && absl::EndsWith(field, rule.ending)) return Masked(rule.style, value);
  }
  return value;
}

std::map<std::string, std::string> MaskForm(const std::map<std::string, std::string>& form) {
  std::map<std::string, std::string> masked;
  for (const auto& [field, value] : form) masked[field] = MaskValue(field, value);
  return masked;
}

}  // namespace notary::common
