#include "services/identity/service/code_client.h"

#include "notary/notification/v1/notification_service.pb.h"
#include "services/identity/domain/sign_in_code.h"

namespace notary::identity {

absl::Status CodeClient::Send(const std::string& id, const Sensitive<std::string>& mobile,
                              const Sensitive<std::string>& code) {
  notification::v1::SendCodeRequest request;
  request.set_message(id);
  request.set_mobile(mobile.Reveal());
  request.set_code(code.Reveal());
  request.set_minutes(static_cast<int32_t>(absl::ToInt64Minutes(kCodeLife)));
  return client_.Call<notification::v1::SendCodeResponse>("SendCode", request).status();
}

}  // namespace notary::identity
