// notaryctl demo: cases from an empty form to a certificate in the applicant's hands.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::demo {

// Runs every case against the running office of this configuration, prints a timeline and leaves
// report.json and the certificates in `out_folder`. OK only if every expectation held.
absl::Status RunDemo(const std::string& config_path, const std::string& out_folder);

}  // namespace notary::demo
