// A text that a member of the staff is about to read whole, for the case's record of who was shown
// what (ApplicationService.ListDisclosures).
#pragma once

#include <string>

#include "absl/status/status.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"

namespace notary::application {

// Owes the case the report, committed in `db` when it returns: called before the text is shown,
// nothing is read without a trace. `application` and `document` are full names of the office's.
absl::Status RecordReading(pg::Database& db, const rpc::Call& call, const std::string& application,
                           const std::string& document);

}  // namespace notary::application
