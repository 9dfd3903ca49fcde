// check-config, the part about PostgreSQL: reachable for each service's role, migrated, connections
// enough, and an owner that the wall between offices does not hold.
#pragma once

#include <string>
#include <vector>

#include "notary/config/v1/config.pb.h"

namespace notary::ctl {

// What a process that opens `connections` asks of PostgreSQL.
std::string ConnectionsNote(int connections);

std::vector<std::string> CheckDatabase(const config::v1::Config& config,
                                       const std::vector<std::string>& services,
                                       const std::string& owner);

}  // namespace notary::ctl
