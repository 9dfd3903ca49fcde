// The files that the register's copy of the records is read from. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "adapters/civil_affairs/register/domain/records_csv.h"
#include "adapters/civil_affairs/register/storage/register_store.h"
#include "platform/pg/database.h"

namespace notary::marriage_register {

class RecordFiles {
 public:
  RecordFiles(pg::Database& db, std::string records_csv, std::string districts_csv)
      : db_(db), records_csv_(std::move(records_csv)), districts_csv_(std::move(districts_csv)) {}

  // INVALID_ARGUMENT names the file and its line. Looks at nothing but the files.
  absl::Status Check(absl::Time now) const;

  // Imports where that was not done since the start, since the database may come later than the
  // register, and once the copy is a day old. Where that fails the register answers from the copy
  // it has, whose age each answer tells, and tries again later. An error when it has none.
  absl::Status KeepFresh(absl::Time now);

 private:
  struct Content {
    std::vector<Record> records;
    std::vector<District> districts;
  };
  absl::StatusOr<Content> Parse(absl::Time now) const;
  absl::Status Import(absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  pg::Database& db_;
  const std::string records_csv_, districts_csv_;
  const RegisterStore store_{};
  absl::Mutex mutex_;
  bool imported_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time next_read_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace notary::marriage_register
