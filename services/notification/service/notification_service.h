// Notices over gRPC, and the worker that sends their text messages. Thread-safe.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "notary/notification/v1/notification_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/application/client/sides.h"
#include "services/notification/domain/notice.h"
#include "services/notification/domain/sms_gateway.h"
#include "services/notification/storage/notice_store.h"

namespace notary::notification {

class NotificationService {
 public:
  using Call = rpc::Call;

  NotificationService(pg::Database& db, SmsGateway& gateway, application::Sides& sides,
                      NoticeTexts texts)
      : db_(db), gateway_(gateway), sides_(sides), texts_(std::move(texts)) {}

  rpc::Service Bind();

  absl::StatusOr<v1::Notice> CreateNotice(const Call& call, const v1::CreateNoticeRequest& request);
  absl::StatusOr<v1::Notice> GetNotice(const Call& call, const v1::GetNoticeRequest& request);
  absl::StatusOr<v1::ListNoticesResponse> ListNotices(const Call& call,
                                                      const v1::ListNoticesRequest& request);
  // paper_desk.cc
  absl::StatusOr<v1::Notice> ServeNotice(const Call& call, const v1::ServeNoticeRequest& request);
  absl::StatusOr<v1::ListUnservedNoticesResponse> ListUnservedNotices(
      const Call& call, const v1::ListUnservedNoticesRequest& request);
  absl::StatusOr<v1::SendCodeResponse> SendCode(const Call& call,
                                                const v1::SendCodeRequest& request);

  // Sends at most one batch of the messages that are due; returns how many were settled.
  absl::StatusOr<int64_t> SendMessages(absl::Time now);

 private:
  // To the gateway. Pre: it is claimed.
  SmsOutcome Send(const QueuedMessage& message, absl::Time now);

  pg::Database& db_;
  SmsGateway& gateway_;
  application::Sides& sides_;
  const NoticeTexts texts_;
  const NoticeStore store_{};
};

}  // namespace notary::notification
