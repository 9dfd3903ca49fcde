// Port: where the content of documents lies, encrypted, under its own digest.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace notary::document {

class BlobStore {
 public:
  virtual ~BlobStore() = default;

  // Adds bytes to an upload under way. `upload` names it; bytes are on disk when this returns.
  // offset must be where the upload ends, else FAILED_PRECONDITION. RESOURCE_EXHAUSTED
  // (UPLOAD_IN_TOO_MANY_PIECES) when it came in too many. Thread-safe for different uploads.
  virtual absl::Status Append(const std::string& upload, int64_t offset,
                              absl::string_view data) = 0;

  // The bytes of an upload so far, decrypted and checked.
  virtual absl::StatusOr<std::string> ReadUpload(const std::string& upload) = 0;

  // Keeps content under its digest; on disk when this returns. An upload it came from stays until
  // Discard: a crash before the commit loses nothing. Doing it again is no error. Pre: `sha256` is
  // the digest of `content` in hex.
  virtual absl::Status Keep(const std::string& sha256, absl::string_view content) = 0;

  // Removes content that was not kept, or kept again, for `min_age` (real time); OK when it is not
  // there. FAILED_PRECONDITION when it is younger: whoever keeps content writes the row that names
  // it afterwards, and must find it.
  virtual absl::Status Remove(const std::string& sha256, absl::Duration min_age) = 0;

  // Forgets an upload, if there is one.
  virtual void Discard(const std::string& upload) = 0;

  // The whole content. DATA_LOSS when it does not decrypt; NOT_FOUND when absent.
  virtual absl::StatusOr<std::string> Read(const std::string& sha256) = 0;
};

}  // namespace notary::document
