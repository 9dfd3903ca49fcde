#include "services/application/domain/visits.h"

#include <algorithm>

#include "platform/base/error.h"

namespace notary::application {

bool IsToBeCalledIn(const Application& a) {
  const bool comes_first = a.visit_mode == VisitMode::kBeforeIssue;
  const bool seen =
      a.identity_state == IdentityState::kInPerson && a.originals_state == OriginalsState::kPassed;
  return comes_first && !seen && a.called_visit <= a.visit_count;
}

bool SignsAtTheOffice(const Application& a, bool agreed_to_face_check) {
  const bool under_review = !a.handler.empty() && !a.notice_sign_time;
  return under_review && !agreed_to_face_check && a.identity_state == IdentityState::kUnchecked;
}

absl::Status MayComeAtCollection(const Application& a, bool agreed_to_face_check) {
  const bool identified = a.identity_state != IdentityState::kUnchecked;
  if (a.visit_mode != VisitMode::kAtCollection || identified || agreed_to_face_check) {
    return absl::OkStatus();
  }
  return InvalidField("application.visit_mode", "FACE_CHECK_NEEDED",
                      {"选择领证时到场的，须同意远程人脸核验；不同意的，请选择出证前到场",
                       "A visit at collection needs your consent to the face check; without it, "
                       "choose the visit before the issue"});
}

void ComeBeforeIssue(Application& a) {
  const bool unseen = a.identity_state == IdentityState::kUnchecked;
  if (a.visit_mode == VisitMode::kAtCollection && unseen) a.visit_mode = VisitMode::kBeforeIssue;
}

bool MayBeShownNow(const Application& a) {
  return a.state == State::kReady && a.visit_mode == VisitMode::kAtCollection;
}

absl::Status MayCountVisit(const Application& a, const std::string& repeat_reason) {
  constexpr char kField[] = "repeat_reason";
  if (a.visit_count == 0) return absl::OkStatus();
  if (repeat_reason.empty()) {
    return InvalidField(kField, "SECOND_VISIT_REASON_REQUIRED",
                        {"再次到场须说明原因", "A second visit needs a coded reason"});
  }
  if (std::ranges::count(kRepeatReasons, repeat_reason) > 0) return absl::OkStatus();
  return InvalidField(kField, "VISIT_REASON_UNKNOWN",
                      {"没有该到场原因代码", "There is no such reason for a visit"});
}

}  // namespace notary::application
