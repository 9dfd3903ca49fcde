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

absl::StatusOr<bool> SidesClient::Owns(const std::string& person, const std::string& application) {
  v1::CheckSideRequest request;
  request.set_name(application);
  request.set_person(person);
  const auto response = applications_.Call<v1::CheckSideResponse>("CheckSide", request);
  if (absl::IsNotFound(response.status())) return false;
  // A process that is older than this one: nobody can say before it is replaced.
  if (absl::IsUnimplemented(response.status())) return absl::UnavailableError("sides unknown");
  RETURN_IF_ERROR(response.status());
  return response->owns();
}

absl::Status CheckSide(Sides& sides, const rpc::Call& call,
                       const absl::StatusOr<std::string>& application) {
  if (call.caller.IsStaff() || call.caller.Has(rpc::Role::ROLE_SYSTEM)) return application.status();
  const std::string nobodys = absl::StrCat("offices/", call.office, "/applications/", kNobodys);
  ASSIGN_OR_RETURN(const bool owns, sides.Owns(call.principal, application.value_or(nobodys)));
  RETURN_IF_ERROR(application.status());
  if (owns) return absl::OkStatus();
  return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
}

}  // namespace notary::application
