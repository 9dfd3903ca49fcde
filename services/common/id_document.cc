#include "services/common/id_document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"

namespace notary::common {
namespace {

constexpr std::array<std::pair<IdType, const char*>, 8> kNames = {{
    {IdType::kCitizenId, "CITIZEN_ID"},
    {IdType::kResidencePermit, "RESIDENCE_PERMIT"},
    {IdType::kPrcPassport, "PRC_PASSPORT"},
    {IdType::kForeignPassport, "FOREIGN_PASSPORT"},
    {IdType::kHongKongMacauPermit, "HONG_KONG_MACAU_PERMIT"},
    {IdType::kTaiwanPermit, "TAIWAN_PERMIT"},
    {IdType::kPermanentResidentId, "PERMANENT_RESIDENT_ID"},
    {IdType::kOther, "OTHER"},
}};

absl::Status PassportError(absl::string_view field, Text text) {
  return InvalidField(field, "PASSPORT_FORMAT", std::move(text));
}

absl::Status PermitError(absl::string_view field, Text text) {
  return InvalidField(field, "PERMIT_FORMAT", std::move(text));
}

bool IsUpper(char c) { return absl::ascii_isupper(static_cast<unsigned char>(c)); }

// Ordinary: E, then a digit or a letter other than I, then seven digits; before 2012 G and eight
// digits. Diplomatic, service and public affairs: D, S or P, from 2012 followed by E.
bool IsPrcPassport(absl::string_view n) {
  if (n.size() < 8 || n.size() > 10) return false;
  if (n[0] == 'G') return n.size() == 9 && AllDigits(n.substr(1));
  if (n[0] == 'E') {
    return n.size() == 9 && AllUpperAlnum(n.substr(1, 1)) && n[1] != 'I' && n[1] != 'O' &&
           AllDigits(n.substr(2));
  }
  if (n[0] != 'D' && n[0] != 'S' && n[0] != 'P') return false;
  const absl::string_view digits = n.substr(n[1] == 'E' ? 2 : 1);
  return (digits.size() == 7 || digits.size() == 8) && AllDigits(digits);
}

bool IsHongKongMacauPermit(absl::string_view n) {
  return (n.size() == 9 || n.size() == 11) && (n[0] == 'H' || n[0] == 'M') &&
         AllDigits(n.substr(1));
}

// Booklets of before 2015: ten digits, mostly with a suffix. Their number cannot be checked.
absl::StatusOr<IdDocument> FreeText(absl::string_view field, IdType type, std::string number) {
  constexpr size_t kMaxCharacters = 30;
  const auto code_points = DecodeUtf8(number);
  if (!code_points || code_points->empty() || code_points->size() > kMaxCharacters) {
    return InvalidField(field, "ID_NUMBER_LENGTH",
                        {"证件号码应为1至30个字符", "The number has 1 to 30 characters"});
  }
  return IdDocument{.type = type,
                    .number = std::move(number),
                    .needs_manual_check = true,
                    .birth_date = {},
                    .sex = {},
                    .nationality_numeric = {}};
}

IdDocument Checked(IdType type, std::string number) {
  return {.type = type,
          .number = std::move(number),
          .needs_manual_check = false,
          .birth_date = {},
          .sex = {},
          .nationality_numeric = {}};
}

// The card of 2023: 9, region (2), numeric country (3), birth date (8), sequence (3), check (1).
absl::StatusOr<IdDocument> NewPermanentResidentId(absl::string_view field, std::string number,
                                                  absl::CivilDay today) {
  const absl::string_view n = number;
  const std::optional<absl::CivilDay> birth =
      MakeDay(ToInt(n.substr(6, 4)), ToInt(n.substr(10, 2)), ToInt(n.substr(12, 2)));
  if (!birth || *birth > today) {
    return InvalidField(field, "PERMANENT_RESIDENT_BIRTH_DATE",
                        {"号码第7至14位不是有效的出生日期",
                         "Characters 7 to 14 of the number are not a possible date of birth"});
  }
  if (CitizenNumberCheckDigit(n.substr(0, 17)) != n.back()) {
    return InvalidField(field, "PERMANENT_RESIDENT_CHECK_DIGIT",
                        {"校验码不符,请核对号码",
                         "The check digit does not fit: please compare the "
                         "number with the card"});
  }
  std::string nationality(n.substr(3, 3));
  IdDocument document = Checked(IdType::kPermanentResidentId, std::move(number));
  document.birth_date = birth;
  document.nationality_numeric = std::move(nationality);
  return document;
}

absl::StatusOr<IdDocument> PermanentResidentId(absl::string_view field, std::string number,
                                               absl::CivilDay today) {
  const absl::string_view n = number;
  const bool is_new = n.size() == 18 && n[0] == '9' && AllDigits(n.substr(0, 17)) &&
                      (AllDigits(n.substr(17)) || n[17] == 'X');
  if (is_new) return NewPermanentResidentId(field, std::move(number), today);
  const bool is_old =
      n.size() == 15 && std::all_of(n.begin(), n.begin() + 3, IsUpper) && AllDigits(n.substr(3));
  if (is_old) return Checked(IdType::kPermanentResidentId, std::move(number));
  return InvalidField(field, "PERMANENT_RESIDENT_FORMAT",
                      {"永久居留身份证号码应为18位(以9开头),旧证为3个字母加12位数字",
                       "A permanent resident ID has 18 characters beginning with 9; the old card 3 "
                       "letters and 12 digits"});
}

absl::StatusOr<IdDocument> Citizen(absl::string_view field, IdType type, absl::string_view text,
                                   absl::CivilDay today) {
  ASSIGN_OR_RETURN(CitizenNumber parsed, ParseCitizenNumber(field, text, today));
  const bool is_permit = parsed.holder != Holder::kCitizen;
  if (is_permit != (type == IdType::kResidencePermit)) {
    return InvalidField(field, "ID_TYPE_NUMBER_MISMATCH",
                        {"号码与所选证件类型不符(居住证号码以81、82、83开头)",
                         "The number does not belong to the chosen document type (residence "
                         "permit numbers begin with 81, 82 or 83)"});
  }
  IdDocument document = Checked(type, parsed.number);
  document.birth_date = parsed.birth_date;
  document.sex = parsed.sex;
  return document;
}

absl::StatusOr<IdDocument> Passport(absl::string_view field, IdType type, std::string number) {
  if (type == IdType::kPrcPassport && !IsPrcPassport(number)) {
    return PassportError(field, {"中国护照号码为字母E加8位(第二位可为字母),旧版为G加8位数字",
                                 "A Chinese passport number is E and 8 characters (the second may "
                                 "be a letter), or G and 8 digits"});
  }
  if (number.size() < 5 || number.size() > 20 || !AllUpperAlnum(number)) {
    return PassportError(field, {"护照号码应为5至20位字母或数字",
                                 "A passport number has 5 to 20 letters or digits"});
  }
  return Checked(type, std::move(number));
}

}  // namespace

absl::string_view Name(IdType type) {
  return std::find_if(kNames.begin(), kNames.end(), [&](const auto& e) { return e.first == type; })
      ->second;
}

std::optional<IdType> ParseIdType(absl::string_view name) {
  for (const auto& [type, text] : kNames) {
    if (name == text) return type;
  }
  return std::nullopt;
}

absl::StatusOr<IdDocument> ParseIdDocument(absl::string_view field, IdType type,
                                           absl::string_view text, absl::CivilDay today) {
  std::string number = NormaliseNumber(text);
  switch (type) {
    case IdType::kCitizenId:
    case IdType::kResidencePermit:
      return Citizen(field, type, text, today);
    case IdType::kPrcPassport:
    case IdType::kForeignPassport:
      return Passport(field, type, std::move(number));
    case IdType::kHongKongMacauPermit:
      if (IsHongKongMacauPermit(number)) return Checked(type, std::move(number));
      return PermitError(field, {"港澳居民来往内地通行证号码为H或M加8位数字(旧卡加10位)",
                                 "The permit number is H or M and 8 digits (10 on the old card)"});
    case IdType::kTaiwanPermit:
      if (number.size() == 8 && AllDigits(number)) return Checked(type, std::move(number));
      if (number.size() >= 10 && AllDigits(absl::string_view(number).substr(0, 10))) {
        return FreeText(field, type, std::move(number));
      }
      return PermitError(field, {"台湾居民来往大陆通行证号码为8位数字,旧本式为10位数字加后缀",
                                 "The permit number has 8 digits; that of an old booklet 10 digits "
                                 "and a suffix"});
    case IdType::kPermanentResidentId:
      return PermanentResidentId(field, std::move(number), today);
    case IdType::kOther:
      break;
  }
  return FreeText(field, type, std::move(number));
}

}  // namespace notary::common
