#include "platform/base/error.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "platform/base/check.h"

namespace notary {
namespace {

constexpr char kPayload[] = "notary/error-detail";
// The payload never leaves the process; unit separators cannot occur in our texts and paths.
constexpr char kUnit = '\x1f';
constexpr char kRecord[] = "\x1e";

std::string Encode(const ErrorDetail& detail) {
  std::vector<std::string> records;
  const int64_t retry_ms = detail.retry_after ? absl::ToInt64Milliseconds(*detail.retry_after) : -1;
  const std::string unit(1, kUnit);
  records.push_back(
      absl::StrCat(detail.reason, unit, detail.text.zh, unit, detail.text.en, unit, retry_ms));
  for (const FieldViolation& violation : detail.fields) {
    records.push_back(absl::StrCat(violation.field, unit, violation.reason, unit, violation.text.zh,
                                   unit, violation.text.en));
  }
  return absl::StrJoin(records, kRecord);
}

std::optional<ErrorDetail> Decode(const std::string& payload) {
  const std::vector<std::string> records = absl::StrSplit(payload, kRecord);
  const std::vector<std::string> head = absl::StrSplit(records[0], kUnit);
  int64_t retry_ms = -1;
  if (head.size() != 4 || !absl::SimpleAtoi(head[3], &retry_ms)) return std::nullopt;
  ErrorDetail detail{.reason = head[0], .text = {head[1], head[2]}};
  if (retry_ms >= 0) detail.retry_after = absl::Milliseconds(retry_ms);
  for (size_t i = 1; i < records.size(); ++i) {
    const std::vector<std::string> part = absl::StrSplit(records[i], kUnit);
    if (part.size() != 4) return std::nullopt;
    detail.fields.push_back({part[0], part[1], {part[2], part[3]}});
  }
  return detail;
}

}  // namespace

// Callers make the detail in the call.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
absl::Status MakeError(absl::StatusCode code, ErrorDetail detail) {
  NOTARY_CHECK(code != absl::StatusCode::kOk);
  NOTARY_CHECK(!detail.reason.empty());
  absl::Status status(code, detail.text.en);
  status.SetPayload(kPayload, absl::Cord(Encode(detail)));
  return status;
}

absl::Status MakeError(absl::StatusCode code, absl::string_view reason, Text text) {
  return MakeError(code, {.reason = std::string(reason), .text = std::move(text)});
}

absl::Status InvalidField(absl::string_view field, absl::string_view reason, Text text) {
  return InvalidFields({{std::string(field), std::string(reason), std::move(text)}});
}

absl::Status InvalidFields(std::vector<FieldViolation> violations) {
  NOTARY_CHECK(!violations.empty());
  const FieldViolation first = violations[0];
  return MakeError(absl::StatusCode::kInvalidArgument,
                   {.reason = first.reason, .text = first.text, .fields = std::move(violations)});
}

absl::Status PreconditionError(absl::string_view reason, Text text) {
  return MakeError(absl::StatusCode::kFailedPrecondition, reason, std::move(text));
}

absl::Status NotFoundError(absl::string_view reason, Text text) {
  return MakeError(absl::StatusCode::kNotFound, reason, std::move(text));
}

absl::Status DeniedError(absl::string_view reason, Text text) {
  return MakeError(absl::StatusCode::kPermissionDenied, reason, std::move(text));
}

absl::Status NotHere() { return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"}); }

bool MayPassByItself(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsUnknown(status) || absl::IsResourceExhausted(status);
}

absl::Status ChangedMeanwhile() {
  return MakeError(absl::StatusCode::kAborted, "ETAG_STALE",
                   {"内容已被更新，请刷新", "It has changed since; load it again"});
}

absl::Status CheckEtag(absl::string_view given, absl::string_view current) {
  return given.empty() || given == current ? absl::OkStatus() : ChangedMeanwhile();
}

std::optional<ErrorDetail> DetailOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  if (!payload.has_value()) return std::nullopt;
  return Decode(std::string(*payload));
}

std::string ReasonOf(const absl::Status& status) {
  const std::optional<ErrorDetail> detail = DetailOf(status);
  return detail ? detail->reason : "";
}

}  // namespace notary
