#include "services/notification/domain/sms_gateway.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "platform/base/error.h"

namespace notary::notification {
namespace {

constexpr size_t kParameterSizeMax = 64;
// From here on a row of digits is a person's: mobile numbers have 11, citizen numbers 15 or 18.
// Dates, amounts and the digits of our own numbers are shorter.
constexpr int kDigitsMax = 10;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool IsMobile(absl::string_view number) {
  return number.size() == 11 && number[0] == '1' && number[1] >= '3' &&
         std::all_of(number.begin(), number.end(), IsDigit);
}

bool LooksPersonal(absl::string_view text) {
  int run = 0;
  for (const char c : text) {
    run = IsDigit(c) ? run + 1 : (c == ' ' || c == '-') ? run : 0;
    if (run > kDigitsMax) return true;
  }
  return false;
}

}  // namespace

absl::Status CheckSms(const SmsMessage& message) {
  if (!IsMobile(message.to.Reveal())) {
    return InvalidField("to", "SMS_NUMBER_INVALID", {"手机号无效", "Not a mobile number"});
  }
  if (message.id.empty() || message.sms_template.empty()) {
    return InvalidField("template", "SMS_TEMPLATE_INVALID",
                        {"缺少消息编号或模板", "The message has no id or no template"});
  }
  for (const auto& [key, value] : message.params) {
    if (value.size() > kParameterSizeMax) {
      return InvalidField("params", "SMS_PARAMETER_INVALID",
                          {"短信参数过长", "A parameter is too long"});
    }
    if (LooksPersonal(value)) {
      return InvalidField("params", "SMS_PARAMETER_PERSONAL",
                          {"短信参数不得含个人信息", "A parameter looks like personal data"});
    }
  }
  return absl::OkStatus();
}

}  // namespace notary::notification
