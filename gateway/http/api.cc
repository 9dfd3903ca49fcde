#include "gateway/http/api.h"

#include <nlohmann/json.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/client_address.h"
#include "gateway/edge/form.h"
#include "gateway/edge/media_type.h"
#include "gateway/transcode/json_writer.h"
#include "notary/identity/v1/session_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"

namespace notary::gateway {
namespace {

using google::protobuf::Message;

constexpr char kIssue[] = "/notary.identity.v1.SessionService/IssueAccessToken";

absl::Status BadAnswer() { return absl::InternalError("a service answered what its proto is not"); }

}  // namespace

Api::Api(const Options& options, const rpc::Router& router, std::function<std::string()> own_token)
    : options_(options),
      caller_(router),
      per_caller_(options.per_caller),
      messages_per_address_(options.messages_per_address),
      watches_(options.watches, options.watches_per_caller),
      own_token_(std::move(own_token)) {}

absl::Status Api::SessionMissing() {
  return MakeError(absl::StatusCode::kUnauthenticated, "SESSION_MISSING",
                   {"请先登录", "Please sign in"});
}

std::string Api::OwnToken() {
  absl::MutexLock lock(&mutex_);
  return own_token_();
}

absl::StatusOr<Api::Caller> Api::Meet(const Request& request, bool from_own_page) {
  Caller caller;
  ASSIGN_OR_RETURN(caller.credentials, ReadCredentials(request));
  if (from_own_page) RETURN_IF_ERROR(CheckOrigin(request, caller.credentials));
  caller.key = request.client;
  if (!caller.named()) return caller;
  const Credentials& credentials = caller.credentials;
  caller.key = crypto::Sha256(absl::StrCat(credentials.bearer, credentials.secret));
  RETURN_IF_ERROR(per_caller_.Admit(caller.key));
  return caller;
}

Task<Api::Answer> Api::Handle(Exchange& exchange, const RouteTable::Match& match) {
  const Request& request = exchange.request();
  absl::StatusOr<Caller> caller = Meet(request, /*from_own_page=*/!match.route->IsSafe());
  if (!caller.ok()) co_return ErrorReply(request, caller.status());
  if (match.route->sends_message) {
    const absl::Status admitted = messages_per_address_.Admit(LimitKey(request.client));
    if (!admitted.ok()) co_return ErrorReply(request, admitted);
  }
  Act act{request, match, *std::move(caller), ""};
  // A watch opens and comes back by itself, whether or not somebody is at the page.
  const bool watch = act.route().IsSafe() && AcceptsEventStream(request);
  absl::StatusOr<std::string> authorization =
      co_await Authorise(request, act.caller.credentials, act.route().anonymous,
                         act.route().IsSafe(), watch ? Presence::kNobody : Presence::kSomebody);
  if (!authorization.ok())
    co_return Refuse(request, act.caller.credentials, authorization.status());
  act.authorization = *std::move(authorization);
  switch (act.route().kind) {
    case Route::Kind::kUpload:
      co_return co_await Upload(exchange, act);
    case Route::Kind::kDownload:
      co_return co_await Download(exchange, act);
    case Route::Kind::kJson:
      break;
  }
  if (watch) co_return co_await Watch(exchange, act);
  co_return co_await Json(exchange, act);
}

// A cookie is sent by the browser, whoever made the request: it counts only with the page's token.
// Where nobody need be signed in, it does not count without it; elsewhere that is an error.
Task<absl::StatusOr<std::string>> Api::Authorise(const Request& request,
                                                 const Credentials& credentials, bool anonymous,
                                                 bool safe, Presence presence) {
  if (credentials.secret.empty()) co_return credentials.bearer;
  if (!safe && !HasCsrfToken(request, credentials)) {
    if (anonymous) co_return std::string();
    co_return CsrfMissing();
  }
  absl::StatusOr<std::string> token =
      co_await TokenFor(credentials.secret, request.trace_id, presence);
  if (absl::IsUnauthenticated(token.status()) && anonymous) co_return std::string();
  co_return token;
}

Task<absl::StatusOr<std::string>> Api::TokenFor(const std::string& secret,
                                                const std::string& trace_id, Presence presence) {
  const absl::Time now = absl::Now();
  const bool passive = presence == Presence::kNobody;
  std::optional<std::string> known = sessions_.Find(secret, now);
  if (!known && passive) known = watched_sessions_.Find(secret, now);
  if (known) co_return *std::move(known);
  identity::v1::IssueAccessTokenRequest request;
  request.set_session_secret(secret);
  request.set_passive(passive);
  const rpc::CallOptions options{.authorization = OwnToken(), .trace_id = trace_id};
  const std::string bytes = request.SerializeAsString();
  const absl::StatusOr<std::string> answer = co_await caller_.Call(kIssue, bytes, options);
  if (!answer.ok()) co_return answer.status();
  identity::v1::IssueAccessTokenResponse response;
  if (!response.ParseFromString(*answer)) co_return BadAnswer();
  (passive ? watched_sessions_ : sessions_).Keep(secret, response.authorization(), now);
  co_return response.authorization();
}

void Api::ForgetSession(const std::string& secret) {
  sessions_.Forget(secret);
  watched_sessions_.Forget(secret);
}

Task<Api::Answer> Api::ShowSession(Exchange& exchange) {
  const Request& request = exchange.request();
  const absl::StatusOr<Credentials> credentials = ReadCredentials(request);
  if (!credentials.ok()) co_return ErrorReply(request, credentials.status());
  if (credentials->secret.empty()) co_return ErrorReply(request, SessionMissing());
  const absl::StatusOr<std::string> token =
      co_await TokenFor(credentials->secret, request.trace_id, Presence::kSomebody);
  if (!token.ok()) co_return Refuse(request, *credentials, token.status());
  const nlohmann::json body = {{"csrfToken", CsrfToken(credentials->secret)}};
  co_return JsonReply(body.dump());
}

Task<absl::StatusOr<MessagePtr>> Api::ReadRequest(Exchange& exchange, Act& act) {
  const Request& request = act.request;
  const absl::StatusOr<Parameters> query = ParseQuery(request.query);
  if (!query.ok()) co_return query.status();
  const bool form = act.route().content.has_form() && IsForm(request.Header("content-type"));
  if (act.route().body != Route::Body::kNone && !form && !IsJson(request.Header("content-type"))) {
    co_return MediaTypeUnsupported();
  }
  const size_t limit = form ? Options::kMaxFormBody : Options::kMaxJsonBody;
  const absl::StatusOr<std::string> body = co_await exchange.ReadBody(limit);
  if (!body.ok()) co_return body.status();
  if (!form) co_return BindRequest(act.route(), act.match.variables, *query, *body);
  co_return BindForm(act.route(), act.match.variables, request.Header("content-type"), *body);
}

Task<absl::StatusOr<std::string>> Api::Call(const Act& act, const Message& request) {
  const rpc::CallOptions options{.authorization = act.authorization,
                                 .trace_id = act.request.trace_id,
                                 .timeout = Options::kCallTimeout};
  const std::string bytes = request.SerializeAsString();
  co_return co_await caller_.Call(act.route().rpc, bytes, options);
}

Task<Api::Answer> Api::Json(Exchange& exchange, Act& act) {
  const absl::StatusOr<MessagePtr> request = co_await ReadRequest(exchange, act);
  if (!request.ok()) co_return ErrorReply(act.request, request.status());
  const absl::StatusOr<std::string> response = co_await Call(act, **request);
  if (!response.ok()) co_return Refuse(act.request, act.caller.credentials, response.status());
  absl::StatusOr<Reply> reply = ReplyTo(act, *response);
  if (!reply.ok()) co_return ErrorReply(act.request, reply.status());
  co_return *std::move(reply);
}

absl::StatusOr<Reply> Api::ReplyTo(const Act& act, const std::string& response) {
  const MessagePtr message = NewMessage(*act.route().method->output_type());
  if (!message->ParseFromString(response)) return BadAnswer();
  Reply cookies;
  if (act.route().session == platform::v1::SESSION_STARTS) {
    RETURN_IF_ERROR(StartSession(act, *message, cookies));
  }
  if (act.route().session == platform::v1::SESSION_ENDS) {
    ForgetSession(act.caller.credentials.secret);
    cookies.headers.emplace_back("Set-Cookie", EndCookie());
  }
  const auto* inner = act.route().response_body;
  Reply reply = JsonReply(WriteJson(
      inner == nullptr ? *message : message->GetReflection()->GetMessage(*message, inner)));
  reply.headers.insert(reply.headers.end(), cookies.headers.begin(), cookies.headers.end());
  return reply;
}

// The secret goes into the cookie and nowhere else.
absl::Status Api::StartSession(const Act& act, Message& response, Reply& reply) {
  const auto* field = act.route().session_field.front();
  if (!response.GetReflection()->HasField(response, field)) return absl::OkStatus();
  auto& session = static_cast<platform::v1::Session&>(
      *response.GetReflection()->MutableMessage(&response, field));
  if (session.secret().empty()) return BadAnswer();
  ForgetSession(act.caller.credentials.secret);
  session.set_csrf_token(CsrfToken(session.secret()));
  reply.headers.emplace_back("Set-Cookie", StartCookie(session.secret()));
  session.clear_secret();
  return absl::OkStatus();
}

// A session that is over takes its cookie with it.
Reply Api::Refuse(const Request& request, const Credentials& credentials,
                  const absl::Status& status) {
  Reply reply = ErrorReply(request, status);
  if (absl::IsUnauthenticated(status) && !credentials.secret.empty()) {
    ForgetSession(credentials.secret);
    reply.headers.emplace_back("Set-Cookie", EndCookie());
  }
  return reply;
}

}  // namespace notary::gateway
