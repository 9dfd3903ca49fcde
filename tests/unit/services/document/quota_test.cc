#include "services/document/domain/quota.h"

#include <gtest/gtest.h>

#include "platform/base/error.h"

namespace notary::document {
namespace {

TEST(QuotaTest, CountsDocumentsAndBytes) {
  const absl::Time now = absl::FromUnixSeconds(1764547200);
  const absl::Time first = now - absl::Hours(20);
  EXPECT_TRUE(CheckQuota({}, 1, now).ok());
  EXPECT_TRUE(CheckQuota({kQuotaDocuments - 1, kQuotaBytes - 1, first}, 1, now).ok());
  for (const Lately& full : {Lately{kQuotaDocuments, 5, first}, Lately{1, kQuotaBytes, first}}) {
    const absl::Status refused = CheckQuota(full, 1, now);
    EXPECT_EQ(ReasonOf(refused), "UPLOADS_TOO_MANY");
    EXPECT_EQ(DetailOf(refused)->retry_after, absl::Hours(4));
  }
}

}  // namespace
}  // namespace notary::document
