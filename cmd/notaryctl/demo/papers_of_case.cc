// Notices of a party that did not agree to electronic service.
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"

namespace notary::demo {
namespace {

namespace api = notification::v1;

constexpr char kService[] = "/notary.notification.v1.NotificationService/";

}  // namespace

absl::Status CaseRun::ServeOnPaper() {
  return Await("notices on paper", [&](const application::v1::Application&) {
    const absl::StatusOr<int> left = ServeWhatWaits();
    return left.ok() && *left == 0;
  });
}

absl::StatusOr<int> CaseRun::ServeWhatWaits() {
  const rpc::Principal assistant = Staff("assistant", Role::ROLE_ASSISTANT);
  api::ListUnservedNoticesRequest unserved;
  unserved.set_parent(absl::StrCat("offices/", script_.office));
  unserved.set_page_size(100);
  ASSIGN_OR_RETURN(const auto waiting,
                   office_.Call<api::ListUnservedNoticesResponse>(
                       assistant, absl::StrCat(kService, "ListUnservedNotices"), unserved));
  for (const api::Notice& notice : waiting.notices()) {
    if (notice.application() != name_) continue;
    api::GetNoticeRequest print;
    print.set_name(notice.name());
    RETURN_IF_ERROR(
        office_.Call<api::Notice>(assistant, absl::StrCat(kService, "GetNotice"), print).status());
    api::ServeNoticeRequest serve;
    serve.set_name(notice.name());
    serve.set_paper_way(api::Notice::HANDED_OVER);
    serve.set_serve_date(absl::FormatCivilTime(absl::ToCivilDay(office_.Now(), ShanghaiZone())));
    serve.set_request_id(office_.NewRequestId());
    RETURN_IF_ERROR(
        office_.Call<api::Notice>(assistant, absl::StrCat(kService, "ServeNotice"), serve)
            .status());
  }
  api::ListNoticesRequest all;
  all.set_parent(unserved.parent());
  all.set_application(name_);
  ASSIGN_OR_RETURN(const auto notices,
                   office_.Call<api::ListNoticesResponse>(
                       Applicant(), absl::StrCat(kService, "ListNotices"), all));
  int left = 0;
  for (const api::Notice& notice : notices.notices()) {
    const bool went_out =
        notice.service() != api::Notice::PAPER || notice.message_state() != "NONE";
    if (went_out) return absl::FailedPreconditionError("a notice on paper went out electronically");
    left += notice.serve_date().empty() ? 1 : 0;
  }
  return left;
}

}  // namespace notary::demo
