#include "adapters/civil_affairs/register/service/maintenance.h"

#include <algorithm>
#include <filesystem>

#include "notary/config/v1/register_config.pb.h"
#include "platform/base/log.h"
#include "platform/rpc/textproto.h"
#include "platform/rpc/timestamp.h"

namespace notary::marriage_register {

std::optional<absl::Time> MaintenanceEnd(const std::string& file, absl::Time now) {
  std::error_code failed;
  if (file.empty() || !std::filesystem::exists(file, failed)) return std::nullopt;
  config::v1::RegisterMaintenance announced;
  if (const absl::Status read = rpc::ReadTextProto(file, &announced); !read.ok()) {
    Log(Severity::kError, "maintenance_unreadable", {{"status", read}});
    return std::nullopt;
  }
  std::optional<absl::Time> until;
  for (const auto& window : announced.windows()) {
    const absl::Time end = rpc::FromTimestamp(window.end_time());
    const bool open = rpc::FromTimestamp(window.start_time()) <= now && now < end;
    if (open) until = std::max(end, until.value_or(end));
  }
  return until;
}

}  // namespace notary::marriage_register
