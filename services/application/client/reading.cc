#include "services/application/client/reading.h"

#include "notary/application/v1/application_service.pb.h"
#include "platform/rpc/durable_call.h"
#include "platform/rpc/timestamp.h"

namespace notary::application {
namespace {

constexpr char kReportReading[] = "/notary.application.v1.ApplicationService/ReportReading";

}  // namespace

absl::Status RecordReading(pg::Database& db, const rpc::Call& call, const std::string& application,
                           const std::string& document) {
  v1::ReportReadingRequest request;
  request.set_name(application);
  request.set_document(document);
  request.set_viewer(call.principal);
  for (const rpc::Role role : call.caller.roles) request.add_viewer_roles(role);
  *request.mutable_read_time() = rpc::ToTimestamp(call.now);
  return db.Transact(call.office, [&](pg::Tx& tx) {
    rpc::CallLater(tx, call.office, application, kReportReading, request, call.now);
    return absl::OkStatus();
  });
}

}  // namespace notary::application
