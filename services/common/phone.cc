#include "services/common/phone.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/common/input.h"

namespace notary::common {
namespace {

bool IsMobile(absl::string_view n) {
  return n.size() == 11 && AllDigits(n) && n[0] == '1' && n[1] >= '3';
}

bool IsShanghaiLandline(absl::string_view n) {
  return n.size() == 11 && AllDigits(n) && absl::StartsWith(n, "021") && n[3] >= '2';
}

// E.164: up to 15 digits, none shorter than 7 is in use with a country code.
bool IsAbroad(absl::string_view n) {
  return n.size() >= 8 && n.size() <= 16 && n[0] == '+' && n[1] != '0' && AllDigits(n.substr(1));
}

}  // namespace

absl::StatusOr<Phone> ParsePhone(absl::string_view field, absl::string_view text) {
  const std::string bare =
      absl::StrReplaceAll(NormaliseNumber(text), {{"-", ""}, {"(", ""}, {")", ""}});
  absl::string_view number = bare;
  const bool has_country =
      absl::ConsumePrefix(&number, "+86") || absl::ConsumePrefix(&number, "0086");
  if (IsMobile(number)) return Phone{PhoneKind::kMainlandMobile, std::string(number)};
  const std::string local = has_country && absl::StartsWith(number, "21")
                                ? absl::StrCat("0", number)
                                : std::string(number);
  if (IsShanghaiLandline(local)) return Phone{PhoneKind::kShanghaiLandline, local};
  if (!has_country && IsAbroad(number)) return Phone{PhoneKind::kAbroad, std::string(number)};
  return InvalidField(field, "PHONE_FORMAT",
                      {"请填写11位手机号码、上海固定电话(021加8位)或以+和国家代码开头的境外号码",
                       "Give an 11-digit mobile number, a Shanghai number (021 and 8 digits) or a "
                       "foreign number that begins with + and the country code"});
}

absl::StatusOr<Phone> ParseMobile(absl::string_view field, absl::string_view text) {
  ASSIGN_OR_RETURN(Phone phone, ParsePhone(field, text));
  if (phone.kind == PhoneKind::kShanghaiLandline) {
    return InvalidField(field, "PHONE_NOT_MOBILE",
                        {"此处须填写可接收短信的手机号码",
                         "This must be a mobile number that can receive text messages"});
  }
  return phone;
}

std::string MaskPhone(absl::string_view number) {
  if (number.size() < 8) return std::string(number.size(), '*');
  return absl::StrCat(number.substr(0, 3), std::string(number.size() - 7, '*'),
                      number.substr(number.size() - 4));
}

}  // namespace notary::common
