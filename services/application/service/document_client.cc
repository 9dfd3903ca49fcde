#include "services/application/service/document_client.h"

#include "absl/strings/str_cat.h"
#include "notary/document/v1/document_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::application {

namespace api = ::notary::document::v1;

absl::StatusOr<std::vector<Paper>> DocumentClient::Find(const std::string& office,
                                                        const std::vector<std::string>& names) {
  if (names.empty()) return std::vector<Paper>();
  api::BatchGetDocumentsRequest request;
  request.set_parent(absl::StrCat("offices/", office));
  for (const std::string& name : names) request.add_names(name);
  ASSIGN_OR_RETURN(const api::BatchGetDocumentsResponse response,
                   documents_.Call<api::BatchGetDocumentsResponse>("BatchGetDocuments", request));
  std::vector<Paper> papers;
  for (const api::Document& document : response.documents()) {
    papers.push_back(
        {document.name(), document.owner(), document.state() == "READY", document.page_count()});
  }
  return papers;
}

}  // namespace notary::application
