#include "services/notification/service/notification_service.h"

#include <algorithm>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/pg/queue.h"
#include "platform/rpc/resource_name.h"
#include "platform/run/each.h"
#include "platform/time/backoff.h"
#include "platform/time/clock.h"
#include "services/application/client/reading.h"
#include "services/notification/service/convert.h"

namespace notary::notification {
namespace {

// A batch is done before its lease ends, however slow the gateway: 10 s for each message.
constexpr int64_t kBatch = 20;
constexpr absl::Duration kLease = absl::Minutes(4);
// A gateway may be away over a weekend; news older than that are read at the next sign-in.
constexpr absl::Duration kTriedFor = absl::Hours(72);
constexpr BackoffOptions kBackoff{absl::Seconds(5), absl::Minutes(30), 3.0};
// The one text message there is: it says that there is news, never what.
constexpr char kSmsTemplate[] = "ONEVISIT_NEWS";
// But for codes, which are news themselves.
constexpr char kCodeTemplate[] = "ONEVISIT_CODE";

bool WorthRepeating(const absl::Status& status) {
  return MayPassByItself(status) || absl::IsInternal(status);
}

}  // namespace

rpc::Service NotificationService::Bind() {
  rpc::Service service("notary.notification.v1.NotificationService");
  service.Method("CreateNotice", this, &NotificationService::CreateNotice);
  service.Method("GetNotice", this, &NotificationService::GetNotice);
  service.Method("ListNotices", this, &NotificationService::ListNotices);
  service.Method("ServeNotice", this, &NotificationService::ServeNotice);
  service.Method("ListUnservedNotices", this, &NotificationService::ListUnservedNotices);
  service.Method("SendCode", this, &NotificationService::SendCode);
  return service;
}

absl::StatusOr<v1::Notice> NotificationService::CreateNotice(
    const Call& call, const v1::CreateNoticeRequest& request) {
  const v1::Notice& wanted = request.notice();
  const auto found = texts_.templates.find(wanted.code());
  if (found == texts_.templates.end()) {
    // A newer version's, it may be: whoever owes the notice asks again, and finds a newer process.
    return MakeError(absl::StatusCode::kUnimplemented, "NOTICE_UNKNOWN",
                     {"没有该文书", "No such notice"});
  }
  const NoticeTemplate& pattern = found->second;
  const std::map<std::string, std::string> values(wanted.values().begin(), wanted.values().end());
  const NoticeService way = ServiceOf(wanted.service());
  const bool electronic = way == NoticeService::kElectronic;
  const bool sends = electronic && pattern.message && !wanted.mobile().empty();
  Notice notice{.office = call.office,
                .id = NewId(call.now),
                .code = wanted.code(),
                .application = wanted.application(),
                .addressee = wanted.addressee(),
                .mobile = electronic ? wanted.mobile() : "",
                .title = pattern.title,
                .text = Body(pattern, texts_.words, values),
                .legal_basis = BasisOf(pattern, texts_.bases, values),
                .message_state = sends ? "QUEUED" : "NONE",
                .create_time = call.now,
                .service = way};
  const int64_t year = absl::ToCivilYear(call.now, ShanghaiZone()).year();
  return db_.Write(call, [&](pg::Tx& tx) -> absl::StatusOr<v1::Notice> {
    ASSIGN_OR_RETURN(const int64_t serial, store_.NextSerial(tx, notice, year));
    notice.number = NoticeNumber(notice.office, notice.code, year, serial);
    store_.Insert(tx, notice);
    if (sends) tx.WakeWorkers();
    return ToProto(notice);
  });
}

absl::StatusOr<v1::Notice> NotificationService::GetNotice(const Call& call,
                                                          const v1::GetNoticeRequest& request) {
  ASSIGN_OR_RETURN(const std::string id, rpc::IdOf(request.name(), "notices"));
  absl::StatusOr<Notice> found =
      db_.Read(call.office, [&](pg::Tx& tx) { return store_.Get(tx, call.office, id); });
  RETURN_IF_ERROR(application::CheckSideOf(sides_, call, found));
  Notice& notice = *found;
  const v1::Notice shown = ToProto(notice);
  if (call.caller.IsStaff()) {
    RETURN_IF_ERROR(application::RecordReading(db_, call, notice.application, shown.name()));
    return shown;
  }
  if (notice.read_time) return shown;
  RETURN_IF_ERROR(db_.Transact(call.office, [&](pg::Tx& tx) {
    store_.MarkRead(tx, notice, call.now);
    return absl::OkStatus();
  }));
  notice.read_time = call.now;
  return ToProto(notice);
}

absl::StatusOr<v1::ListNoticesResponse> NotificationService::ListNotices(
    const Call& call, const v1::ListNoticesRequest& request) {
  v1::ListNoticesResponse response;
  const absl::Status side = application::CheckSide(sides_, call, request.application());
  if (absl::IsNotFound(side)) return response;
  RETURN_IF_ERROR(side);
  ASSIGN_OR_RETURN(const std::vector<Notice> notices, db_.Read(call.office, [&](pg::Tx& tx) {
    return store_.List(tx, call.office, request.application());
  }));
  for (const Notice& notice : notices) {
    v1::Notice& shown = *response.add_notices();
    shown = Heading(notice);
    // Who signs under a text has opened it.
    if (call.caller.Has(rpc::Role::ROLE_APPLICANT)) shown.clear_text_hash();
  }
  return response;
}

absl::StatusOr<v1::SendCodeResponse> NotificationService::SendCode(
    const Call&, const v1::SendCodeRequest& request) {
  RETURN_IF_ERROR(gateway_
                      .Send({.id = request.message(),
                             .to = Sensitive<std::string>(request.mobile()),
                             .sms_template = kCodeTemplate,
                             .params = {{"code", request.code()},
                                        {"minutes", absl::StrCat(request.minutes())}}})
                      .status());
  return v1::SendCodeResponse();
}

absl::StatusOr<int64_t> NotificationService::SendMessages(absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<QueuedMessage> due,
                   pg::ClaimInOffices(
                       db_, kBatch, [&](pg::Tx& tx) { return store_.OfficesDue(tx, now, kBatch); },
                       [&](pg::Tx& tx, int64_t room) {
                         return store_.ClaimMessages(tx, now, now + kLease, room);
                       }));
  std::map<std::string, std::vector<SmsOutcome>> outcomes;
  for (const QueuedMessage& message : due) {
    outcomes[message.notice.office].push_back(Send(message, now));
  }
  // In one transaction for each office: what a process that dies before it has sent is sent again
  // under its id, and goes out once.
  return ForEach(outcomes, [&](const auto& of) -> absl::StatusOr<int64_t> {
    RETURN_IF_ERROR(db_.Transact(of.first, [&](pg::Tx& tx) {
      for (const SmsOutcome& outcome : of.second) store_.RecordMessage(tx, of.first, outcome);
      return absl::OkStatus();
    }));
    return std::ranges::count_if(of.second, &SmsOutcome::settled);
  });
}

SmsOutcome NotificationService::Send(const QueuedMessage& message, absl::Time now) {
  const Notice& notice = message.notice;
  const absl::Status sent = gateway_
                                .Send({.id = notice.id,
                                       .to = Sensitive<std::string>(notice.mobile),
                                       .sms_template = kSmsTemplate,
                                       .params = {{"code", notice.code}}})
                                .status();
  if (sent.ok()) return {.notice = notice.id, .state = "SENT"};
  if (WorthRepeating(sent) && now - notice.create_time < kTriedFor) {
    absl::BitGen random;
    const auto wait = BackoffDelay(kBackoff, static_cast<int>(message.attempts), random);
    return {.notice = notice.id, .state = "QUEUED", .next_attempt_time = now + wait};
  }
  Log(Severity::kWarning, "sms_failed", {{"notice", notice.id}, {"status", sent}});
  return {.notice = notice.id, .state = "FAILED"};
}

}  // namespace notary::notification
