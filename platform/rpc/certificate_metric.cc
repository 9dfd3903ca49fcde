#include "platform/rpc/certificate_metric.h"

#include "platform/crypto/certificate.h"
#include "platform/metrics/metrics.h"

namespace notary::rpc {

void NoteCertificate(const std::string& file, absl::string_view certificates_pem) {
  const absl::StatusOr<absl::Time> end = crypto::ExpiryOf(certificates_pem);
  if (!end.ok()) return;
  metrics::GaugeOf("notary_certificate_expiry_seconds",
                   "When the certificate in use ends, in seconds since 1970", {{"file", file}})
      .Set(static_cast<double>(absl::ToUnixSeconds(*end)));
}

}  // namespace notary::rpc
