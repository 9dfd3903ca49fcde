// notaryctl demo: cases from an empty form to a certificate in the applicant's hands.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace notary::demo {

struct Options {
  std::string config_path;  // of the running notaryd
  std::string out_folder;   // for report.json and the certificates
  std::string stack;        // cmd/dev/stack: turns the register off and on
  std::string build;        // where the programs are
  int applications = 0;     // of the pilot that is replayed after the cases; 0: none
  uint64_t seed = 0;        // of the pilot
  int days_ahead = 0;       // it begins so many days from now
};

// Runs every case against the running office, prints a timeline and leaves report.json and the
// certificates. OK only if every expectation held.
absl::Status RunDemo(const Options& options);

// Only the pilot and the invariants after it.
absl::Status RunPilot(const Options& options);

}  // namespace notary::demo
