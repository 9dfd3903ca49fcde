// Errors people can act on: an absl::Status that also carries a stable reason, the fields at fault
// and a text in Chinese and English. platform/rpc turns it into google.rpc error details (AIP-193).
// The texts describe the rule, never the value that broke it: values are personal data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary {

struct Text {
  std::string zh;
  std::string en;
  friend bool operator==(const Text&, const Text&) = default;
};

struct FieldViolation {
  std::string field;   // path in the request: "form.applicant.id_number"
  std::string reason;  // UPPER_SNAKE_CASE, stable
  Text text;
  friend bool operator==(const FieldViolation&, const FieldViolation&) = default;
};

struct ErrorDetail {
  std::string reason;  // UPPER_SNAKE_CASE, stable: what programs decide on
  Text text;
  std::vector<FieldViolation> fields;         // filled for INVALID_ARGUMENT
  std::optional<absl::Duration> retry_after;  // filled where a later try can succeed
  friend bool operator==(const ErrorDetail&, const ErrorDetail&) = default;
};

// A status of this code with the detail attached. Pre: code is not kOk, reason is not empty.
absl::Status MakeError(absl::StatusCode code, ErrorDetail detail);
absl::Status MakeError(absl::StatusCode code, absl::string_view reason, Text text);

// Those that domain code says most.
absl::Status InvalidField(absl::string_view field, absl::string_view reason, Text text);
absl::Status InvalidFields(std::vector<FieldViolation> violations);  // Pre: not empty.
absl::Status PreconditionError(absl::string_view reason, Text text);
absl::Status NotFoundError(absl::string_view reason, Text text);
absl::Status DeniedError(absl::string_view reason, Text text);

// NOT_FOUND (RESOURCE_NOT_FOUND). What is absent and what is not the caller's is answered alike.
absl::Status NotHere();

// UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN, RESOURCE_EXHAUSTED: the same may go well later, and with
// the third it may have gone well already.
bool MayPassByItself(const absl::Status& status);

// ABORTED (ETAG_STALE): somebody was faster.
absl::Status ChangedMeanwhile();
// The same unless `given` is the current etag, or empty, which asks for none.
absl::Status CheckEtag(absl::string_view given, absl::string_view current);

// What MakeError attached; nullopt for a status made without it.
std::optional<ErrorDetail> DetailOf(const absl::Status& status);

// The reason alone, "" when there is none. Safe to log.
std::string ReasonOf(const absl::Status& status);

}  // namespace notary
