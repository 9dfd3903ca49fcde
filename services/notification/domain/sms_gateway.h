// Port: a gateway that sends text messages. A message is a template, approved beforehand as Chinese
// rules demand, and parameters that hold no personal data: anyone may read a telephone's lock
// screen.
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/base/sensitive.h"

namespace notary::notification {

struct SmsMessage {
  std::string id;             // ours: the same id is sent once, however often it is asked for
  Sensitive<std::string> to;  // mainland mobile number, 11 digits
  std::string sms_template;   // the gateway's name of the approved text
  std::map<std::string, std::string> params;
};

// INVALID_ARGUMENT: SMS_NUMBER_INVALID, SMS_TEMPLATE_INVALID, SMS_PARAMETER_PERSONAL when a
// parameter looks like a citizen number or a telephone number, SMS_PARAMETER_INVALID above 64
// bytes.
absl::Status CheckSms(const SmsMessage& message);

// Thread-safe.
class SmsGateway {
 public:
  virtual ~SmsGateway() = default;

  // Returns the gateway's number of the message. After UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN or
  // RESOURCE_EXHAUSTED (SMS_RATE_LIMITED) the same message may be sent again; FAILED_PRECONDITION
  // SMS_NUMBER_BLOCKED: this person gets no messages.
  virtual absl::StatusOr<std::string> Send(const SmsMessage& message) = 0;
};

}  // namespace notary::notification
