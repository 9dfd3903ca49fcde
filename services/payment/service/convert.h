// Records of the payment service ⇄ its protos and resource names.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "services/payment/domain/records.h"

namespace notary::payment {

std::string NameOf(const FeeNote& note);        // offices/{office}/feeNotes/{uuid}
std::string NameOf(const PaymentOrder& order);  // offices/{office}/payments/{uuid}

// The uuid of offices/{office}/{collection}/{uuid}; NOT_FOUND (RESOURCE_NOT_FOUND) for other names.
absl::StatusOr<std::string> IdOf(absl::string_view name, absl::string_view collection);

v1::FeeNote ToProto(const FeeNote& note);
v1::Payment ToProto(const PaymentOrder& order);

}  // namespace notary::payment
