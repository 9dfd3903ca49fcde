// What both ends of SF Express's open platform compute: the digest of a message, waybill numbers,
// times and operation codes. Source: domain.md 8.1.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/delivery/domain/shipment_state.h"

namespace notary::sf {

// Base64(MD5(URLEncode(msgData + timestamp + checkWord))).
std::string MessageDigest(absl::string_view msg_data, absl::string_view timestamp,
                          absl::string_view check_word);

// "SF" and 13 digits, or the older 12 digits.
bool IsWaybill(absl::string_view text);

// "2026-11-23 10:34:56", Shanghai time.
std::string ToSfTime(absl::Time time);
std::optional<absl::Time> ParseSfTime(absl::string_view text);

// What an operation code means; nullopt for a scan that changes nothing. The reason name tells a
// loss and a damage, which have no code of their own.
std::optional<delivery::ShipmentEvent> EventOf(absl::string_view op_code,
                                               absl::string_view reason_name);

}  // namespace notary::sf
