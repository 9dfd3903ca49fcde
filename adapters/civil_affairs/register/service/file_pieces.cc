#include "adapters/civil_affairs/register/service/file_pieces.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::marriage_register {
namespace {

constexpr size_t kPiece = 1 << 16;

absl::StatusOr<struct stat> StateOf(int file, const std::string& path) {
  struct stat state;
  if (fstat(file, &state) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("stat ", path));
  return state;
}

absl::Time Written(const struct stat& state) { return absl::TimeFromTimespec(state.st_mtim); }

}  // namespace

absl::StatusOr<absl::Time> LastWritten(const std::string& path) {
  struct stat state;
  if (stat(path.c_str(), &state) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("stat ", path));
  }
  return Written(state);
}

absl::Status ReadInPieces(const std::string& path, int64_t size_max,
                          const std::function<absl::Status(absl::string_view)>& take) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("open ", path));
  absl::Cleanup close_file = [file] { close(file); };
  ASSIGN_OR_RETURN(const struct stat before, StateOf(file, path));
  if (before.st_size > size_max) {
    return InvalidField("path", "FILE_TOO_LARGE", {"文件过大", "The file is too large"});
  }
  std::string piece(kPiece, '\0');
  ssize_t got;
  while ((got = read(file, piece.data(), piece.size())) > 0) {
    RETURN_IF_ERROR(take(absl::string_view(piece.data(), static_cast<size_t>(got))));
  }
  if (got < 0) return absl::ErrnoToStatus(errno, absl::StrCat("read ", path));
  ASSIGN_OR_RETURN(const struct stat after, StateOf(file, path));
  if (after.st_size == before.st_size && Written(after) == Written(before)) return absl::OkStatus();
  return absl::UnavailableError("the file was written while it was read");
}

}  // namespace notary::marriage_register
