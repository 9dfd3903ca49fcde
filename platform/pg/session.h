// A libpq connection in pipeline mode. Statements are queued here and travel together when an
// answer is needed, so that BEGIN costs no round trip of its own and COMMIT shares one with the
// last writes. Only session.cc includes libpq. Used by one thread at a time.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "platform/pg/param.h"
#include "platform/pg/rows.h"
#include "platform/pg/statement.h"

extern "C" struct pg_conn;

namespace notary::pg {

class Session {
 public:
  // `target` is a libpq connection string or URI. UNAVAILABLE, and why, when nobody answers there
  // for 5 s, or whatever connect_timeout the target gives.
  static absl::StatusOr<std::unique_ptr<Session>> Open(const std::string& target);

  // Nothing is sent yet. `statement` must outlive the session, as global constants do.
  void Queue(const Statement& statement, std::vector<Param> params);
  bool has_queued() const { return !queue_.empty(); }

  // Sends what is queued and waits: the answers in order, or the first error, after which the
  // server ignored the rest. UNKNOWN when the connection was lost and `commits`.
  absl::StatusOr<std::vector<Answer>> Sync(bool commits = false);

  // Several statements without parameters, in the simple protocol. What is queued goes first.
  absl::Status Script(const std::string& text);

  bool is_open() const;

 private:
  struct Close {
    void operator()(pg_conn* connection) const;
  };
  struct Queued {
    const Statement* statement;
    std::vector<Param> params;
  };
  // One message whose answer is awaited.
  struct Sent {
    const Statement* statement;
    bool prepares;
  };

  explicit Session(pg_conn* connection) : connection_(connection) {}
  bool Send();
  absl::Status ReadOne(const Sent& sent, std::vector<Answer>& answers);
  absl::Status Lost(bool commits);

  std::unique_ptr<pg_conn, Close> connection_;
  std::unordered_set<const Statement*> prepared_;
  std::deque<Queued> queue_;
  std::deque<Sent> sent_;
  bool outdated_ = false;  // something was prepared for a table that has changed since
};

}  // namespace notary::pg
