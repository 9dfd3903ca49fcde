#include "services/identity/domain/staff_roles.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::identity {
namespace {

std::optional<RoleKind> KindOf(const std::string& role) {
  for (const GrantableRole& grantable : kGrantableRoles) {
    if (role == grantable.name) return grantable.kind;
  }
  return std::nullopt;
}

}  // namespace

absl::Status CheckRoles(const std::vector<std::string>& roles) {
  for (const std::string& role : roles) {
    const std::optional<RoleKind> kind = KindOf(role);
    if (!kind) {
      return InvalidField("roles", "ROLE_NOT_GRANTABLE",
                          {"该角色不能授予账号", "This role is not granted to accounts"});
    }
    const bool alone =
        std::all_of(roles.begin(), roles.end(), [&](const std::string& r) { return r == role; });
    if (*kind == RoleKind::kAdministrator && !alone) {
      return InvalidField("roles", "ROLES_CONFLICT",
                          {"系统、安全、审计管理员须三员分立，不得兼任其他角色",
                           "Operator, security and audit administrator are three people who hold "
                           "no other role"});
    }
  }
  return absl::OkStatus();
}

absl::Status CheckNotOwnAccount(absl::string_view actor, absl::string_view staff_id) {
  if (actor != absl::StrCat("staff/", staff_id)) return absl::OkStatus();
  return PreconditionError("OWN_ACCOUNT",
                           {"不得对本人账号操作，请由另一安全管理员办理",
                            "Not for your own account: another security administrator does it"});
}

std::vector<std::string> Missing(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b) {
  std::vector<std::string> missing;
  for (const std::string& role : a) {
    if (std::find(b.begin(), b.end(), role) == b.end()) missing.push_back(role);
  }
  return missing;
}

}  // namespace notary::identity
