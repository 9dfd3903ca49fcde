#include "services/application/service/staff_client.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "notary/identity/v1/staff_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::application {

namespace api = ::notary::identity::v1;

absl::StatusOr<Notary> StaffClient::FindNotary(const std::string& office,
                                               const std::string& subject) {
  absl::string_view id = subject;
  absl::ConsumePrefix(&id, "staff/");
  api::GetColleagueRequest request;
  request.set_name(absl::StrCat("offices/", office, "/colleagues/", id));
  const auto found = staff_.Call<api::Colleague>("GetColleague", request);
  if (absl::IsNotFound(found.status())) {
    return InvalidField("notary", "NOT_STAFF",
                        {"须为本处工作人员", "Must be a member of the staff"});
  }
  RETURN_IF_ERROR(found.status());
  if (std::ranges::count(found->roles(), platform::v1::ROLE_NOTARY) == 0) {
    return InvalidField("notary", "NOT_A_NOTARY",
                        {"须为本处公证员", "Must be a notary of this office"});
  }
  Notary notary{.name = found->display_name(), .pinyin = found->name_pinyin()};
  Specimen specimen;
  if (absl::ParseCivilTime(found->specimen().valid_from(), &specimen.valid_from) &&
      absl::ParseCivilTime(found->specimen().valid_until(), &specimen.valid_until)) {
    notary.specimen = specimen;
  }
  return notary;
}

}  // namespace notary::application
