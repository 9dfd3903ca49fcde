// The files that the register's copy of the records is read from. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
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

// Some 1.5 million registrations, more than the largest district has made since 1990. They are read
// and stored some at a time: what bounds them is how long that takes, and how long the database
// looks through them for what is no longer in the file.
inline constexpr int64_t kRecordsBytesMax = int64_t{256} << 20;

class RecordFiles {
 public:
  struct Options {
    std::string records_csv;
    std::string districts_csv;
    // Records made up for a demonstration are those of the day on which they are read; all others
    // are as old as their file.
    bool made_up = false;
    int64_t bytes_max = kRecordsBytesMax;  // of the records
  };
  RecordFiles(pg::Database& db, Options options) : db_(db), options_(std::move(options)) {}

  // INVALID_ARGUMENT names the file and its line. Looks at nothing but the files.
  absl::Status Check(absl::Time now) const;

  // Imports where that was not done since the start, since the database may come later than the
  // register, and once the copy is a day old. Where that fails the register answers from the copy
  // it has, whose age each answer tells, and tries again later; so it does while another call
  // imports. An error when it has none.
  absl::Status KeepFresh(absl::Time now);

 private:
  using Take = RecordReader::Take;
  absl::Status ReadRecords(absl::Time now, const Take& take) const;
  absl::StatusOr<std::vector<District>> ReadDistricts() const;
  absl::StatusOr<absl::Time> DataTime(absl::Time now) const;
  absl::Status Import(absl::Time now);

  pg::Database& db_;
  const Options options_;
  const RegisterStore store_{};
  absl::Mutex mutex_;
  bool importing_ ABSL_GUARDED_BY(mutex_) = false;
  bool imported_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Time next_read_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
};

}  // namespace notary::marriage_register
