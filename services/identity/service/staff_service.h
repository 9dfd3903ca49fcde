// Accounts of an office's staff, over gRPC. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "notary/identity/v1/staff_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/identity/service/password_hasher.h"
#include "services/identity/storage/directory_store.h"
#include "services/identity/storage/staff_store.h"

namespace notary::identity {

class StaffService {
 public:
  using Call = rpc::Call;

  StaffService(pg::Database& db, PasswordHasher& hasher) : db_(db), hasher_(hasher) {}

  rpc::Service Bind();

  absl::StatusOr<v1::Staff> CreateStaff(const Call& call, const v1::CreateStaffRequest& request);
  absl::StatusOr<v1::Staff> GetStaff(const Call& call, const v1::GetStaffRequest& request);
  absl::StatusOr<v1::ListStaffResponse> ListStaff(const Call& call,
                                                  const v1::ListStaffRequest& request);
  absl::StatusOr<v1::ListColleaguesResponse> ListColleagues(
      const Call& call, const v1::ListColleaguesRequest& request);
  absl::StatusOr<v1::Colleague> GetColleague(const Call& call,
                                             const v1::GetColleagueRequest& request);
  absl::StatusOr<v1::Staff> UpdateRoles(const Call& call, const v1::UpdateRolesRequest& request);
  absl::StatusOr<v1::Staff> FileSpecimen(const Call& call, const v1::FileSpecimenRequest& request);
  absl::StatusOr<v1::Staff> SpellName(const Call& call, const v1::SpellNameRequest& request);
  absl::StatusOr<v1::ResetPasswordResponse> ResetPassword(const Call& call,
                                                          const v1::ResetPasswordRequest& request);
  absl::StatusOr<v1::Staff> DisableStaff(const Call& call, const v1::DisableStaffRequest& request);
  absl::StatusOr<v1::Staff> EnableStaff(const Call& call, const v1::EnableStaffRequest& request);
  absl::StatusOr<v1::ListAccountEventsResponse> ListAccountEvents(
      const Call& call, const v1::ListAccountEventsRequest& request);

 private:
  // The account a security administrator may change: of its office and not its own. Locked.
  absl::StatusOr<Account> LockOther(pg::Tx& tx, const Call& call, const std::string& name) const;
  absl::StatusOr<v1::Staff> SetDisabled(const Call& call, const std::string& name, bool disabled);
  void NoteRoles(pg::Tx& tx, const Staff& staff, absl::string_view kind, const Call& call,
                 const std::vector<std::string>& roles) const;

  pg::Database& db_;
  PasswordHasher& hasher_;
  const StaffStore store_{};
  const DirectoryStore directory_{};
};

}  // namespace notary::identity
