#include "services/payment/domain/proofs.h"

#include "platform/base/error.h"

namespace notary::payment {

absl::Status CheckProof(ProofState state) {
  switch (state) {
    case ProofState::kUnknown:
      return InvalidField("proof", "DOCUMENT_UNKNOWN",
                          {"没有这份文件", "There is no such document"});
    case ProofState::kUnfinished:
      return InvalidField("proof", "DOCUMENT_NOT_FINISHED",
                          {"文件尚未上传完成", "The upload is not complete"});
    case ProofState::kThere:
      break;
  }
  return absl::OkStatus();
}

}  // namespace notary::payment
