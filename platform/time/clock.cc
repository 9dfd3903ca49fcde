#include "platform/time/clock.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"

namespace notary {
namespace {

std::atomic<int64_t>& OffsetIn(void* page) { return *static_cast<std::atomic<int64_t>*>(page); }

}  // namespace

absl::StatusOr<std::unique_ptr<SharedOffsetClock>> SharedOffsetClock::Open(
    const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("open ", path));
  const bool sized = ftruncate(file, sizeof(int64_t)) == 0;
  void* page = sized ? mmap(nullptr, sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
                     : MAP_FAILED;
  const int error = errno;
  close(file);
  if (page == MAP_FAILED) return absl::ErrnoToStatus(error, absl::StrCat("map ", path));
  return std::unique_ptr<SharedOffsetClock>(new SharedOffsetClock(page));
}

SharedOffsetClock::~SharedOffsetClock() { munmap(page_, sizeof(int64_t)); }

absl::Time SharedOffsetClock::Now() const {
  return absl::Now() + absl::Microseconds(OffsetIn(page_).load());
}

void SharedOffsetClock::Advance(absl::Duration by) {
  NOTARY_CHECK(by >= absl::ZeroDuration());
  OffsetIn(page_).fetch_add(absl::ToInt64Microseconds(by));
}

absl::TimeZone ShanghaiZone() { return absl::FixedTimeZone(8 * 60 * 60); }

}  // namespace notary
