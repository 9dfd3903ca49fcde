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
  arguments.reserve(words.size() + 1);
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

// Repeated, as an operator would: other parts of the office may be going down just then.
absl::Status RunUntilWell(const std::vector<std::string>& words) {
  absl::Status outcome;
  for (int i = 0; i < kTries; ++i) {
    outcome = Run(words);
    if (outcome.ok()) return outcome;
  }
  return outcome;
}

}  // namespace

RegisterSwitch SwitchOfStack(const std::string& stack, const std::string& folder,
                             const std::string& build) {
  return {[=] {
            return Run({stack, "down", folder, "civil-affairs-registerd"});
          },
          [=] {
            return RunUntilWell({stack, "up", folder, build});
          }};
}

}  // namespace notary::demo
