#include "platform/rpc/status.h"

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "notary/platform/v1/error_info.pb.h"
#include "platform/base/error.h"

namespace notary::rpc {
namespace {

constexpr char kDomain[] = "onevisit";
constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";

bool TextStaysInside(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

void AddLocalized(const Text& text, google::rpc::Status& out) {
  for (const auto& [locale, message] : {std::pair{"zh-CN", text.zh}, std::pair{"en", text.en}}) {
    google::rpc::LocalizedMessage localized;
    localized.set_locale(locale);
    localized.set_message(message);
    out.add_details()->PackFrom(localized);
  }
}

void AddViolations(absl::StatusCode code, const ErrorDetail& detail, google::rpc::Status& out) {
  if (code == absl::StatusCode::kFailedPrecondition) {
    google::rpc::PreconditionFailure failure;
    auto* violation = failure.add_violations();
    violation->set_type(detail.reason);
    violation->set_description(absl::StrCat(detail.text.zh, " / ", detail.text.en));
    out.add_details()->PackFrom(failure);
  }
  if (detail.fields.empty()) return;
  google::rpc::BadRequest bad;
  for (const FieldViolation& field : detail.fields) {
    auto* violation = bad.add_field_violations();
    violation->set_field(field.field);
    violation->set_description(
        absl::StrCat(field.reason, ": ", field.text.zh, " / ", field.text.en));
  }
  out.add_details()->PackFrom(bad);
}

// "REASON: zh / en", as AddViolations writes it.
FieldViolation ParseViolation(const google::rpc::BadRequest::FieldViolation& violation) {
  const std::string& all = violation.description();
  const size_t colon = all.find(": ");
  const size_t slash = all.find(" / ");
  if (colon == std::string::npos || slash == std::string::npos) return {violation.field(), "", {}};
  return {violation.field(),
          all.substr(0, colon),
          {all.substr(colon + 2, slash - colon - 2), all.substr(slash + 3)}};
}

}  // namespace

grpc::Status ToGrpc(const absl::Status& status, absl::string_view trace_id) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());
  const std::string trace(trace_id);
  if (TextStaysInside(status.code())) return {code, absl::StrCat("internal error, trace ", trace)};
  const ErrorDetail detail = DetailOf(status).value_or(
      ErrorDetail{.reason = absl::StatusCodeToString(status.code()), .text = {}});
  google::rpc::Status out;
  out.set_code(static_cast<int>(status.code()));
  out.set_message(std::string(status.message()));
  platform::v1::ErrorInfo info;
  info.set_reason(detail.reason);
  info.set_domain(kDomain);
  (*info.mutable_metadata())["trace"] = trace;
  auto* packed = out.add_details();
  packed->set_type_url(kErrorInfoUrl);
  packed->set_value(info.SerializeAsString());
  AddViolations(status.code(), detail, out);
  if (detail.retry_after) {
    google::rpc::RetryInfo retry;
    retry.mutable_retry_delay()->set_seconds(absl::ToInt64Seconds(*detail.retry_after));
    out.add_details()->PackFrom(retry);
  }
  if (!detail.text.en.empty()) AddLocalized(detail.text, out);
  return {code, out.message(), out.SerializeAsString()};
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  google::rpc::Status in;
  ErrorDetail detail;
  if (in.ParseFromString(status.error_details())) {
    for (const auto& any : in.details()) {
      platform::v1::ErrorInfo info;
      google::rpc::BadRequest bad;
      google::rpc::RetryInfo retry;
      google::rpc::LocalizedMessage localized;
      if (any.type_url() == kErrorInfoUrl && info.ParseFromString(any.value())) {
        detail.reason = info.reason();
      }
      if (any.UnpackTo(&bad)) {
        for (const auto& v : bad.field_violations()) detail.fields.push_back(ParseViolation(v));
      }
      if (any.UnpackTo(&retry)) detail.retry_after = absl::Seconds(retry.retry_delay().seconds());
      if (any.UnpackTo(&localized)) {
        (localized.locale() == "en" ? detail.text.en : detail.text.zh) = localized.message();
      }
    }
  }
  if (detail.reason.empty()) return absl::Status(code, status.error_message());
  if (detail.text.en.empty()) detail.text.en = status.error_message();
  return MakeError(code, std::move(detail));
}

}  // namespace notary::rpc
