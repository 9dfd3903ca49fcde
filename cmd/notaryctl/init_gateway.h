// notaryctl init, the part about the HTTP edge: a certificate that the machine's own clients trust,
// and the edge's configuration.
#pragma once

#include "absl/status/status.h"
#include "cmd/notaryctl/folder.h"
#include "notary/config/v1/config.pb.h"

namespace notary::ctl {

// Name, in the folder, of the authority to trust.
inline constexpr char kEdgeAuthority[] = "keys/edge-ca.crt";

absl::Status WriteEdge(const Folder& folder);

config::v1::Gateway EdgeConfig(const Folder& folder, int port);

}  // namespace notary::ctl
