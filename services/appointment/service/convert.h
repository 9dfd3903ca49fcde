// Domain ⇄ proto.
#pragma once

#include "absl/time/time.h"
#include "notary/appointment/v1/appointment_service.pb.h"
#include "services/appointment/domain/visit.h"

namespace notary::appointment {

v1::Visit ToProto(const Visit& visit, absl::Time now);

}  // namespace notary::appointment
