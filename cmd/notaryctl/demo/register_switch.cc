#include "cmd/notaryctl/demo/register_switch.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

namespace notary::demo {
namespace {

constexpr int kTries = 10;

absl::Status Run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawn(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    return absl::NotFoundError("cannot start " + words[0]);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return well ? absl::OkStatus() : absl::UnavailableError(words[0] + " failed");
}

}  // namespace

absl::Status RegisterSwitch::Off() const {
  return Run({stack_, "down", folder_, "civil-affairs-registerd"});
}

// Repeated, as an operator would: other parts of the office may be going down just then.
absl::Status RegisterSwitch::On() const {
  absl::Status up;
  for (int i = 0; i < kTries; ++i) {
    up = Run({stack_, "up", folder_, build_});
    if (up.ok()) return up;
  }
  return up;
}

}  // namespace notary::demo
