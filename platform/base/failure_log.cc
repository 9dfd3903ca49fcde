#include "platform/base/failure_log.h"

#include "absl/strings/ascii.h"

namespace notary {
namespace {

constexpr size_t kMessageMax = 200;
constexpr size_t kShortNumber = 3;  // of a port, a status, a limit

}  // namespace

std::optional<int64_t> FailureLog::Admit(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  // A clock that was set back begins a new second too.
  if (now < second_ || now >= second_ + absl::Seconds(1)) {
    second_ = now;
    written_ = 0;
  }
  if (written_ == kPerSecond) {
    ++left_out_;
    return std::nullopt;
  }
  ++written_;
  const int64_t left_out = left_out_;
  left_out_ = 0;
  return left_out;
}

FailureLog& Failures() {
  static auto& failures = *new FailureLog();
  return failures;
}

std::string Impersonal(absl::string_view message) {
  std::string text;
  for (size_t i = 0; i < message.size() && text.size() < kMessageMax;) {
    size_t digits = 0;
    while (i + digits < message.size() && absl::ascii_isdigit(message[i + digits])) ++digits;
    if (digits > kShortNumber) text += '#';
    if (digits > 0 && digits <= kShortNumber) text.append(message.data() + i, digits);
    if (digits == 0 && absl::ascii_isprint(message[i])) text += message[i];
    i += digits > 0 ? digits : 1;
  }
  return text;
}

}  // namespace notary
