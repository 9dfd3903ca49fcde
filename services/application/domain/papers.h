// What was uploaded for a case, and whether it may be handed in. Port: implemented over
// DocumentService.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/application/domain/application.h"

namespace notary::application {

struct Paper {
  std::string name;   // offices/{office}/documents/{uuid}
  std::string owner;  // who uploaded it
  bool ready = false;
  int pages = 0;  // 0: it does not tell
};

class Papers {
 public:
  virtual ~Papers() = default;

  // Those of `names` that exist. Thread-safe.
  virtual absl::StatusOr<std::vector<Paper>> Find(const std::string& office,
                                                  const std::vector<std::string>& names) = 0;
};

// The documents that a case's materials name.
std::vector<std::string> PapersNamed(const Case& c);

// Pages of what fills a slot, by its code, where they are known.
std::map<std::string, int> PagesOfSlots(const Case& c, const std::vector<Paper>& found);

// INVALID_ARGUMENT: DOCUMENT_UNKNOWN for what is not there or was uploaded by another person (the
// two look alike), DOCUMENT_NOT_FINISHED for an upload under way. What staff scanned for the
// applicant counts as the applicant's.
absl::Status CheckPapers(const Case& c, const std::vector<Paper>& found);

}  // namespace notary::application
