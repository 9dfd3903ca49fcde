// Watching an answer (docs/adr/2026-11-25-watches-ask-again.md): the edge asks again, as the
// caller, and sends what has changed. Each look goes through the whole pipeline, so that a right
// that is withdrawn ends the watch.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/edge/watch_event.h"
#include "gateway/http/api.h"

namespace notary::gateway {
namespace {

constexpr int kRetryMs = 3000;

}  // namespace

Task<absl::StatusOr<Reply>> Api::Look(Act& act, const google::protobuf::Message& message) {
  absl::StatusOr<std::string> authorization = co_await Authorise(
      act.request, act.caller.credentials, act.route().anonymous, /*safe=*/true, Presence::kNobody);
  if (!authorization.ok()) co_return authorization.status();
  act.authorization = *std::move(authorization);
  const absl::StatusOr<std::string> response = co_await Call(act, message);
  if (!response.ok()) co_return response.status();
  co_return ReplyTo(act, *response);
}

Task<Api::Answer> Api::Watch(Exchange& exchange, Act& act) {
  const Request& request = act.request;
  absl::StatusOr<WatchSlots::Slot> slot = watches_.Take(act.caller.key);
  if (!slot.ok()) co_return ErrorReply(request, slot.status());
  const absl::StatusOr<MessagePtr> message = co_await ReadRequest(exchange, act);
  if (!message.ok()) co_return ErrorReply(request, message.status());
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  const absl::Time end = absl::Now() + Options::kWatchLife;
  std::string seen = request.Header("last-event-id");
  absl::Time spoken = absl::Now();
  for (bool begun = false; !draining_ && absl::Now() < end;) {
    const absl::StatusOr<Reply> look = co_await Look(act, **message);
    if (!look.ok() && !begun) co_return Refuse(request, act.caller.credentials, look.status());
    if (!begun) {
      Reply head{.headers = {{"Content-Type", "text/event-stream; charset=utf-8"},
                             {"Cache-Control", "no-store"}}};
      if (!co_await exchange.Begin(head)) co_return std::nullopt;
      if (!co_await exchange.Send(absl::StrCat("retry: ", kRetryMs, "\n\n"))) {
        co_return std::nullopt;
      }
      begun = true;
    }
    if (!look.ok() && !MayPass(look.status())) {
      co_await exchange.Send(StreamRefusal(ErrorReply(request, look.status()).body));
      co_return std::nullopt;
    }
    std::string piece;
    const std::string id = look.ok() ? ChangeId(look->body) : seen;
    if (id != seen) piece = StreamChange(id, look->body);
    if (piece.empty() && absl::Now() - spoken > Options::kHeartbeat) piece = ": still here\n\n";
    seen = id;
    if (!piece.empty()) {
      spoken = absl::Now();
      if (!co_await exchange.Send(piece)) co_return std::nullopt;
    }
    timer.expires_after(absl::ToChronoNanoseconds(options_.watch_interval));
    co_await timer.async_wait(kAwait);
  }
  co_return std::nullopt;
}

}  // namespace notary::gateway
