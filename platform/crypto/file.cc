#include "platform/crypto/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::crypto {
namespace {

constexpr off_t kSizeMax = 1 << 20;

absl::StatusOr<std::string> Read(const std::string& path, mode_t forbidden) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("open ", path));
  absl::Cleanup close_file = [file] { close(file); };
  struct stat info;
  if (fstat(file, &info) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("stat ", path));
  if ((info.st_mode & forbidden) != 0) {
    return PreconditionError("KEY_FILE_TOO_OPEN", {"私钥文件权限过宽，应为 0600",
                                                   "Other users may read the key file; use 0600"});
  }
  if (info.st_size > kSizeMax) {
    return InvalidField("path", "FILE_TOO_LARGE", {"文件过大", "The file is too large"});
  }
  std::string content(static_cast<size_t>(info.st_size), '\0');
  const ssize_t got = read(file, content.data(), content.size());
  if (got < 0) return absl::ErrnoToStatus(errno, absl::StrCat("read ", path));
  content.resize(static_cast<size_t>(got));
  return content;
}

absl::Status WriteAndSync(int file, absl::string_view content) {
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0) return absl::ErrnoToStatus(errno, "write");
    content.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(file) == 0 ? absl::OkStatus() : absl::ErrnoToStatus(errno, "fsync");
}

}  // namespace

absl::StatusOr<std::string> ReadSmallFile(const std::string& path) { return Read(path, 0); }

absl::StatusOr<std::string> ReadSecretFile(const std::string& path) {
  return Read(path, S_IROTH | S_IWOTH);
}

absl::Status WriteNewFile(const std::string& path, absl::string_view content) {
  // A link onto the final name is atomic and never replaces: a crash leaves all or nothing.
  const std::string draft = absl::StrCat(path, ".", HexEncode(RandomBytes(8)));
  const int file = open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return absl::ErrnoToStatus(errno, absl::StrCat("create ", draft));
  absl::Cleanup remove_draft = [&draft] { unlink(draft.c_str()); };
  const absl::Status written = WriteAndSync(file, content);
  close(file);
  RETURN_IF_ERROR(written);
  if (link(draft.c_str(), path.c_str()) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("create ", path));
  }
  return absl::OkStatus();
}

}  // namespace notary::crypto
