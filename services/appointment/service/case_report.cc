#include "services/appointment/service/case_report.h"

#include "notary/application/v1/application_service.pb.h"
#include "platform/base/check.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/resource_name.h"
#include "platform/rpc/timestamp.h"

namespace notary::appointment {
namespace {

constexpr char kReport[] = "/notary.application.v1.ApplicationService/ReportVisitCancelled";

}  // namespace

absl::Status TellCase(pg::Tx& tx, const Visit& visit, const Text& closure, absl::Time now) {
  NOTARY_CHECK(visit.cancel_reason);
  application::v1::ReportVisitCancelledRequest report;
  report.set_name(visit.application);
  *report.mutable_visit_time() = rpc::ToTimestamp(visit.start);
  report.set_reason(Name(*visit.cancel_reason));
  report.set_note_zh(closure.zh);
  report.set_note_en(closure.en);
  ASSIGN_OR_RETURN(const std::string key, rpc::IdOf(visit.application, "applications"));
  rpc::CallLater(tx, visit.office, key, kReport, report, now);
  return absl::OkStatus();
}

}  // namespace notary::appointment
