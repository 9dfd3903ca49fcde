// A mutex that also holds between processes that share a folder, on this machine or by NFS: an open
// file description lock, which a crash releases. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

namespace notary::blob_disk {

class FolderMutex {
 public:
  // Makes the file. UNAVAILABLE and the like where it cannot be made or locked.
  static absl::StatusOr<std::unique_ptr<FolderMutex>> Open(const std::string& file);
  ~FolderMutex();

  // Does `work` while nobody else does theirs. UNAVAILABLE and the like, and nothing done, where
  // the folder's machine does not give the lock.
  absl::Status Alone(const std::function<absl::Status()>& work);

 private:
  explicit FolderMutex(int file) : file_(file) {}

  absl::Mutex mutex_;  // the lock of a file description says nothing between threads
  const int file_;
};

}  // namespace notary::blob_disk
