#include "tests/testing/office/parcels.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace notary::testing {

void NextParcel(OfficeWorld& world, const std::string& journey) {
  // Where the office reaches the courier: …/std/service.
  const std::string service = world.office().config().sf_express().url();
  const std::string base = service.substr(0, service.find("/std/"));
  const auto set =
      world.office().phone().Send({.method = "POST",
                                   .url = absl::StrCat(base, "/control/journey"),
                                   .body = absl::StrCat("{\"journey\":\"", journey, "\"}")});
  ASSERT_TRUE(set.ok()) << set.status();
  ASSERT_EQ(set->status, 204);
}

}  // namespace notary::testing
