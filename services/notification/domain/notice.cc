#include "services/notification/domain/notice.h"

#include "absl/strings/str_format.h"

namespace notary::notification {

std::string NoticeNumber(absl::string_view office, absl::string_view code, int64_t year,
                         int64_t serial) {
  return absl::StrFormat("%s-%s-%d-%06d", office, code, year, serial);
}

}  // namespace notary::notification
