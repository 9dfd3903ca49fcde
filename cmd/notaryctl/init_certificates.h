// notaryctl init, the part about certificates of private authorities.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cmd/notaryctl/folder.h"
#include "platform/crypto/certificate.h"

namespace notary::ctl {

// An authority of this name; its certificate goes into the file.
absl::StatusOr<crypto::Authority> NewAuthority(const Folder& folder, const std::string& name,
                                               const std::string& file);

// file.key and file.crt for these DNS names, the first of which is the subject, and addresses.
absl::Status WriteCertified(const Folder& folder, const crypto::Authority& authority,
                            const std::string& file, const std::vector<std::string>& dns_names,
                            const std::vector<std::string>& ip_addresses = {});

}  // namespace notary::ctl
