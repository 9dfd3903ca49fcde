#include "tests/testing/edge/echo_service.h"

#include "absl/strings/escaping.h"
#include "platform/base/error.h"
#include "platform/crypto/digest.h"

namespace notary::testing {
namespace {

constexpr size_t kStretch = 1 << 20;

}  // namespace

std::vector<rpc::Service> EchoService::Bind() {
  rpc::Service echo("notary.testing.v1.EchoService");
  echo.Method("SayEcho", this, &EchoService::SayEcho);
  echo.Method("CreateEcho", this, &EchoService::CreateEcho);
  echo.Method("WhoAmI", this, &EchoService::WhoAmI);
  echo.Method("SignIn", this, &EchoService::SignIn);
  echo.Method("SignOut", this, &EchoService::SignOut);
  echo.Method("WriteBytes", this, &EchoService::WriteBytes);
  echo.Method("ReadBytes", this, &EchoService::ReadBytes);
  echo.Method("Fail", this, &EchoService::Fail);
  echo.Method("Whisper", this, &EchoService::Whisper);
  rpc::Service session("notary.identity.v1.SessionService");
  session.Method("IssueAccessToken", this, &EchoService::IssueAccessToken);
  std::vector<rpc::Service> services;
  services.push_back(std::move(echo));
  services.push_back(std::move(session));
  return services;
}

std::string EchoService::Content(const std::string& name) {
  absl::MutexLock lock(&mutex_);
  return contents_[name];
}

void EchoService::EndSession(const std::string& secret) {
  absl::MutexLock lock(&mutex_);
  sessions_.erase(secret);
}

int EchoService::tokens_issued() {
  absl::MutexLock lock(&mutex_);
  return tokens_issued_;
}

int EchoService::passive_tokens_issued() {
  absl::MutexLock lock(&mutex_);
  return passive_tokens_issued_;
}

int EchoService::writes() {
  absl::MutexLock lock(&mutex_);
  return writes_;
}

void EchoService::SetGeneration(int64_t generation) {
  absl::MutexLock lock(&mutex_);
  generation_ = generation;
}

std::string EchoService::last_trace() {
  absl::MutexLock lock(&mutex_);
  return last_trace_;
}

absl::StatusOr<v1::Echo> EchoService::SayEcho(const Call& call, const v1::Echo& request) {
  absl::MutexLock lock(&mutex_);
  last_trace_ = call.trace_id;
  return request;
}

absl::StatusOr<v1::Echo> EchoService::CreateEcho(const Call&,
                                                 const v1::CreateEchoRequest& request) {
  absl::MutexLock lock(&mutex_);
  ++writes_;
  v1::Echo echo = request.echo();
  echo.set_name(request.parent() + "/echoes/new");
  return echo;
}

absl::StatusOr<v1::WhoAmIResponse> EchoService::WhoAmI(const Call& call, const v1::WhoAmIRequest&) {
  absl::MutexLock lock(&mutex_);
  v1::WhoAmIResponse me;
  me.set_subject(call.caller.subject);
  me.set_asked(generation_);
  return me;
}

absl::StatusOr<v1::SignInResponse> EchoService::SignIn(const Call&,
                                                       const v1::SignInRequest& request) {
  absl::MutexLock lock(&mutex_);
  v1::SignInResponse response;
  const std::string secret = absl::WebSafeBase64Escape(crypto::RandomBytes(32));
  sessions_[secret] = request.subject();
  response.mutable_session()->set_secret(secret);
  return response;
}

absl::StatusOr<v1::SignOutResponse> EchoService::SignOut(const Call& call,
                                                         const v1::SignOutRequest&) {
  absl::MutexLock lock(&mutex_);
  std::erase_if(sessions_, [&](const auto& s) { return s.second == call.caller.subject; });
  return v1::SignOutResponse();
}

absl::StatusOr<v1::WriteBytesResponse> EchoService::WriteBytes(
    const Call&, const v1::WriteBytesRequest& request) {
  absl::MutexLock lock(&mutex_);
  ++writes_;
  std::string& content = contents_[request.name()];
  if (static_cast<size_t>(request.offset()) > content.size()) {
    return PreconditionError("OFFSET_AHEAD", {"请从已接收处继续上传", "Go on from received"});
  }
  content.resize(static_cast<size_t>(request.offset()));
  content += request.data();
  v1::WriteBytesResponse response;
  response.set_received(static_cast<int64_t>(content.size()));
  return response;
}

absl::StatusOr<v1::ReadBytesResponse> EchoService::ReadBytes(const Call&,
                                                             const v1::ReadBytesRequest& request) {
  absl::MutexLock lock(&mutex_);
  const auto found = contents_.find(request.name());
  if (found == contents_.end()) {
    return NotHere();
  }
  const auto from = std::min(static_cast<size_t>(request.offset()), found->second.size());
  v1::ReadBytesResponse response;
  response.set_data(found->second.substr(from, kStretch));
  response.set_last(from + kStretch >= found->second.size());
  return response;
}

absl::StatusOr<v1::Echo> EchoService::Fail(const Call&, const v1::FailRequest& request) {
  const auto code = static_cast<absl::StatusCode>(request.code());
  if (code == absl::StatusCode::kInternal) return absl::InternalError("table secret_table broke");
  return MakeError(code, {.reason = "ASKED_FOR",
                          .text = {"如你所愿", "As you wish"},
                          .retry_after = absl::Seconds(7)});
}

absl::StatusOr<v1::Echo> EchoService::Whisper(const Call&, const v1::Echo& request) {
  return request;
}

absl::StatusOr<identity::v1::IssueAccessTokenResponse> EchoService::IssueAccessToken(
    const Call&, const identity::v1::IssueAccessTokenRequest& request) {
  absl::MutexLock lock(&mutex_);
  ++tokens_issued_;
  if (request.passive()) ++passive_tokens_issued_;
  const auto found = sessions_.find(request.session_secret());
  if (found == sessions_.end()) {
    return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_ENDED",
                     {"登录已失效，请重新登录", "The session has ended; sign in again"});
  }
  identity::v1::IssueAccessTokenResponse response;
  response.set_authorization(token_for_(found->second));
  return response;
}

}  // namespace notary::testing
