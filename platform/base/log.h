// JSON lines on standard error. A line is an event name and a few fields; personal data has no
// business here: names, numbers, addresses and form values are Sensitive<T>, which has no field
// form. Thread-safe; a line is written whole.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary {

enum class Severity { kDebug, kInfo, kWarning, kError };

// One "key": value of a log line. Built from text, integers, booleans, durations and statuses (of a
// status only the code and the reason are written, never the message: it may quote input).
class LogField {
 public:
  LogField(absl::string_view key, absl::string_view value);
  LogField(absl::string_view key, const char* value) : LogField(key, absl::string_view(value)) {}
  LogField(absl::string_view key, const std::string& value)
      : LogField(key, absl::string_view(value)) {}
  LogField(absl::string_view key, int64_t value);
  LogField(absl::string_view key, int value) : LogField(key, static_cast<int64_t>(value)) {}
  LogField(absl::string_view key, size_t value) : LogField(key, static_cast<int64_t>(value)) {}
  LogField(absl::string_view key, bool value);
  LogField(absl::string_view key, absl::Duration value_ms);
  LogField(absl::string_view key, const absl::Status& status);

  const std::string& json() const { return json_; }

 private:
  std::string json_;  // "key":value, escaped
};

void Log(Severity severity, absl::string_view event, std::initializer_list<LogField> fields = {});

// Lines below this severity are dropped. Default: kInfo.
void SetMinimumSeverity(Severity severity);

// A JSON string literal, quotes included; control characters and invalid UTF-8 are escaped.
std::string JsonString(absl::string_view text);

}  // namespace notary
