#include "adapters/blob_disk/disk_blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/aead.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"

namespace notary::blob_disk {
namespace {

namespace fs = std::filesystem;

// A chunk on disk: its sealed size in 8 hex digits, then the sealed bytes.
constexpr size_t kHeader = 8;
constexpr char kUnfinished[] = ".unfinished";

absl::Status WriteAll(int file, absl::string_view data) {
  while (!data.empty()) {
    const ssize_t n = write(file, data.data(), data.size());
    if (n < 0) return absl::ErrnoToStatus(errno, "blob write");
    data.remove_prefix(static_cast<size_t>(n));
  }
  return absl::OkStatus();
}

// A name in a folder survives a power cut only when the folder itself was written.
absl::Status SyncFolder(const fs::path& folder) {
  const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return absl::ErrnoToStatus(errno, "blob folder open");
  const bool synced = fsync(file) == 0;
  const int error = errno;
  close(file);
  return synced ? absl::OkStatus() : absl::ErrnoToStatus(error, "blob folder sync");
}

// Files that a crash left half written.
void RemoveUnfinished(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == kUnfinished) fs::remove(entry.path(), error);
  }
}

absl::StatusOr<std::string> ReadWhole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError("no such blob");
  std::stringstream content;
  content << in.rdbuf();
  return content.str();
}

class DiskBlobStore final : public document::BlobStore {
 public:
  DiskBlobStore(fs::path folder, std::string key)
      : folder_(std::move(folder)), key_(std::move(key)) {}

  absl::Status Append(const std::string& upload, int64_t offset, absl::string_view data) override {
    // What a crash between disk and database left behind the agreed offset is cut off first.
    ASSIGN_OR_RETURN(const size_t end, EndOf(UploadPath(upload), upload, offset));
    const int file = open(UploadPath(upload).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return absl::ErrnoToStatus(errno, "blob open");
    const std::string sealed = crypto::Seal(key_, data, Place(upload, offset));
    char header[kHeader + 1];
    std::snprintf(header, sizeof header, "%08zx", sealed.size());
    absl::Status status = ftruncate(file, static_cast<off_t>(end)) == 0
                              ? absl::OkStatus()
                              : absl::ErrnoToStatus(errno, "blob truncate");
    if (status.ok() && lseek(file, 0, SEEK_END) < 0)
      status = absl::ErrnoToStatus(errno, "blob seek");
    if (status.ok()) status = WriteAll(file, absl::StrCat(header, sealed));
    if (status.ok() && fdatasync(file) != 0) status = absl::ErrnoToStatus(errno, "blob sync");
    close(file);
    return status;
  }

  absl::StatusOr<std::string> ReadUpload(const std::string& upload) override {
    return Decrypt(UploadPath(upload), upload);
  }

  absl::Status Keep(const std::string& sha256, absl::string_view content) override {
    const fs::path target = SealedPath(sha256);
    std::error_code error;
    if (Touch(target)) return absl::OkStatus();
    fs::create_directories(target.parent_path(), error);
    // Two may keep the same content at once: each writes a file of its own, the last rename stays.
    const fs::path temporary = absl::StrCat(target.string(), ".", NewId(absl::Now()), kUnfinished);
    const int file = open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return absl::ErrnoToStatus(errno, "blob open");
    absl::Status status = WriteAll(file, crypto::Seal(key_, content, sha256));
    if (status.ok() && fsync(file) != 0) status = absl::ErrnoToStatus(errno, "blob sync");
    close(file);
    if (status.ok() && rename(temporary.c_str(), target.c_str()) != 0)
      status = absl::ErrnoToStatus(errno, "blob rename");
    return status.ok() ? SyncFolder(target.parent_path()) : status;
  }

  absl::Status Remove(const std::string& sha256, absl::Duration min_age) override {
    absl::MutexLock lock(&age_mutex_);
    struct stat file;
    if (stat(SealedPath(sha256).c_str(), &file) != 0) return absl::OkStatus();
    if (absl::Now() - absl::TimeFromTimespec(file.st_mtim) < min_age)
      return absl::FailedPreconditionError("blob is too young to be removed");
    std::error_code error;
    fs::remove(SealedPath(sha256), error);
    return error ? absl::UnavailableError(error.message()) : absl::OkStatus();
  }

  void Discard(const std::string& upload) override {
    std::error_code error;
    fs::remove(UploadPath(upload), error);
  }

  absl::StatusOr<std::string> Read(const std::string& sha256) override {
    ASSIGN_OR_RETURN(const std::string sealed, ReadWhole(SealedPath(sha256)));
    absl::StatusOr<std::string> content = crypto::Open(key_, sealed, sha256);
    if (!content.ok()) return absl::DataLossError("blob does not decrypt");
    return content;
  }

 private:
  // Whether the file is there; then it is as young as a new one.
  bool Touch(const fs::path& path) {
    absl::MutexLock lock(&age_mutex_);
    return utimensat(AT_FDCWD, path.c_str(), nullptr, 0) == 0;
  }

  fs::path UploadPath(const std::string& upload) const { return folder_ / "uploads" / upload; }
  fs::path SealedPath(const std::string& sha256) const {
    return folder_ / "sealed" / sha256.substr(0, 2) / sha256;
  }
  static std::string Place(const std::string& upload, int64_t offset) {
    return absl::StrCat(upload, "@", offset);
  }

  // Walks the chunks. `visit` gets each chunk's plain bytes and tells whether to go on; returns the
  // byte of the file where the walk ended.
  template <typename Visit>
  absl::StatusOr<size_t> Walk(const fs::path& path, const std::string& upload, Visit visit) const {
    const absl::StatusOr<std::string> file = ReadWhole(path);
    if (absl::IsNotFound(file.status())) return 0;
    RETURN_IF_ERROR(file.status());
    size_t at = 0;
    int64_t offset = 0;
    while (at + kHeader <= file->size() && visit(offset, absl::string_view())) {
      const size_t size = std::strtoul(file->substr(at, kHeader).c_str(), nullptr, 16);
      if (at + kHeader + size > file->size()) break;  // cut short by a crash
      const auto plain = crypto::Open(key_, absl::string_view(*file).substr(at + kHeader, size),
                                      Place(upload, offset));
      if (!plain.ok()) return absl::DataLossError("blob chunk does not decrypt");
      at += kHeader + size;
      offset += static_cast<int64_t>(plain->size());
      visit(offset, *plain);
    }
    return at;
  }

  absl::StatusOr<size_t> EndOf(const fs::path& path, const std::string& upload,
                               int64_t offset) const {
    int64_t reached = 0;
    ASSIGN_OR_RETURN(const size_t end, Walk(path, upload, [&](int64_t now_at, absl::string_view) {
                       reached = now_at;
                       return now_at < offset;
                     }));
    if (reached != offset)
      return absl::FailedPreconditionError("upload does not end at the offset");
    return end;
  }

  absl::StatusOr<std::string> Decrypt(const fs::path& path, const std::string& upload) const {
    std::string content;
    RETURN_IF_ERROR(Walk(path, upload, [&](int64_t, absl::string_view plain) {
                      absl::StrAppend(&content, plain);
                      return true;
                    }).status());
    return content;
  }

  const fs::path folder_;
  const std::string key_;
  absl::Mutex age_mutex_;  // between looking at a file's age and removing it, nobody renews it
};

}  // namespace

absl::StatusOr<std::unique_ptr<document::BlobStore>> Open(const std::string& folder,
                                                          const std::string& key_file) {
  std::error_code error;
  fs::create_directories(fs::path(folder) / "uploads", error);
  fs::create_directories(fs::path(folder) / "sealed", error);
  if (error) return absl::UnavailableError(absl::StrCat("blobs.folder: ", error.message()));
  RemoveUnfinished(fs::path(folder) / "sealed");
  ASSIGN_OR_RETURN(std::string key, crypto::ReadSecretFile(key_file));
  if (key.size() != crypto::kAeadKeySize) {
    return absl::InvalidArgumentError("blobs.key_file: must hold 32 bytes");
  }
  return std::make_unique<DiskBlobStore>(folder, std::move(key));
}

}  // namespace notary::blob_disk
