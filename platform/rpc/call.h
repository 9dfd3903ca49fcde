// One call on its way through a service: who asks, for what, since when. Made by the pipeline; a
// method gets it by const reference and hands it to Database::Write.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "notary/platform/v1/access.pb.h"
#include "platform/pg/request_log.h"

namespace notary::rpc {

using platform::v1::Role;

struct Principal {
  std::string subject;       // "staff/0190…"; empty when anonymous
  std::string display_name;  // personal data: never logged
  std::string office;        // of a staff member
  std::vector<Role> roles;
  std::string session = {};  // id of the session behind the token; empty for services
  absl::Time sign_in_time = absl::UnixEpoch();  // when they last proved who they are

  bool Has(Role role) const;
  bool IsStaff() const { return !office.empty(); }
};

struct Call : pg::Request {
  Principal caller;
  std::string trace_id;
};

}  // namespace notary::rpc
