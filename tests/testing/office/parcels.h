// How the simulated courier carries what the office gives it.
#pragma once

#include <string>

#include "tests/testing/office/office_world.h"

namespace notary::testing {

// The next parcel goes this way: "delivered", "failed_once", "returned", "lost", "other" or
// "not_picked_up" (adapters/courier_sf/simulator).
void NextParcel(OfficeWorld& world, const std::string& journey);

}  // namespace notary::testing
