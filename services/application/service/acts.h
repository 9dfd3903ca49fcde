// Who acts in which role, and what the state of a case lets a caller do.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/rpc/call.h"
#include "services/application/domain/application.h"
#include "services/application/domain/state.h"

namespace notary::application {

// The role in which this caller makes the move. FAILED_PRECONDITION (STATE_NOT_ALLOWED) when the
// state allows it to nobody, PERMISSION_DENIED (ROLE_NOT_ALLOWED) when to others. A helper fills in
// and does not sign (domain/mandates.h).
absl::StatusOr<Actor> ActingAs(const rpc::Call& call, const Application& a, Event event);

// "submit" for Event::kSubmit: the method of the public contract by which people make the move; ""
// for what only time and other services do.
std::string VerbOf(Event event);

// The verbs open to this caller now, each once, in the order of the state table.
std::vector<std::string> ActsOpenTo(const rpc::Call& call, const Application& a);

}  // namespace notary::application
