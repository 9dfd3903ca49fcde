#include "services/notification/domain/paper.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/common/civil_date.h"
#include "services/notification/domain/notice.h"

namespace notary::notification {
namespace {

absl::Status CheckLetter(PaperWay way, absl::string_view mail_number) {
  const bool by_mail = way == PaperWay::kRegisteredMail;
  if (by_mail && mail_number.empty()) {
    return InvalidField("mail_number", "REQUIRED",
                        {"邮寄送达须填写邮件号", "A registered letter has a number"});
  }
  if (!by_mail && !mail_number.empty()) {
    return InvalidField("mail_number", "NOT_BY_MAIL",
                        {"当面交付没有邮件号", "What was handed over has no number of a letter"});
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status MayServe(const Notice& notice) {
  if (notice.service == NoticeService::kElectronic) {
    return PreconditionError("SERVED_ELECTRONICALLY",
                             {"当事人同意电子送达，该文书已送达",
                              "The party agreed to electronic service: it has been served"});
  }
  if (notice.paper) {
    return PreconditionError("ALREADY_SERVED", {"该文书已送达", "It has been served already"});
  }
  return absl::OkStatus();
}

absl::StatusOr<PaperService> ServedOnPaper(const Notice& notice, PaperWay way,
                                           absl::string_view serve_date, std::string mail_number,
                                           absl::CivilDay today) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, common::ParsePastDay("serve_date", serve_date, today));
  if (day < absl::ToCivilDay(notice.create_time, ShanghaiZone())) {
    return InvalidField("serve_date", "DATE_BEFORE_NOTICE",
                        {"送达日期不能早于文书日期", "Before the notice was made"});
  }
  RETURN_IF_ERROR(CheckLetter(way, mail_number));
  return PaperService{.way = way, .day = day, .mail_number = std::move(mail_number)};
}

}  // namespace notary::notification
