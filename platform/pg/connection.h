// One PostgreSQL connection. Only this file's .cc, status.cc and migrate.cc include libpqxx.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "platform/pg/tx.h"

namespace notary::pg {

class Connection {
 public:
  // `target` is a libpq connection string or URI.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& target);
  ~Connection();

  // Runs fn in a transaction and commits when it returns OK, otherwise rolls back. UNKNOWN when the
  // connection was lost at COMMIT: the transaction may or may not have happened.
  absl::Status InTransaction(const std::function<absl::Status(Tx&)>& fn);

  // Runs fn in autocommit: each statement is its own transaction and one round trip.
  absl::Status InAutocommit(const std::function<absl::Status(Tx&)>& fn);

  // Several statements at once, without parameters, in the simple protocol: migrations.
  absl::Status Script(const std::string& text);

  // False once anything broke the connection or left it in doubt; then it must be thrown away,
  // because libpqxx would silently open another one.
  bool usable() const { return usable_; }

 private:
  struct Impl;
  explicit Connection(std::unique_ptr<Impl> impl);
  void NoteFailure(const absl::Status& status);

  std::unique_ptr<Impl> impl_;
  bool usable_ = true;
};

}  // namespace notary::pg
