#include "adapters/blob_disk/disk_blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "adapters/blob_disk/folder_mutex.h"
#include "platform/base/error.h"
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
// What sealing adds to a chunk.
constexpr int64_t kSealing = crypto::kAeadNonceSize + crypto::kAeadTagSize;
// Of one upload: whoever writes one walks over those before.
constexpr int kChunksMax = 1000;
constexpr char kUnfinished[] = ".unfinished";
// Longer than anybody takes to write a file of the largest size.
constexpr absl::Duration kHalfWritten = absl::Hours(1);

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

bool IsYounger(const fs::path& path, absl::Duration age) {
  struct stat file;
  if (stat(path.c_str(), &file) != 0) return false;
  return absl::Now() - absl::TimeFromTimespec(file.st_mtim) < age;
}

// Files that a crash left half written. What is young, another process may be writing.
void RemoveUnfinished(const fs::path& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() != kUnfinished || IsYounger(entry.path(), kHalfWritten)) continue;
    fs::remove(entry.path(), error);
  }
}

absl::Status TooManyPieces() {
  return MakeError(absl::StatusCode::kResourceExhausted, "UPLOAD_IN_TOO_MANY_PIECES",
                   {"上传分块过多，请重新上传", "The upload came in too many pieces; begin again"});
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
  DiskBlobStore(fs::path folder, std::string key, std::unique_ptr<FolderMutex> age_mutex)
      : folder_(std::move(folder)), key_(std::move(key)), age_mutex_(std::move(age_mutex)) {}

  absl::Status Append(const std::string& upload, int64_t offset, absl::string_view data) override {
    const int file = open(UploadPath(upload).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return absl::ErrnoToStatus(errno, "blob open");
    const absl::Cleanup closed = [file] { close(file); };
    // What a crash between disk and database left behind the agreed offset is cut off first.
    ASSIGN_OR_RETURN(const off_t end, EndOf(file, offset));
    if (ftruncate(file, end) != 0) return absl::ErrnoToStatus(errno, "blob truncate");
    if (lseek(file, 0, SEEK_END) < 0) return absl::ErrnoToStatus(errno, "blob seek");
    const std::string sealed = crypto::Seal(key_, data, Place(upload, offset));
    char header[kHeader + 1];
    std::snprintf(header, sizeof header, "%08zx", sealed.size());
    RETURN_IF_ERROR(WriteAll(file, absl::StrCat(header, sealed)));
    return fdatasync(file) == 0 ? absl::OkStatus() : absl::ErrnoToStatus(errno, "blob sync");
  }

  absl::StatusOr<std::string> ReadUpload(const std::string& upload) override {
    return Decrypt(UploadPath(upload), upload);
  }

  absl::Status Keep(const std::string& sha256, absl::string_view content) override {
    const fs::path target = SealedPath(sha256);
    std::error_code error;
    ASSIGN_OR_RETURN(const bool there, Touch(target));
    if (there) return absl::OkStatus();
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
    return age_mutex_->Alone([&]() -> absl::Status {
      if (IsYounger(SealedPath(sha256), min_age))
        return absl::FailedPreconditionError("blob is too young to be removed");
      std::error_code error;
      fs::remove(SealedPath(sha256), error);
      return error ? absl::UnavailableError(error.message()) : absl::OkStatus();
    });
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
  absl::StatusOr<bool> Touch(const fs::path& path) {
    bool there = false;
    RETURN_IF_ERROR(age_mutex_->Alone([&] {
      there = utimensat(AT_FDCWD, path.c_str(), nullptr, 0) == 0;
      return absl::OkStatus();
    }));
    return there;
  }

  fs::path UploadPath(const std::string& upload) const { return folder_ / "uploads" / upload; }
  fs::path SealedPath(const std::string& sha256) const {
    return folder_ / "sealed" / sha256.substr(0, 2) / sha256;
  }
  static std::string Place(const std::string& upload, int64_t offset) {
    return absl::StrCat(upload, "@", offset);
  }

  // The byte of the file where the chunks up to the plain `offset` end, by their sizes alone.
  static absl::StatusOr<off_t> EndOf(int file, int64_t offset) {
    off_t at = 0;
    int64_t reached = 0;
    for (int chunks = 0; reached < offset; ++chunks) {
      if (chunks == kChunksMax) return TooManyPieces();
      const int64_t sealed = SizeOfChunk(file, at);
      if (sealed <= kSealing) break;
      reached += sealed - kSealing;
      at += static_cast<off_t>(kHeader) + sealed;
    }
    if (reached == offset) return at;
    return absl::FailedPreconditionError("upload does not end at the offset");
  }

  // 0 where no whole chunk begins: the end, or what a crash cut short.
  static int64_t SizeOfChunk(int file, off_t at) {
    char header[kHeader + 1] = {};
    if (pread(file, header, kHeader, at) != static_cast<ssize_t>(kHeader)) return 0;
    const int64_t size = std::strtol(header, nullptr, 16);
    struct stat whole;
    const bool there =
        fstat(file, &whole) == 0 && at + static_cast<off_t>(kHeader) + size <= whole.st_size;
    return there ? size : 0;
  }

  absl::StatusOr<std::string> Decrypt(const fs::path& path, const std::string& upload) const {
    const absl::StatusOr<std::string> file = ReadWhole(path);
    std::string content;
    if (absl::IsNotFound(file.status())) return content;
    RETURN_IF_ERROR(file.status());
    for (size_t at = 0; at + kHeader <= file->size();) {
      const size_t size = std::strtoul(file->substr(at, kHeader).c_str(), nullptr, 16);
      at += kHeader;
      if (at + size > file->size()) break;  // cut short by a crash
      const auto plain = crypto::Open(key_, absl::string_view(*file).substr(at, size),
                                      Place(upload, static_cast<int64_t>(content.size())));
      if (!plain.ok()) return absl::DataLossError("blob chunk does not decrypt");
      at += size;
      content += *plain;
    }
    return content;
  }

  const fs::path folder_;
  const std::string key_;
  // Between looking at a file's age and removing it, nobody renews it.
  const std::unique_ptr<FolderMutex> age_mutex_;
};

}  // namespace

absl::StatusOr<std::string> ReadKey(const std::string& key_file) {
  ASSIGN_OR_RETURN(std::string key, crypto::ReadSecretFile(key_file));
  if (key.size() == crypto::kAeadKeySize) return key;
  return absl::InvalidArgumentError("blobs.key_file: must hold 32 bytes");
}

absl::StatusOr<std::unique_ptr<document::BlobStore>> Open(const std::string& folder,
                                                          const std::string& key_file) {
  std::error_code error;
  fs::create_directories(fs::path(folder) / "uploads", error);
  fs::create_directories(fs::path(folder) / "sealed", error);
  if (error) return absl::UnavailableError(absl::StrCat("blobs.folder: ", error.message()));
  RemoveUnfinished(fs::path(folder) / "sealed");
  ASSIGN_OR_RETURN(std::string key, ReadKey(key_file));
  ASSIGN_OR_RETURN(auto age_mutex, FolderMutex::Open(absl::StrCat(folder, "/lock")));
  return std::make_unique<DiskBlobStore>(folder, std::move(key), std::move(age_mutex));
}

}  // namespace notary::blob_disk
