// Notices as the public contract shows them.
#pragma once

#include "notary/notification/v1/notification_service.pb.h"
#include "services/notification/domain/notice.h"

namespace notary::notification {

// Never its mobile number.
v1::Notice ToProto(const Notice& notice);

// Without its text, which is read one by one (GetNotice).
v1::Notice Heading(const Notice& notice);

NoticeService ServiceOf(v1::Notice::Service service);

// Pre: a value of the contract.
PaperWay WayOf(v1::Notice::PaperWay way);

}  // namespace notary::notification
