#include "services/application/service/mandate_client.h"

#include "absl/strings/str_cat.h"
#include "notary/identity/v1/mandate_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::application {
namespace {

namespace api = ::notary::identity::v1;

MandateKind KindOf(api::Mandate::Kind kind) {
  switch (kind) {
    case api::Mandate::GUARDIAN:
      return MandateKind::kGuardian;
    case api::Mandate::HELPER:
      return MandateKind::kHelper;
    default:
      return MandateKind::kAgent;
  }
}

absl::Status DoesNotHold(absl::string_view reason) {
  return DeniedError(reason, {"授权不存在、已失效或不适用于本次申请",
                              "The mandate is unknown, has ended or does not cover this case"});
}

}  // namespace

absl::StatusOr<Mandate> MandateClient::Find(const Application& a, const std::string& representative,
                                            const std::string& ward_number) {
  api::CheckMandateRequest request;
  request.set_name(a.mandate);
  request.set_representative(representative);
  request.set_office(absl::StrCat("offices/", a.office));
  request.set_matter(a.matter);
  request.set_ward_id_number(ward_number);
  // Before its first write a case has no name that a mandate could cover.
  if (!a.representative.empty()) request.set_application(a.Name());
  const auto response = mandates_.Call<api::CheckMandateResponse>("CheckMandate", request);
  if (absl::IsNotFound(response.status())) return DoesNotHold("MANDATE_UNKNOWN");
  RETURN_IF_ERROR(response.status());
  if (!response->has_mandate()) return DoesNotHold(response->reason());
  const api::Mandate& mandate = response->mandate();
  return Mandate{.kind = KindOf(mandate.kind()),
                 .represented = mandate.represented(),
                 .representative = representative,
                 .ward_matches = response->ward_matches(),
                 .accepted = response->holds()};
}

}  // namespace notary::application
