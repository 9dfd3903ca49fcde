#include "platform/run/program.h"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "absl/debugging/failure_signal_handler.h"
#include "absl/debugging/symbolize.h"
#include "absl/flags/parse.h"
#include "absl/strings/string_view.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace notary {
namespace {

// A sanitizer looks for leaks when static objects are destroyed, which never happens here.
bool Leaks() {
#ifdef __SANITIZE_ADDRESS__
  return __lsan_do_recoverable_leak_check() != 0;
#else
  return false;
#endif
}

}  // namespace

void RunProgram(int argc, char** argv,
                const std::function<absl::Status(const std::vector<char*>&)>& run) {
  absl::InitializeSymbolizer(argv[0]);
  absl::InstallFailureSignalHandler({});
  absl::string_view name = argv[0];
  name.remove_prefix(name.rfind('/') + 1);  // npos is -1
  const absl::Status status = run(absl::ParseCommandLine(argc, argv));
  if (!status.ok()) {
    std::fprintf(stderr, "%s: %s\n", std::string(name).c_str(),
                 std::string(status.message()).c_str());
  }
  std::fflush(nullptr);
  _exit(status.ok() && !Leaks() ? 0 : 1);
}

}  // namespace notary
