// Certificates over gRPC. Thread-safe.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "notary/certificate/v1/certificate_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/application/client/sides.h"
#include "services/certificate/domain/renderer.h"
#include "services/certificate/storage/certificate_store.h"

namespace notary::certificate {

using Wordings = std::map<std::pair<std::string, std::string>, Wording>;  // by matter and kind

class CertificateService {
 public:
  using Call = rpc::Call;

  CertificateService(pg::Database& db, const Renderer& renderer, application::Sides& sides,
                     Wordings wordings, std::string check_url)
      : db_(db),
        renderer_(renderer),
        sides_(sides),
        wordings_(std::move(wordings)),
        check_url_(std::move(check_url)) {}

  rpc::Service Bind();

  absl::StatusOr<v1::PreviewCertificateResponse> PreviewCertificate(
      const Call& call, const v1::PreviewCertificateRequest& request);
  absl::StatusOr<v1::Certificate> IssueCertificate(const Call& call,
                                                   const v1::IssueCertificateRequest& request);
  absl::StatusOr<v1::VoidCertificatesResponse> VoidCertificates(
      const Call& call, const v1::VoidCertificatesRequest& request);
  absl::StatusOr<v1::ListCertificatesResponse> ListCertificates(
      const Call& call, const v1::ListCertificatesRequest& request);
  absl::StatusOr<v1::PrintCertificateResponse> PrintCertificate(
      const Call& call, const v1::PrintCertificateRequest& request);
  absl::StatusOr<v1::CheckCertificateResponse> CheckCertificate(
      const Call& call, const v1::CheckCertificateRequest& request);

 private:
  absl::StatusOr<Wording> FindWording(const char* field, const std::string& matter,
                                      const std::string& kind) const;

  pg::Database& db_;
  const Renderer& renderer_;
  application::Sides& sides_;
  const Wordings wordings_;
  const std::string check_url_;
  const CertificateStore store_{};
};

}  // namespace notary::certificate
