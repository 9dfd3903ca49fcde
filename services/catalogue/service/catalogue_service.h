// CatalogueService: reference data from memory, and the rules over it. Immutable after
// construction, so thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/catalogue/domain/condition.h"
#include "services/catalogue/service/loader.h"

namespace notary::catalogue {

class CatalogueService {
 public:
  explicit CatalogueService(LoadedCatalogue loaded) : loaded_(std::move(loaded)) {}

  rpc::Service Bind();

  absl::StatusOr<v1::ListOfficesResponse> ListOffices(const rpc::Call& call,
                                                      const v1::ListOfficesRequest& request);
  absl::StatusOr<v1::Office> GetOffice(const rpc::Call& call, const v1::GetOfficeRequest& request);
  absl::StatusOr<v1::ListMattersResponse> ListMatters(const rpc::Call& call,
                                                      const v1::ListMattersRequest& request);
  absl::StatusOr<v1::Matter> GetMatter(const rpc::Call& call, const v1::GetMatterRequest& request);
  absl::StatusOr<v1::ListDestinationsResponse> ListDestinations(
      const rpc::Call& call, const v1::ListDestinationsRequest& request);
  absl::StatusOr<v1::FeeQuote> QuoteFee(const rpc::Call& call, const v1::QuoteFeeRequest& request);
  absl::StatusOr<v1::ListReductionsResponse> ListReductions(
      const rpc::Call& call, const v1::ListReductionsRequest& request);
  absl::StatusOr<v1::Checklist> ComputeChecklist(const rpc::Call& call,
                                                 const v1::ComputeChecklistRequest& request);
  absl::StatusOr<v1::CheckFormResponse> CheckForm(const rpc::Call& call,
                                                  const v1::CheckFormRequest& request);
  absl::StatusOr<v1::WorkingCalendar> GetWorkingCalendar(
      const rpc::Call& call, const v1::GetWorkingCalendarRequest& request);
  absl::StatusOr<v1::ListLegalBasesResponse> ListLegalBases(
      const rpc::Call& call, const v1::ListLegalBasesRequest& request);

 private:
  // Index of the row, or NOT_FOUND.
  absl::StatusOr<size_t> OfficeIndex(const std::string& name) const;
  absl::StatusOr<size_t> MatterIndex(const std::string& code) const;
  absl::StatusOr<size_t> DestinationIndex(const std::string& code, absl::CivilDay day) const;

  absl::StatusOr<FeeOrder> OrderOf(const v1::QuoteFeeRequest& request, absl::CivilDay day) const;

  const LoadedCatalogue loaded_;
};

}  // namespace notary::catalogue
