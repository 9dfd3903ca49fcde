// A person's cases at all offices (rule R5): found by an index that belongs to no office, and each
// read where it is kept.
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

#include "platform/base/status_macros.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/validate.h"
#include "services/application/service/application_service.h"
#include "services/application/service/convert.h"

namespace notary::application {

absl::StatusOr<v1::ReportOwnCaseResponse> ApplicationService::ReportOwnCase(
    const Call& call, const v1::ReportOwnCaseRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.application(), "applications"));
  const OwnCase own{request.person(), rpc::OfficeOfName(request.application()), id};
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::ReportOwnCaseResponse> {
    if (request.forgotten()) {
      store_.DropOwnCase(tx, own);
    } else {
      store_.AddOwnCase(tx, own);
    }
    return v1::ReportOwnCaseResponse();
  });
}

// Each read touches one office (quality.md E, R2). What an office no longer has, or has in another
// state, is not on the page.
absl::StatusOr<ApplicationService::Page> ApplicationService::PageOfPerson(
    const ListFilter& filter, const rpc::Paging& paging) {
  ASSIGN_OR_RETURN(std::vector<OwnCase> own, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.OwnCases(tx, filter.applicant, filter.before_id, filter.limit);
  }));
  Page page;
  page.next_token = paging.Cut(own, &OwnCase::id);
  std::map<std::string, std::vector<std::string>> ids_by_office;
  for (const OwnCase& one : own) ids_by_office[one.office].push_back(one.id);
  for (const auto& at : ids_by_office) {
    ASSIGN_OR_RETURN(std::vector<Application> there, db_.Read(at.first, [&](pg::Tx& tx) {
      return store_.Among(tx, at.first, at.second, filter.state);
    }));
    std::ranges::move(there, std::back_inserter(page.cases));
  }
  std::ranges::sort(page.cases, std::ranges::greater(), &Application::id);
  return page;
}

}  // namespace notary::application
