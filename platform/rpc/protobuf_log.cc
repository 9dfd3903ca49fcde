#include "platform/rpc/protobuf_log.h"

#include <google/protobuf/stubs/logging.h>

#include "platform/base/log.h"

namespace notary::rpc {
namespace {

void OnlyTheEnd(google::protobuf::LogLevel level, const char* file, int line,
                const std::string& message) {
  if (level != google::protobuf::LOGLEVEL_FATAL) return;
  Log(Severity::kError, "protobuf_failed", {{"file", file}, {"line", line}, {"detail", message}});
}

}  // namespace

void QuietenProtobuf() {
  [[maybe_unused]] static const auto before = google::protobuf::SetLogHandler(&OnlyTheEnd);
}

}  // namespace notary::rpc
