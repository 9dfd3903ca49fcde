#include "services/payment/service/proof_client.h"

#include "absl/strings/str_cat.h"
#include "notary/document/v1/document_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::payment {

namespace api = ::notary::document::v1;

absl::StatusOr<ProofState> ProofClient::Find(const std::string& office,
                                             const std::string& document) {
  api::BatchGetDocumentsRequest request;
  request.set_parent(absl::StrCat("offices/", office));
  request.add_names(document);
  ASSIGN_OR_RETURN(const api::BatchGetDocumentsResponse found,
                   documents_.Call<api::BatchGetDocumentsResponse>("BatchGetDocuments", request));
  if (found.documents().empty()) return ProofState::kUnknown;
  return found.documents(0).state() == "READY" ? ProofState::kThere : ProofState::kUnfinished;
}

}  // namespace notary::payment
