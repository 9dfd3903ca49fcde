// Domain ⇄ proto.
#pragma once

#include "absl/time/time.h"
#include "notary/appointment/v1/appointment_service.pb.h"
#include "services/appointment/domain/opening_change.h"
#include "services/appointment/domain/visit.h"

namespace notary::appointment {

v1::Visit ToProto(const Visit& visit, absl::Time now);
v1::OpeningChange ToProto(const OpeningChange& change);
v1::ClosedTime ToClosedTime(const OpeningChange& closure);

}  // namespace notary::appointment
