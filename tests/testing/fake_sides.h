// Whose case it is, as a test says it: of every case.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "services/application/client/sides.h"

namespace notary::testing {

// A test changes it only while no call runs.
class FakeSides final : public application::Sides {
 public:
  explicit FakeSides(std::set<std::string> owners_now) : owners(std::move(owners_now)) {}

  absl::StatusOr<application::Side> Of(const std::string& person, const std::string&) override {
    if (!down.ok()) return down;
    return application::Side{
        .owns = owners.contains(person), .ending = ending, .handed_over = handed_over};
  }

  absl::Status down = absl::OkStatus();
  std::set<std::string> owners;
  bool ending = false;
  std::optional<bool> handed_over = false;
};

}  // namespace notary::testing
