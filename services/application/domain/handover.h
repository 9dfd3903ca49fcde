// How a finished certificate reaches its party: at the counter, or by courier to the address given
// (domain.md 1.7, 8.4).
#pragma once

#include <map>
#include <string>

#include "absl/status/status.h"
#include "services/application/domain/application.h"

namespace notary::application {

// Fields of the form that say where the courier goes.
inline constexpr char kCourierProvince[] = "courier.province";
inline constexpr char kCourierCity[] = "courier.city";
inline constexpr char kCourierDistrict[] = "courier.district";
inline constexpr char kCourierStreet[] = "courier.address";

struct CourierAddress {
  std::string province;
  std::string city;
  std::string district;
  std::string address;  // street, number, door
};

// The courier cannot bring what is handed over at the visit.
absl::Status CheckWays(const Application& a);

// What was put away uncollected is handed over from the archive; of anything else there, nothing
// is. FAILED_PRECONDITION (NOTHING_TO_COLLECT).
absl::Status MayCollect(const Application& a);

// Row 29: counter, to the named person; in mode A the originals shown now are noted before.
absl::Status MayHandOver(const Case& c, const std::string& signer_name);

// Row 30: nothing leaves before identity and originals passed in person (invariant 7). Only what
// came back can have done so by the office's fault: NOTHING_CAME_BACK.
absl::Status MayDispatch(const Application& a, bool office_fault);

// Until it is dispatched, the address may change; its province only once a parcel has left, since
// another is paid for anyway. INVALID_ARGUMENT (REQUIRED, PROVINCE_UNKNOWN, FIXED_AT_ACCEPTANCE),
// FAILED_PRECONDITION (NOT_BY_COURIER).
absl::Status MayChangeAddress(const Case& c, const CourierAddress& to);

// The consent to the courier is taken back: not of a parcel that a courier has, or lost, whose
// recipient is who may take it. That is called back, or comes back. FAILED_PRECONDITION
// (PARCEL_UNDER_WAY).
absl::Status MayCollectInstead(const Application& a);

// A parcel is called back once. FAILED_PRECONDITION (ALREADY_RECALLED, RECALL_TOO_LATE).
absl::Status MayRecall(const Application& a);

// Whether the certificate lies ready for its party, and not for the office to send it: also when a
// parcel that was ordered came back or never left. The party was told to have it sent again, or to
// collect it.
bool WaitsForParty(const Application& a);

// A certificate that lies ready goes into the archive when its party was reminded for the last
// time: nothing has happened since `before`. FAILED_PRECONDITION (MAY_STILL_BE_COLLECTED).
absl::Status MayPutAway(const Application& a, absl::Time before);

// As the form holds it.
std::map<std::string, std::string> FieldsOf(const CourierAddress& address);

}  // namespace notary::application
