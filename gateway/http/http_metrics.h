// What the edge counts about itself.
#pragma once

#include "absl/time/time.h"

namespace notary::gateway::http_metrics {

// All of it is there from the start on, so that an alarm sees the first increase.
void Prepare();

// An answer of this HTTP status went out.
void Count(int status);

// A request was answered in this time.
void Observe(absl::Duration took);

// Connections: one more, one less, one turned away by a cap.
void Opened();
void Closed();
void TurnedAway();

}  // namespace notary::gateway::http_metrics
