// What a party comes to the office for. It is told once and comes once (domain.md 1.7, product
// S23).
#pragma once

#include <array>
#include <string>

#include "absl/status/status.h"
#include "services/application/domain/application.h"

namespace notary::application {

// Why somebody had to come again.
inline constexpr auto kRepeatReasons = std::to_array<const char*>({
    "ORIGINAL_MISSING",   // left at home
    "PARTY_COLLECTS",     // chose the counter after a visit before issue
    "PARCEL_RETURNED",    // the courier brought it back
    "QUESTION_TO_PARTY",  // the notary has to ask in person (R28)
    "DEVICE_FAILED",      // the card reader or the camera of the office
    "OFFICE_ERROR",       // told wrongly, or not at all
});

// Mode B: what the certificate waits for is that the party comes, and it was not called in for that
// yet.
bool IsToBeCalledIn(const Application& a);
// No signature under N05 before that either: its identity is checked at the counter or not at all,
// since it has not agreed to the face check.
bool SignsAtTheOffice(const Application& a, bool agreed_to_face_check);

// Mode A: nobody has met the party when the certificate is approved, so that a face check from afar
// is on file by then (domain.md 1.7). INVALID_ARGUMENT (FACE_CHECK_NEEDED) at
// application.visit_mode for whoever does not agree to one: it comes before the issue instead.
absl::Status MayComeAtCollection(const Application& a, bool agreed_to_face_check);
// The agreement was taken back. Mode A becomes B where no check is on file yet.
void ComeBeforeIssue(Application& a);

// Row 33 at the counter: what lies ready is fetched with the originals, which nobody has seen yet.
bool MayBeShownNow(const Application& a);

// A second visit needs one of them. INVALID_ARGUMENT (SECOND_VISIT_REASON_REQUIRED,
// VISIT_REASON_UNKNOWN) at repeat_reason.
absl::Status MayCountVisit(const Application& a, const std::string& repeat_reason);

}  // namespace notary::application
