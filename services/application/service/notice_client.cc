#include "services/application/service/notice_client.h"

#include "absl/strings/str_cat.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::application {

namespace api = ::notary::notification::v1;

absl::StatusOr<std::optional<std::string>> NoticeClient::TextHash(const std::string& office,
                                                                  const std::string& application,
                                                                  const std::string& code) {
  api::ListNoticesRequest request;
  request.set_parent(absl::StrCat("offices/", office));
  request.set_application(application);
  ASSIGN_OR_RETURN(const api::ListNoticesResponse response,
                   notices_.Call<api::ListNoticesResponse>("ListNotices", request));
  std::optional<std::string> latest;
  for (const api::Notice& notice : response.notices()) {  // oldest first
    if (notice.code() == code) latest = notice.text_hash();
  }
  return latest;
}

}  // namespace notary::application
