#include "adapters/civil_affairs/register/domain/csv_lines.h"

#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"

namespace notary::marriage_register {
namespace {

constexpr size_t kLineMax = 1 << 14;

}  // namespace

absl::Status CsvLines::Add(absl::string_view piece) {
  for (const char c : piece) RETURN_IF_ERROR(AddCharacter(c));
  return absl::OkStatus();
}

absl::Status CsvLines::AddCharacter(char c) {
  if (++bytes_ > kLineMax) {
    return absl::InvalidArgumentError(absl::StrCat("line ", number_, ": too long"));
  }
  const bool doubled = c == '"' && just_closed_;
  just_closed_ = false;
  if (doubled) {
    line_.back() += c;
    quoted_ = true;
  } else if (c == '"') {
    just_closed_ = quoted_;
    quoted_ = !quoted_;
  } else if (c == ',' && !quoted_) {
    line_.emplace_back();
  } else if (c == '\n' && !quoted_) {
    return EndLine();
  } else if (c != '\r' || quoted_) {
    line_.back() += c;
  }
  return absl::OkStatus();
}

absl::Status CsvLines::Finish() {
  const bool empty = line_.size() == 1 && line_[0].empty();
  return empty ? absl::OkStatus() : EndLine();
}

absl::Status CsvLines::EndLine() {
  bytes_ = 0;
  return take_(std::exchange(line_, CsvLine(1)), number_++);
}

}  // namespace notary::marriage_register
