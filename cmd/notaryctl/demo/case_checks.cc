// What a case is waited for and what must be so.
#include "absl/strings/str_cat.h"
#include "cmd/notaryctl/demo/case_run.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "notary/verification/v1/verification_service.pb.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"

namespace notary::demo {
namespace {

namespace v1 = application::v1;

constexpr absl::Duration kPatience = absl::Minutes(2);  // real time: parts may be down meanwhile

absl::Status Otherwise(const std::string& expected, const std::string& found) {
  return absl::FailedPreconditionError(absl::StrCat("expected ", expected, ", found ", found));
}

}  // namespace

absl::Status CaseRun::AwaitState(v1::Application::State state) {
  return Await(v1::Application::State_Name(state),
               [state](const v1::Application& a) { return a.state() == state; });
}

absl::Status CaseRun::Await(const std::string& what,
                            const std::function<bool(const v1::Application&)>& there) {
  const absl::Time until = absl::Now() + kPatience;
  while (absl::Now() < until) {
    ASSIGN_OR_RETURN(const v1::Application now, Get());
    if (there(now)) return absl::OkStatus();
    office_.PassLook();
  }
  return absl::DeadlineExceededError(absl::StrCat("still waiting for ", what));
}

absl::StatusOr<std::string> CaseRun::ReadNotice(const std::string& code) {
  notification::v1::ListNoticesRequest request;
  request.set_parent(absl::StrCat("offices/", script_.office));
  request.set_application(name_);
  notification::v1::GetNoticeRequest open;
  const absl::Time until = absl::Now() + kPatience;
  while (absl::Now() < until) {
    ASSIGN_OR_RETURN(
        const auto list,
        office_.Call<notification::v1::ListNoticesResponse>(
            Applicant(), "/notary.notification.v1.NotificationService/ListNotices", request));
    for (const notification::v1::Notice& notice : list.notices()) {
      if (notice.code() == code) open.set_name(notice.name());
    }
    if (!open.name().empty()) {
      ASSIGN_OR_RETURN(
          const auto notice,
          office_.Call<notification::v1::Notice>(
              Applicant(), "/notary.notification.v1.NotificationService/GetNotice", open));
      return notice.text_hash();
    }
    office_.PassLook();
  }
  return absl::DeadlineExceededError(absl::StrCat("still waiting for the notice ", code));
}

absl::Status CaseRun::AwaitUnansweredQuestion() {
  ASSIGN_OR_RETURN(const v1::Application asked, Get());
  if (asked.verifications().empty()) return Otherwise("a question", "none");
  verification::v1::GetVerificationRequest get;
  get.set_name(asked.verifications(0).verification());
  return Await("an attempt in vain", [&](const v1::Application&) {
    const auto question = office_.Call<verification::v1::Verification>(
        Staff("notary", Role::ROLE_NOTARY),
        "/notary.verification.v1.VerificationService/GetVerification", get);
    return question.ok() && !question->reason_code().empty();
  });
}

absl::Status CaseRun::ExpectAnswer(const std::string& outcome, const std::string& reason_code) {
  ASSIGN_OR_RETURN(const v1::Application now, Get());
  if (now.verifications().empty()) return Otherwise(outcome, "no question");
  const v1::VerificationItem& last = now.verifications(now.verifications_size() - 1);
  if (last.outcome() == outcome && last.reason_code() == reason_code) return absl::OkStatus();
  return Otherwise(absl::StrCat(outcome, " ", reason_code),
                   absl::StrCat(last.outcome(), " ", last.reason_code()));
}

absl::Status CaseRun::ExpectNoDraft(const std::string& reason) {
  const ApplicationOr drafted = TryDraft();
  if (ReasonOf(drafted.status()) == reason) return absl::OkStatus();
  return Otherwise(reason, drafted.status().ToString());
}

absl::Status CaseRun::ExpectNotices(const std::string& code, int count) {
  notification::v1::ListNoticesRequest list;
  list.set_parent(absl::StrCat("offices/", script_.office));
  list.set_application(name_);
  int found = 0;
  const absl::Status arrived = Await(code, [&](const v1::Application&) {
    const auto notices = office_.Call<notification::v1::ListNoticesResponse>(
        Applicant(), "/notary.notification.v1.NotificationService/ListNotices", list);
    if (!notices.ok()) return false;
    found = 0;
    for (const notification::v1::Notice& notice : notices->notices())
      found += notice.code() == code;
    return found >= count;
  });
  if (arrived.ok() && found == count) return absl::OkStatus();
  return Otherwise(absl::StrCat(count, " × ", code), absl::StrCat(found));
}

absl::Status CaseRun::ExpectFullRefund() {
  return Await("the whole fee back", [](const v1::Application& a) {
    return a.fee_fen() > 0 && a.refund_fen() == a.fee_fen();
  });
}

}  // namespace notary::demo
