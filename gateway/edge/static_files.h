// The web applications' files, read once at start and served from memory: no request names a path
// of the disk, and no answer is put together anew. Immutable, thread-safe.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/edge/message.h"

namespace notary::gateway {

class StaticFiles {
 public:
  static constexpr size_t kMaxFiles = 5000;
  static constexpr size_t kMaxBytes = 128 << 20;

  // Every regular file below `folder`; "" for none. x.br and x.gz are compressed forms of x.
  // INVALID_ARGUMENT beyond the limits, NOT_FOUND when the folder is absent.
  static absl::StatusOr<StaticFiles> Load(const std::string& folder);

  // nullptr when there is no such file. A path that ends in / means its index.html.
  struct File;
  const File* Find(const std::string& path) const;

  // The index.html of the nearest folder at or above the path: an application keeps addresses of
  // its own below it, and the browser asks for one when a page is loaded anew. nullptr for a path
  // that ends like a file ("app.js"), so that a missing one is never answered with a page.
  const File* FindApplication(const std::string& path) const;

  // 200 with the smallest form the client takes, or 304. A file whose name carries a hash of its
  // content may be kept for ever, others must be asked about each time. The reply borrows from the
  // file.
  static Reply Serve(const File& file, const Request& request);

  struct File {
    struct Form {
      std::string lines;  // of the head, security headers included, as they are sent
      std::string body;   // "": no such form
    };
    std::string etag;
    Form plain, gzip, brotli;
    Form unchanged;  // the 304, without a body
  };

 private:
  static void WriteLines(const std::string& path, File& file);

  std::map<std::string, File> files_;  // by path: "/assets/app-4f3a9c1b.js"
};

// The page for an address that is nothing.
Reply NotFoundPage(const StaticFiles& files);

}  // namespace notary::gateway
