#include "services/document/domain/quota.h"

#include "platform/base/error.h"

namespace notary::document {

absl::Status CheckQuota(const Lately& lately, int64_t size_bytes, absl::Time now) {
  const bool fits =
      lately.documents < kQuotaDocuments && lately.size_bytes + size_bytes <= kQuotaBytes;
  if (fits) return absl::OkStatus();
  return MakeError(absl::StatusCode::kResourceExhausted,
                   {.reason = "UPLOADS_TOO_MANY",
                    .text = {"24小时内最多上传2000份、合计1 GiB，请稍后再传",
                             "At most 2000 documents and 1 GiB in 24 hours; go on later"},
                    .retry_after = lately.first.value_or(now) + kQuotaTime - now});
}

}  // namespace notary::document
