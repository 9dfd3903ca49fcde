#include "services/application/service/wording_client.h"

#include "absl/strings/str_cat.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"

namespace notary::application {

namespace api = ::notary::certificate::v1;

absl::Status WordingClient::Check(const Case& c, bool copy_trans) {
  api::PreviewCertificateRequest request;
  request.set_parent(absl::StrCat("offices/", c.application.office));
  request.set_matter(c.application.matter);
  for (const auto& [field, value] : c.CertificateValues(ShanghaiZone())) {
    (*request.mutable_form())[field] = value;
  }
  const auto preview = [&](const char* kind) {
    request.set_kind(kind);
    return certificates_.Call<api::PreviewCertificateResponse>("PreviewCertificate", request)
        .status();
  };
  RETURN_IF_ERROR(preview("MAIN"));
  return copy_trans ? preview("COPY_TRANS") : absl::OkStatus();
}

}  // namespace notary::application
