#include "platform/base/log.h"

#include <unistd.h>

#include <atomic>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/base/error.h"
#include "platform/base/log_level.h"
#include "platform/base/strings.h"

namespace notary {
namespace {

std::atomic<Severity> minimum_severity{Severity::kInfo};

absl::string_view Name(Severity severity) {
  switch (severity) {
    case Severity::kDebug:
      return "DEBUG";
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "ERROR";
}

}  // namespace

std::string JsonString(absl::string_view text) {
  if (!DecodeUtf8(text)) return absl::StrCat("\"hex:", HexEncode(text), "\"");
  std::string out;
  AppendJsonString(text, out);
  return out;
}

LogField::LogField(absl::string_view key, absl::string_view value)
    : json_(absl::StrCat(JsonString(key), ":", JsonString(value))) {}
LogField::LogField(absl::string_view key, int64_t value)
    : json_(absl::StrCat(JsonString(key), ":", value)) {}
LogField::LogField(absl::string_view key, bool value)
    : json_(absl::StrCat(JsonString(key), ":", value ? "true" : "false")) {}
LogField::LogField(absl::string_view key, absl::Duration value_ms)
    : json_(absl::StrCat(JsonString(key), ":", absl::ToDoubleMilliseconds(value_ms))) {}
LogField::LogField(absl::string_view key, const absl::Status& status)
    : json_(absl::StrCat(JsonString(key), ":",
                         JsonString(absl::StrCat(absl::StatusCodeToString(status.code()), " ",
                                                 ReasonOf(status))))) {}

bool IsLogged(Severity severity) {
  return severity >= minimum_severity.load(std::memory_order_relaxed);
}

void SetMinimumSeverity(Severity severity) { minimum_severity = severity; }

void Log(Severity severity, absl::string_view event, std::initializer_list<LogField> fields) {
  if (!IsLogged(severity)) return;
  // The log is read beside the logs of other machines, so it carries real time, never a demo's.
  std::string line = absl::StrCat(
      "{\"at\":\"", absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone()),
      "\",\"severity\":\"", Name(severity), "\",\"event\":", JsonString(event));
  for (const LogField& field : fields) absl::StrAppend(&line, ",", field.json());
  line += "}\n";
  for (size_t written = 0; written < line.size();) {
    const ssize_t n = write(STDERR_FILENO, line.data() + written, line.size() - written);
    if (n <= 0) return;
    written += static_cast<size_t>(n);
  }
}

}  // namespace notary
