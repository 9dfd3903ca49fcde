// How every program of ours begins and ends.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/status.h"

namespace notary {

// What main does, on its thread and before there is another: reads the flags, does `run` with the
// arguments that are none, and ends the process with 0, or says on stderr what was wrong and ends
// it with 1. A program that crashes says where on stderr: functions and addresses, no values.
//
// Never returns to main, so static objects are not destroyed: gRPC 1.51 may still be closing a
// connection on a thread of its own, and what it uses would be gone. `run` has everything written
// and ended that must be when it returns.
[[noreturn]] void RunProgram(
    int argc, char** argv,
    const std::function<absl::Status(const std::vector<char*>& arguments)>& run);

}  // namespace notary
