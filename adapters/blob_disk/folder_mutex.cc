#include "adapters/blob_disk/folder_mutex.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "platform/base/check.h"

namespace notary::blob_disk {
namespace {

// Whether the lock of the whole file is now of this kind; waits for it.
bool Set(int file, short kind) {
  struct flock whole {};
  whole.l_type = kind;
  whole.l_whence = SEEK_SET;
  while (fcntl(file, F_OFD_SETLKW, &whole) != 0) {
    if (errno != EINTR) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FolderMutex>> FolderMutex::Open(const std::string& file) {
  const int opened = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (opened < 0) return absl::ErrnoToStatus(errno, file);
  std::unique_ptr<FolderMutex> mutex(new FolderMutex(opened));
  if (!Set(opened, F_WRLCK) || !Set(opened, F_UNLCK)) return absl::ErrnoToStatus(errno, file);
  return mutex;
}

FolderMutex::~FolderMutex() { close(file_); }

absl::Status FolderMutex::Alone(const std::function<absl::Status()>& work) {
  const absl::MutexLock lock(&mutex_);
  if (!Set(file_, F_WRLCK)) return absl::ErrnoToStatus(errno, "blob folder lock");
  const absl::Cleanup unlocked = [this] { NOTARY_CHECK(Set(file_, F_UNLCK)); };
  return work();
}

}  // namespace notary::blob_disk
