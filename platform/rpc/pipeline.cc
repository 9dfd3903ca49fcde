#include "platform/rpc/pipeline.h"

#include "absl/strings/str_cat.h"
#include "notary/platform/v1/access.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/pg/office_wall.h"
#include "platform/rpc/canonical.h"
#include "platform/rpc/inherited.h"
#include "platform/rpc/text_rules.h"
#include "platform/rpc/validate.h"

namespace notary::rpc {
namespace {

using google::protobuf::Message;
using platform::v1::AccessRule;

constexpr size_t kMaxKnownTokens = 10000;
constexpr absl::Duration kRecentSignIn = absl::Minutes(10);

absl::Status Authorise(const AccessRule& rule, const Principal& caller) {
  if (rule.anonymous()) return absl::OkStatus();
  if (caller.subject.empty()) {
    return MakeError(absl::StatusCode::kUnauthenticated, "TOKEN_MISSING",
                     {"请先登录", "Please sign in"});
  }
  for (int role : rule.roles()) {
    if (caller.Has(static_cast<Role>(role))) return absl::OkStatus();
  }
  return DeniedError("ROLE_NOT_ALLOWED", {"您的角色无权执行此操作", "Your role may not do this"});
}

// What a session left open must not do: whoever sits down at it proves again who they are.
absl::Status SignedInLately(const AccessRule& rule, const Call& call) {
  const bool lately = call.now < call.caller.sign_in_time + kRecentSignIn;
  if (!rule.recent_sign_in() || call.caller.IsStaff() || lately) return absl::OkStatus();
  return PreconditionError(
      "SIGN_IN_AGAIN", {"为保障安全，请重新登录后再操作", "For your safety, sign in again first"});
}

absl::Status NoOfficeOfTheirs() {
  return InvalidField(
      "parent", "OWN_OFFICE_ONLY",
      {"工作人员只能查看本机构，请指明机构", "Staff see what is at their own office; name it"});
}

// Sets the office the call is about; staff reach only their own. What reads across all of them is
// of none (ADR 2026-11-27-an-applicants-own-cases).
absl::Status ScopeToOffice(const AccessRule& rule, const Message& request, Call& call) {
  call.office = OfficeOfRequest(request);
  if (call.office.empty() && rule.any_office()) {
    call.office = call.caller.office;
    return absl::OkStatus();
  }
  if (call.office.empty()) {
    return InvalidField("name", "OFFICE_MISSING",
                        {"名称须以offices/开头", "The name must begin with offices/"});
  }
  if (call.office == kAllOffices) {
    if (call.caller.IsStaff()) return NoOfficeOfTheirs();
    call.office = pg::kNoOffice;
    return absl::OkStatus();
  }
  // What anybody may see, staff of another office may see too.
  const bool reaches = rule.anonymous() || !call.caller.IsStaff();
  if (!reaches && call.caller.office != call.office) return NotHere();
  return absl::OkStatus();
}

absl::Status Expired() {
  return MakeError(absl::StatusCode::kDeadlineExceeded, "EXPIRED_IN_QUEUE",
                   {"请求已超时", "The request has expired"});
}

// What a refusal without a reason says to the caller: a constraint of the database has stopped what
// no rule of ours did, and its words are about tables.
Text PlainText(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
      return {"请求内容有误", "The request is not valid"};
    case absl::StatusCode::kNotFound:
      return {"未找到", "Not found"};
    case absl::StatusCode::kAlreadyExists:
      return {"该记录已存在", "This exists already"};
    case absl::StatusCode::kFailedPrecondition:
      return {"与现有记录不符", "This does not fit what is on record"};
    case absl::StatusCode::kAborted:
      return {"记录正被他人修改，请重试", "Somebody is changing the record; try again"};
    default:
      return {"系统暂时无法处理，请稍后再试", "This cannot be done now; try again later"};
  }
}

absl::Status WithReason(const absl::Status& status, const Call& call) {
  const bool ours = absl::IsInternal(status) || absl::IsUnknown(status) || absl::IsDataLoss(status);
  if (status.ok() || ours || DetailOf(status)) return status;
  Log(Severity::kWarning, "refused_without_reason",
      {{"method", call.method}, {"trace", call.trace_id}, {"detail", status.message()}});
  return MakeError(status.code(), absl::StatusCodeToString(status.code()),
                   PlainText(status.code()));
}

}  // namespace

absl::StatusOr<Principal> Pipeline::Authenticate(const std::string& authorization, absl::Time now) {
  if (authorization.empty()) return Principal{};
  {
    absl::MutexLock lock(&mutex_);
    const auto known = known_.find(authorization);
    if (known != known_.end() && now < known->second.expire_time) return known->second.principal;
  }
  ASSIGN_OR_RETURN(VerifiedToken token, verifier_.Verify(authorization, now));
  absl::MutexLock lock(&mutex_);
  if (known_.size() >= kMaxKnownTokens) known_.clear();
  known_[authorization] = {token.principal, token.expire_time};
  return token.principal;
}

absl::StatusOr<std::string> Pipeline::Run(const BoundMethod& method, const RawCall& raw) {
  if (absl::Now() >= raw.deadline) return Expired();
  const AccessRule& rule = method.access;
  Call call;
  call.method = raw.method;
  call.trace_id = raw.trace_id;
  call.now = clock_.Now();
  call.deadline = raw.deadline;
  ASSIGN_OR_RETURN(call.caller, Authenticate(raw.authorization, call.now));
  call.principal = call.caller.subject;
  RETURN_IF_ERROR(Authorise(rule, call.caller));
  RETURN_IF_ERROR(SignedInLately(rule, call));
  // Strangers have no name to be counted under: one of them could use up the share of all. The HTTP
  // edge counts them by address.
  const bool counted = !call.principal.empty() && !call.caller.Has(Role::ROLE_SYSTEM);
  if (counted) RETURN_IF_ERROR(rate_limit_.Admit(call.principal));
  const std::unique_ptr<Message> request(method.prototype->New());
  if (!request->ParseFromString(raw.body)) {
    return InvalidField("", "MALFORMED_MESSAGE", {"无法解析请求", "The request does not parse"});
  }
  RETURN_IF_ERROR(Validate(*request));
  RETURN_IF_ERROR(ScopeToOffice(rule, *request, call));
  call.request_id = RequestIdOf(*request);
  if (!call.request_id.empty()) {
    if (!IsUuid(call.request_id)) {
      return InvalidField("request_id", "MALFORMED",
                          {"须为小写UUID", "Must be a UUID in lower case"});
    }
    call.hash = HexEncode(crypto::Sha256(CanonicalBytes(*request)));
  }
  const Inherited inherited(call);
  absl::StatusOr<std::string> response = method.handler(call, *request);
  if (!response.ok()) return WithReason(response.status(), call);
  return response;
}

}  // namespace notary::rpc
