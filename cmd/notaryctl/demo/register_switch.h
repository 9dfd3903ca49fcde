// The register of civil affairs is another organisation's computer. The demonstration turns it off
// and on again, to see that a case waits and goes on.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace notary::demo {

class RegisterSwitch {
 public:
  // `stack` is cmd/dev/stack, `folder` the office it started, `build` the folder of the programs.
  RegisterSwitch(std::string stack, std::string folder, std::string build)
      : stack_(std::move(stack)), folder_(std::move(folder)), build_(std::move(build)) {}

  absl::Status Off() const;
  absl::Status On() const;

 private:
  const std::string stack_;
  const std::string folder_;
  const std::string build_;
};

}  // namespace notary::demo
