// Who acts on the applicant's side (domain.md 1.3): the person whose case it is, or somebody under
// a mandate, always under their own name.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/application/domain/application.h"

namespace notary::application {

enum class MandateKind { kAgent, kGuardian, kHelper };

// Where the form has the number of whom a guardian acts for.
inline constexpr char kWardNumber[] = "applicant.id_number";

// A mandate that covers the case.
struct Mandate {
  MandateKind kind = MandateKind::kAgent;
  std::string represented;     // persons/…; "" for a guardian's ward, who needs no account
  std::string representative;  // persons/… who acts
  bool ward_matches = false;   // a guardian's is for the person that the form names
  bool accepted = true;        // false: a guardian's, whose proof staff have not seen yet
};

// Port: implemented over MandateService.
class Mandates {
 public:
  virtual ~Mandates() = default;

  // The mandate of a.mandate, when `representative` may act under it now in this case.
  // PERMISSION_DENIED with the reason why not: MANDATE_UNKNOWN, MANDATE_NOT_ACTIVE,
  // MANDATE_EXPIRED, MANDATE_OF_ANOTHER, MANDATE_OUT_OF_SCOPE, MANDATE_NOT_ACCEPTED. An offered
  // guardian's mandate holds for the applicant's acts. `ward_number` is that of the person whom the
  // form names, "" where it does not matter. Thread-safe.
  virtual absl::StatusOr<Mandate> Find(const Application& a, const std::string& representative,
                                       const std::string& ward_number) = 0;
};

// Begins a case under a mandate: whose it is and who acts. An agent and a guardian own the
// applicant's side themselves; a helper's case is the person's. INVALID_ARGUMENT
// (CAPACITY_OF_MANDATE) when the stated capacity is not the mandate's.
absl::Status BeginUnder(const Mandate& mandate, Application& a);

// The capacity stays the one that the mandate gives. INVALID_ARGUMENT (CAPACITY_OF_MANDATE).
absl::Status MayBecome(Capacity wanted, const Application& a);

// May look at the case and, with full rights, act on its applicant's side.
bool OwnsSide(absl::string_view principal, const Application& a);
// Acts by virtue of the case's mandate, so that its end ends this too.
bool ActsUnderMandate(absl::string_view principal, const Application& a);
// Fills in for the person, and no more: what is signed, paid for or withdrawn stays the person's.
bool IsHelper(absl::string_view principal, const Application& a);
bool HelperMay(Event event);
// PERMISSION_DENIED (CONSENT_NOT_BY_HELPER): a consent is the person's own (PIPL 14).
absl::Status MayConsent(absl::string_view principal, const Application& a);

// As whose others keep what they keep of it, mandates or not: the person represented, and for a
// guardian's ward, who needs no account, the guardian.
const std::string& PartyOf(const Application& a);

// Those for whom the above may hold: in whose own list the case stands. Each once.
std::set<std::string> PersonsOf(const Application& a);

// Submitting: a guardian's ward is the person the form names. INVALID_ARGUMENT (WARD_DIFFERS).
absl::Status CheckWard(const Mandate& mandate);

// R10: the case is accepted only when staff have seen the guardian's proof. FAILED_PRECONDITION
// (MANDATE_NOT_ACCEPTED).
absl::Status MayAcceptUnder(const Mandate& mandate);

}  // namespace notary::application
