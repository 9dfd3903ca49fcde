#include "services/document/service/office_client.h"

#include "absl/strings/str_cat.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"

namespace notary::document {

namespace api = ::notary::catalogue::v1;

absl::Status OfficeClient::Check(const std::string& office) {
  {
    absl::MutexLock lock(&mutex_);
    if (known_.contains(office)) return absl::OkStatus();
  }
  api::GetOfficeRequest request;
  request.set_name(absl::StrCat("offices/", office));
  RETURN_IF_ERROR(catalogue_.Call<api::Office>("GetOffice", request).status());
  absl::MutexLock lock(&mutex_);
  known_.insert(office);
  return absl::OkStatus();
}

}  // namespace notary::document
