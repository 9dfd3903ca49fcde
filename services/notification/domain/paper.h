// Notices on paper: what is served to a party that did not agree to electronic service.
#pragma once

#include <array>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "platform/base/enum_names.h"

namespace notary::notification {

// How a notice reaches its addressee.
enum class NoticeService { kElectronic, kPaper };

// How paper is served.
enum class PaperWay { kNotServed, kHandedOver, kRegisteredMail };

// That a notice was served on paper.
struct PaperService {
  PaperWay way = PaperWay::kNotServed;
  absl::CivilDay day;       // of the signature, or of the receipt
  std::string by;           // of the staff
  std::string mail_number;  // of the registered letter
};

struct Notice;

// FAILED_PRECONDITION (SERVED_ELECTRONICALLY, ALREADY_SERVED).
absl::Status MayServe(const Notice& notice);

// What is written down, from what a member of the staff says on the day `today`. INVALID_ARGUMENT:
// DATE_FORMAT, DATE_NOT_A_DAY, DATE_IN_FUTURE, DATE_BEFORE_NOTICE; REQUIRED and NOT_BY_MAIL for the
// number of the letter.
absl::StatusOr<PaperService> ServedOnPaper(const Notice& notice, PaperWay way,
                                           absl::string_view serve_date, std::string mail_number,
                                           absl::CivilDay today);

}  // namespace notary::notification

namespace notary {

template <>
inline constexpr auto kEnumNames<notification::NoticeService> =
    std::to_array<const char*>({"ELECTRONIC", "PAPER"});
template <>
inline constexpr auto kEnumNames<notification::PaperWay> =
    std::to_array<const char*>({"PAPER_WAY_UNSPECIFIED", "HANDED_OVER", "REGISTERED_MAIL"});

}  // namespace notary
