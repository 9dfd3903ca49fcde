// notaryctl retry-calls: what services owe each other and were refused.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::ctl {

// Makes every call again that was refused for good, once what refused it was mended; the services
// deliver it, in its order, within seconds. Says how many there were.
absl::Status RetryCalls(const std::string& config_path);

}  // namespace notary::ctl
