#include "services/application/client/sides.h"

#include "absl/strings/str_cat.h"
#include "notary/application/v1/side_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::application {
namespace {

// The id of no case.
constexpr char kNobodys[] = "00000000-0000-7000-8000-000000000000";

}  // namespace

absl::StatusOr<Side> SidesClient::Of(const std::string& person, const std::string& application) {
  v1::CheckSideRequest request;
  request.set_name(application);
  request.set_person(person);
  const auto response = applications_.Call<v1::CheckSideResponse>("CheckSide", request);
  if (absl::IsNotFound(response.status())) return Side{};
  // A process that is older than this one: nobody can say before it is replaced.
  if (absl::IsUnimplemented(response.status())) return absl::UnavailableError("sides unknown");
  RETURN_IF_ERROR(response.status());
  Side side{.owns = response->owns(), .ending = response->ending()};
  if (response->has_handed_over()) side.handed_over = response->handed_over();
  return side;
}

absl::StatusOr<Side> SideOf(Sides& sides, const rpc::Call& call,
                            const absl::StatusOr<std::string>& application) {
  if (call.caller.IsStaff() || call.caller.Has(rpc::Role::ROLE_SYSTEM)) {
    RETURN_IF_ERROR(application.status());
    return Side{.owns = true, .handed_over = true};
  }
  const std::string nobodys = absl::StrCat("offices/", call.office, "/applications/", kNobodys);
  ASSIGN_OR_RETURN(const Side side, sides.Of(call.principal, application.value_or(nobodys)));
  RETURN_IF_ERROR(application.status());
  if (side.owns) return side;
  return NotHere();
}

absl::Status CheckSide(Sides& sides, const rpc::Call& call,
                       const absl::StatusOr<std::string>& application) {
  return SideOf(sides, call, application).status();
}

absl::Status CheckMayPay(Sides& sides, const rpc::Call& call,
                         const absl::StatusOr<std::string>& application) {
  ASSIGN_OR_RETURN(const Side side, SideOf(sides, call, application));
  if (!side.ending) return absl::OkStatus();
  return PreconditionError("CASE_ENDING", {"该申请正在办结或已办结，不再收费",
                                           "The case is ending or has ended; nothing is paid"});
}

}  // namespace notary::application
