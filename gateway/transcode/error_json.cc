#include "gateway/transcode/error_json.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using Json = nlohmann::ordered_json;

Json Detail(const char* type) {
  return {{"@type", absl::StrCat("type.googleapis.com/google.rpc.", type)}};
}

// For a status without a text of its own.
Text PlainText(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return {"服务暂时不可用，请稍后再试", "The service is not available now; try again later"};
    case absl::StatusCode::kDeadlineExceeded:
      return {"处理超时，请稍后再试", "This took too long; try again later"};
    case absl::StatusCode::kResourceExhausted:
      return {"系统繁忙，请稍后再试", "The system is busy; try again later"};
    case absl::StatusCode::kUnauthenticated:
      return {"请先登录", "Please sign in"};
    case absl::StatusCode::kPermissionDenied:
      return {"无权执行此操作", "You may not do this"};
    case absl::StatusCode::kNotFound:
      return {"未找到", "Not found"};
    case absl::StatusCode::kInvalidArgument:
      return {"请求内容有误", "The request is not valid"};
    default:
      return {"系统暂时无法处理，请稍后再试", "This cannot be done now; try again later"};
  }
}

ErrorDetail DetailFor(const absl::Status& status) {
  const bool inside =
      absl::IsInternal(status) || absl::IsUnknown(status) || absl::IsDataLoss(status);
  std::optional<ErrorDetail> detail = inside ? std::nullopt : DetailOf(status);
  if (!detail) {
    detail = ErrorDetail{.reason = absl::StatusCodeToString(status.code()),
                         .text = PlainText(status.code())};
  }
  return *std::move(detail);
}

Json Violations(const ErrorDetail& detail, Language language) {
  Json list = Json::array();
  for (const FieldViolation& field : detail.fields) {
    list.push_back({{"field", field.field},
                    {"reason", field.reason},
                    {"description", In(language, field.text)}});
  }
  return list;
}

}  // namespace

int HttpStatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

std::string ErrorJson(const absl::Status& status, int http_status, Language language,
                      absl::string_view trace_id) {
  const ErrorDetail detail = DetailFor(status);
  const std::string& message = In(language, detail.text);
  Json details = Json::array();
  Json info = Detail("ErrorInfo");
  info["reason"] = detail.reason;
  info["domain"] = "onevisit";
  info["metadata"] = {{"trace", std::string(trace_id)}};
  details.push_back(std::move(info));
  if (!detail.fields.empty()) {
    Json bad = Detail("BadRequest");
    bad["fieldViolations"] = Violations(detail, language);
    details.push_back(std::move(bad));
  }
  if (absl::IsFailedPrecondition(status)) {
    Json failure = Detail("PreconditionFailure");
    failure["violations"] = Json::array({{{"type", detail.reason}, {"description", message}}});
    details.push_back(std::move(failure));
  }
  if (detail.retry_after) {
    Json retry = Detail("RetryInfo");
    retry["retryDelay"] = absl::StrCat(absl::ToInt64Seconds(*detail.retry_after), "s");
    details.push_back(std::move(retry));
  }
  Json localized = Detail("LocalizedMessage");
  localized["locale"] = TagOf(language);
  localized["message"] = message;
  details.push_back(std::move(localized));
  const Json body = {{"error",
                      {{"code", http_status},
                       {"status", absl::StatusCodeToString(status.code())},
                       {"message", message},
                       {"details", std::move(details)}}}};
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace notary::gateway
