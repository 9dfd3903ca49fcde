// The guards of domain.md 1.5 that need more than the state: who may act on what, and what must
// hold before a move. Each returns OK or the one reason that stands in the way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/application/domain/catalogue.h"
#include "services/application/domain/staff.h"

namespace notary::application {

struct AcceptanceChecks {
  bool has_interest = false;
  bool no_dispute = false;
  bool within_scope = false;
  bool competent = false;
};

// The office takes on such a case today. INVALID_ARGUMENT (MATTER_NOT_OFFERED,
// MATTER_NOT_BY_ITSELF, VISIT_MODE_NOT_OFFERED, VISIT_MODE_NOT_FOR_MATTER); how to visit may still
// be open.
absl::Status MayApplyFor(const Application& a, const Offer& offer);

// Row 2: capacity and modes chosen (CheckWays: together); data sharing needs the commitment N22.
absl::Status MaySubmit(const Case& c);

// Row 4: what goes beyond `rounds`, two as the catalogue has it, needs a reason (W1: asked once and
// completely).
absl::Status MayRequestCompletion(const Application& a, int64_t rounds,
                                  const std::string& late_round_reason);

// Row 9: all four tests of R19.
absl::Status MayAccept(const AcceptanceChecks& checks);

// Row 8: R19(4) names the competent office, one of ours or another by its name; nothing else does.
absl::Status CheckCompetentOffice(const std::string& ground, const std::string& office,
                                  const std::string& office_name);

// Row 9, R16: the refusal to accept what `holder`, another office, has accepted first.
absl::Status AcceptedElsewhere(const Text& holder);

// Rows 10, 24 and 27: what is used abroad bears a signature that is on file with the foreign
// ministry that day (4.4). nullopt for a handler who is no notary of the office any more.
absl::Status MaySignForAbroad(const std::optional<Notary>& handler, absl::CivilDay today);

// Row 12: the notice is signed by somebody whose identity is at least pre-checked.
absl::Status MaySignNotice(const Application& a);

// R21: the signature is under the notice that was given, which is `given`, once there.
absl::Status CheckSignedText(const std::optional<std::string>& given,
                             const std::string& signed_text);

// Row 16: an accepted case, within the notary's own hands; DISCLOSE needs a lost original and
// somebody else who has permitted it ("" where nobody has); `supervisor`, if given, names that
// person.
absl::Status MayAskAgency(const Application& a, const std::string& actor, const std::string& mode,
                          const std::string& supervisor, const std::string& permitted_by);

// 6.3: not by who asks.
absl::Status MayPermitDisclosure(const Application& a, const std::string& actor);

// R28: by the person whom the notary named, once.
absl::Status MayConfirmFinding(const Verification& v, const std::string& actor);

// R27, R28: by the handling notary, with a second person of the staff unless only documents were
// checked.
absl::Status MayVerifyByHand(const Application& a, const std::string& actor,
                             const std::string& means, const std::string& second_person);

// Row 22: by the handling notary; no recusal asked for; N05 signed; each fact supported; no pause
// open; `required` facts of the matter's verification plan all asked.
absl::Status MaySubmitDraft(const Case& c, const std::string& actor,
                            const std::vector<std::string>& required_facts);

// Row 24: by somebody else; no recusal asked for and no pause open; paid or
// waived; answers fresh; identity and originals by mode.
absl::Status MayApprove(const Case& c, const std::string& approver,
                        const std::vector<std::string>& required_facts, absl::Time now);

// Row 28: quality is checked by somebody who did not produce.
absl::Status MayPassQuality(const Application& a, const std::string& actor);

// Row 38: by a head who neither handled the case nor proposed to end it; not over a
// recusal that is asked for, nor before the handling notary has reported.
absl::Status MayApproveClosure(const Application& a, const std::string& proposer,
                               const std::string& actor);

// What personal data may be looked at for.
absl::Status CheckPurpose(const std::string& purpose);

// Handler, notary, approver are staff; a person who applies is not.
absl::Status CheckStaff(absl::string_view field, const std::string& subject);

// What an agency, and a courier, can have said.
absl::Status CheckOutcome(const std::string& outcome);
absl::Status CheckShipmentState(const std::string& state);

// INVALID_ARGUMENT (REFUND_EXCEEDS_FEE) or FAILED_PRECONDITION (NOT_ACCEPTED_YET): no fee before
// acceptance (invariant 1).
absl::Status MayOwe(const Application& a, int64_t fee_fen, int64_t refund_fen);

// A ground must be one the law knows for this move.
absl::Status CheckGround(const std::string& ground, const std::vector<std::string>& allowed);

// Row 38: OFFICE, NOBODY or PARTY (R49, R51).
absl::Status CheckFault(const std::string& fault);

// Row 20: a fee that is owed can be refused. FAILED_PRECONDITION (NOTHING_IS_OWED).
absl::Status MayRefusePayment(const Application& a);

// Row 36: what the party causes ends a case when it was accepted before `before`, six months ago.
// FAILED_PRECONDITION (SIX_MONTHS_NOT_OVER).
absl::Status MayEndForDelay(const Application& a, absl::Time before);

// Only the handling notary moves a case under review.
absl::Status IsHandler(const Application& a, const std::string& actor);

}  // namespace notary::application
