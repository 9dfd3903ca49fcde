// Notices that the office serves on paper (domain.md 1.8).
#include "platform/base/enum_names.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/resource_name.h"
#include "platform/time/clock.h"
#include "services/notification/service/convert.h"
#include "services/notification/service/notification_service.h"

namespace notary::notification {

absl::StatusOr<v1::Notice> NotificationService::ServeNotice(const Call& call,
                                                            const v1::ServeNoticeRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "notices"));
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Notice> {
    ASSIGN_OR_RETURN(Notice notice, store_.GetForUpdate(tx, call.office, id));
    RETURN_IF_ERROR(MayServe(notice));
    ASSIGN_OR_RETURN(notice.paper, ServedOnPaper(notice, WayOf(request.paper_way()),
                                                 request.serve_date(), request.mail_number(),
                                                 absl::ToCivilDay(call.now, ShanghaiZone())));
    notice.paper->by = call.principal;
    store_.RecordService(tx, notice);
    return Heading(notice);
  });
}

absl::StatusOr<v1::ListUnservedNoticesResponse> NotificationService::ListUnservedNotices(
    const Call& call, const v1::ListUnservedNoticesRequest& request) {
  using Response = v1::ListUnservedNoticesResponse;
  ASSIGN_OR_RETURN(const rpc::Paging paging,
                   rpc::Paging::Of(request, absl::StrCat("unserved|", call.office)));
  return db_.Read(call.office, [&](pg::Tx& tx) -> absl::StatusOr<Response> {
    ASSIGN_OR_RETURN(std::vector<Notice> page,
                     store_.ListUnserved(tx, call.office, paging.behind(), paging.limit()));
    Response response;
    response.set_next_page_token(paging.Cut(page, &Notice::id));
    for (const Notice& notice : page) *response.add_notices() = Heading(notice);
    return response;
  });
}

}  // namespace notary::notification
