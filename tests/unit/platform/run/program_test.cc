#include "platform/run/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <functional>
#include <string>

namespace notary {
namespace {

// As main would call it, by a path as a shell gives it.
[[noreturn]] void Main(const std::function<absl::Status(const std::vector<char*>&)>& run) {
  std::array<std::string, 2> words{"/usr/bin/programd", "migrate"};
  std::array<char*, 3> arguments{words[0].data(), words[1].data(), nullptr};
  RunProgram(2, arguments.data(), run);
}

TEST(ProgramTest, EndsWithZeroWhenAllIsDone) {
  EXPECT_EXIT(Main([](const std::vector<char*>&) { return absl::OkStatus(); }),
              testing::ExitedWithCode(0), "");
}

TEST(ProgramTest, SaysItsNameAndWhatWasWrong) {
  EXPECT_EXIT(Main([](const std::vector<char*>&) { return absl::NotFoundError("no such file"); }),
              testing::ExitedWithCode(1), "^programd: no such file\n$");
}

TEST(ProgramTest, GivesTheArgumentsThatAreNoFlags) {
  EXPECT_EXIT(Main([](const std::vector<char*>& arguments) {
                return absl::CancelledError(arguments.at(1));
              }),
              testing::ExitedWithCode(1), "programd: migrate");
}

// A thread of gRPC may still use what a static destructor would take from it.
TEST(ProgramTest, DestroysNothingStatic) {
  static const auto end = [] { _exit(7); };
  EXPECT_EXIT(Main([](const std::vector<char*>&) {
                std::atexit(end);
                return absl::OkStatus();
              }),
              testing::ExitedWithCode(0), "");
}

TEST(ProgramTest, SaysWhereItCrashed) {
  EXPECT_EXIT(Main([](const std::vector<char*>&) {
                std::raise(SIGSEGV);
                return absl::OkStatus();
              }),
              testing::KilledBySignal(SIGSEGV), "SIGSEGV received.*");
}

}  // namespace
}  // namespace notary
