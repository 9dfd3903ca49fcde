// Records of the payment service ⇄ its protos and resource names.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "notary/payment/v1/payment_service.pb.h"
#include "platform/rpc/call.h"
#include "services/payment/domain/records.h"

namespace notary::payment {

std::string NameOf(const FeeNote& note);        // offices/{office}/feeNotes/{uuid}
std::string NameOf(const PaymentOrder& order);  // offices/{office}/payments/{uuid}

// What a client sends back to say which version it has seen.
std::string EtagOf(const RefundOrder& refund);
std::string EtagOf(const QuarantinedReport& report);
// INVALID_ARGUMENT (ENUM_UNKNOWN) for `way`.
absl::StatusOr<ReturnWay> ParseWay(absl::string_view name);

v1::FeeNote ToProto(const FeeNote& note);
// The note as this caller reads it: why somebody pays less is for cashier and head.
v1::FeeNote Show(const rpc::Call& call, const FeeNote& note);
v1::Payment ToProto(const PaymentOrder& order);
v1::Refund ToProto(const RefundOrder& refund);
v1::QuarantinedReport ToProto(const QuarantinedReport& report);

}  // namespace notary::payment
