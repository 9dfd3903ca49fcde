#include "services/catalogue/domain/field_value.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "services/common/civil_date.h"
#include "services/common/id_document.h"
#include "services/common/marriage_certificate.h"
#include "services/common/person_name.h"
#include "services/common/phone.h"
#include "services/common/province.h"
#include "services/common/uscc.h"

namespace notary::catalogue {
namespace {

absl::Status OptionError(const std::string& path) {
  return InvalidField(path, "OPTION_UNKNOWN",
                      {"请从列出的选项中选择", "Choose one of the options"});
}

absl::StatusOr<std::string> OneOf(const std::string& path, const std::vector<std::string>& options,
                                  const std::string& value) {
  if (std::find(options.begin(), options.end(), value) == options.end()) return OptionError(path);
  return value;
}

absl::StatusOr<std::string> Integer(const std::string& path, const FormField& field,
                                    const std::string& value) {
  int64_t number = 0;
  if (!absl::SimpleAtoi(value, &number)) {
    return InvalidField(path, "NUMBER_FORMAT", {"应为整数", "This must be a whole number"});
  }
  if (number < field.minimum || number > field.maximum) {
    return InvalidField(
        path, "NUMBER_RANGE",
        {absl::StrCat("应在", field.minimum, "至", field.maximum, "之间"),
         absl::StrCat("This must be between ", field.minimum, " and ", field.maximum)});
  }
  return absl::StrCat(number);
}

// As in a passport: A-Z, with spaces, hyphens and apostrophes. The passport writes ü as YU.
absl::StatusOr<std::string> Pinyin(const std::string& path, const std::string& value) {
  const std::string upper = absl::AsciiStrToUpper(value);
  const bool fits = std::all_of(upper.begin(), upper.end(), [](unsigned char c) {
    return absl::ascii_isupper(c) || c == ' ' || c == '-' || c == '\'';
  });
  if (fits) return upper;
  return InvalidField(
      path, "PINYIN_FORMAT",
      {"请按护照填写大写字母(ü写作YU)", "Write the letters A-Z as in the passport (YU for ü)"});
}

// European letters with their accents, digits and signs: nothing that an English page cannot be
// read with.
bool IsLatin(char32_t c) { return c < 0x250 || (c >= 0x2010 && c <= 0x2027); }

absl::Status CheckLatin(const std::string& path, const std::string& value) {
  const std::optional<std::vector<char32_t>> text = DecodeUtf8(value);
  if (text && std::all_of(text->begin(), text->end(), IsLatin)) return absl::OkStatus();
  return InvalidField(
      path, "LATIN_TEXT_FORMAT",
      {"请用拉丁字母填写英文译名", "Write it in Latin letters, as it is in English"});
}

absl::StatusOr<std::string> IdNumber(const std::string& path, const FormField& field,
                                     const std::string& value, const Situation& situation,
                                     absl::CivilDay today) {
  const auto type_value = situation.form.find(field.id_type_key);
  const std::optional<common::IdType> type =
      type_value == situation.form.end() ? std::nullopt : common::ParseIdType(type_value->second);
  // The fault is then that of the type field, and reported there.
  if (!type) return value;
  ASSIGN_OR_RETURN(common::IdDocument document, common::ParseIdDocument(path, *type, value, today));
  return document.number;
}

absl::StatusOr<std::string> Country(const Catalogue& catalogue, const std::string& path,
                                    const std::string& value, absl::CivilDay today) {
  if (FindDestination(catalogue, value, today)) return value;
  return InvalidField(path, "DESTINATION_UNKNOWN",
                      {"暂不办理发往该国家或地区使用的公证书",
                       "Certificates for use in this place are not offered yet"});
}

// Chinese and English are always possible; other languages where the place of use takes them.
absl::StatusOr<std::string> Language(const std::string& path, const std::string& value,
                                     const Situation& situation) {
  if (value == "zh" || value == "en") return value;
  if (situation.destination != nullptr) {
    const std::vector<std::string>& languages = situation.destination->languages;
    if (std::find(languages.begin(), languages.end(), value) != languages.end()) return value;
  }
  return InvalidField(path, "LANGUAGE_NOT_ACCEPTED",
                      {"使用地不接受该语种", "The place of use does not take this language"});
}

absl::StatusOr<std::string> MarriageNumber(const std::string& path, const std::string& value,
                                           absl::CivilDay today) {
  ASSIGN_OR_RETURN(
      common::MarriageCertificateNumber number,
      common::ParseMarriageCertificateNumber(path, value, static_cast<int>(today.year())));
  return number.text;
}

// The certificate rests on a paper that is valid on this day.
absl::Status CheckNotPast(const std::string& path, const std::string& value, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, common::ParseCivilDay(path, value));
  if (day >= today) return absl::OkStatus();
  return InvalidField(
      path, "DATE_PASSED",
      {"该日期已过，请先换领有效证件", "This day has passed; renew the document first"});
}

// The courier's price depends on it; and a birth is certified where it happened in the mainland.
absl::Status CheckProvince(const std::string& path, const std::string& value, bool mainland) {
  RETURN_IF_ERROR(common::CheckProvince(path, value));
  if (!mainland || common::IsMainland(common::ProvinceCode(value))) return absl::OkStatus();
  return InvalidField(path, "PROVINCE_NOT_MAINLAND",
                      {"仅办理在内地出生的公证", "Only births in the mainland are certified"});
}

absl::Status CheckLength(const std::string& path, const FormField& field,
                         const std::string& value) {
  const auto characters = DecodeUtf8(value);
  if (characters && characters->size() <= static_cast<size_t>(field.max_length)) {
    return absl::OkStatus();
  }
  return InvalidField(path, "TOO_LONG",
                      {absl::StrCat("最多", field.max_length, "个字符"),
                       absl::StrCat("At most ", field.max_length, " characters")});
}

absl::StatusOr<std::string> ByType(const Catalogue& catalogue, const std::string& path,
                                   const FormField& field, const std::string& value,
                                   const Situation& situation, absl::CivilDay today) {
  switch (field.type) {
    case FieldType::kName: {
      ASSIGN_OR_RETURN(common::PersonName name, common::ParsePersonName(path, value));
      return name.stored;
    }
    case FieldType::kIdType:
      return common::ParseIdType(value) ? absl::StatusOr<std::string>(value) : OptionError(path);
    case FieldType::kIdNumber:
      return IdNumber(path, field, value, situation, today);
    case FieldType::kSex:
      return OneOf(path, {"MALE", "FEMALE"}, value);
    case FieldType::kPastDate: {
      RETURN_IF_ERROR(common::ParsePastDay(path, value, today).status());
      return value;
    }
    case FieldType::kDate: {
      RETURN_IF_ERROR(common::ParseCivilDay(path, value).status());
      return value;
    }
    case FieldType::kDateNotPast: {
      RETURN_IF_ERROR(CheckNotPast(path, value, today));
      return value;
    }
    case FieldType::kProvince:
    case FieldType::kMainlandProvince: {
      const bool mainland = field.type == FieldType::kMainlandProvince;
      RETURN_IF_ERROR(CheckProvince(path, value, mainland));
      return value;
    }
    case FieldType::kPhone: {
      ASSIGN_OR_RETURN(common::Phone phone, common::ParsePhone(path, value));
      return phone.number;
    }
    case FieldType::kCountry:
      return Country(catalogue, path, value, today);
    case FieldType::kLanguage:
      return Language(path, value, situation);
    case FieldType::kMarriageCertificateNumber:
      return MarriageNumber(path, value, today);
    case FieldType::kUscc: {
      ASSIGN_OR_RETURN(common::Uscc uscc, common::ParseUscc(path, value));
      return uscc.code;
    }
    case FieldType::kInteger:
      return Integer(path, field, value);
    case FieldType::kEnum:
      return OneOf(path, field.options, value);
    case FieldType::kBoolean:
      return OneOf(path, {"YES", "NO"}, value);
    case FieldType::kPinyin:
      return Pinyin(path, value);
    case FieldType::kLatinText: {
      RETURN_IF_ERROR(CheckLatin(path, value));
      return value;
    }
    case FieldType::kText:
    case FieldType::kAddress:
    case FieldType::kDocumentNumber:
      break;
  }
  return value;
}

}  // namespace

absl::StatusOr<std::string> ParseFieldValue(const Catalogue& catalogue, const FormField& field,
                                            const std::string& value, const Situation& situation,
                                            absl::CivilDay today) {
  const std::string path = absl::StrCat("form.", field.key);
  const std::string trimmed(absl::StripAsciiWhitespace(value));
  RETURN_IF_ERROR(CheckLength(path, field, trimmed));
  return ByType(catalogue, path, field, trimmed, situation, today);
}

}  // namespace notary::catalogue
