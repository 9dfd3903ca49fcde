// Port: pages to PDF.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/certificate/domain/certificate_text.h"

namespace notary::certificate {

struct Document {
  std::vector<Page> pages;
  std::string check_url;   // in the QR code of each page
  std::string check_code;  // in letters beside it, for who has no camera
  absl::CivilDay date;     // stands in the file's own properties, so that bytes do not change
};

class Renderer {
 public:
  virtual ~Renderer() = default;
  // The same document gives the same bytes. Thread-safe.
  virtual absl::StatusOr<std::string> Render(const Document& document) const = 0;
};

}  // namespace notary::certificate
