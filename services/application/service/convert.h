// The case as the public contract shows it.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "notary/application/v1/application.pb.h"
#include "platform/rpc/call.h"
#include "services/application/domain/application.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

// Form values are masked unless `clear`.
v1::Application ToProto(const Case& c, bool clear);

// The case as this caller sees it, with what is open to the caller.
v1::Application Show(const rpc::Call& call, const Case& c, bool clear);

// What an applicant may set when creating.
Case FromProto(const v1::Application& in);

v1::HistoryEntry ToProto(const HistoryEntry& entry);

}  // namespace notary::application
