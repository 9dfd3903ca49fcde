// Which roles an account may hold, and which never together (domain.md 1.5 and 11). MLPS level 3
// keeps the three administrators apart: who grants rights, who reads the record of it and who keeps
// the machines running are three people, and none of them works on cases.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace notary::identity {

enum class RoleKind {
  kCase,           // works on cases; one account may hold several
  kAdministrator,  // alone in its account
};

struct GrantableRole {
  const char* name;
  RoleKind kind;
};

// Whatever is absent is never granted to an account: APPLICANT and SYSTEM are no staff.
inline constexpr auto kGrantableRoles = std::to_array<GrantableRole>({
    {"ASSISTANT", RoleKind::kCase},
    {"NOTARY", RoleKind::kCase},
    {"APPROVER", RoleKind::kCase},
    {"PRODUCTION", RoleKind::kCase},
    {"TRANSLATOR", RoleKind::kCase},
    {"CASHIER", RoleKind::kCase},
    {"ARCHIVIST", RoleKind::kCase},
    {"REEXAMINER", RoleKind::kCase},
    {"HEAD", RoleKind::kCase},
    {"HELPER", RoleKind::kCase},
    {"OPERATOR", RoleKind::kAdministrator},
    {"SECURITY_ADMIN", RoleKind::kAdministrator},
    {"AUDIT_ADMIN", RoleKind::kAdministrator},
});

// INVALID_ARGUMENT on `roles`: ROLE_NOT_GRANTABLE, ROLES_CONFLICT for an administrator's role
// beside any other. Pre: not empty.
absl::Status CheckRoles(const std::vector<std::string>& roles);

// FAILED_PRECONDITION (OWN_ACCOUNT): nobody grants to, resets or disables itself.
absl::Status CheckNotOwnAccount(absl::string_view actor, absl::string_view staff_id);

// Those of `a` that are not in `b`.
std::vector<std::string> Missing(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b);

}  // namespace notary::identity
