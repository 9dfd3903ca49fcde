// The services of this system, as the protos linked into the program declare them.
#pragma once

#include <vector>

#include "google/protobuf/descriptor.h"

namespace notary::testing {

// All of package notary.*, without the contract that agencies implement; by name.
std::vector<const google::protobuf::ServiceDescriptor*> OwnServices();

}  // namespace notary::testing
