#include "adapters/courier_sf/wire.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "platform/crypto/digest.h"
#include "platform/http/message.h"
#include "platform/time/clock.h"

namespace notary::sf {
namespace {

using delivery::ShipmentEvent;

constexpr char kTimeFormat[] = "%Y-%m-%d %H:%M:%S";

struct OpCode {
  absl::string_view code;
  ShipmentEvent event;
};

constexpr auto kOpCodes = std::to_array<OpCode>({
    {"50", ShipmentEvent::kPickUp},
    {"54", ShipmentEvent::kPickUp},
    {"30", ShipmentEvent::kMove},
    {"31", ShipmentEvent::kMove},
    {"36", ShipmentEvent::kMove},
    {"44", ShipmentEvent::kGoOut},
    {"204", ShipmentEvent::kGoOut},
    {"80", ShipmentEvent::kSign},
    {"8000", ShipmentEvent::kSign},
    {"607", ShipmentEvent::kSignByOther},  // taken by a proxy
    {"125", ShipmentEvent::kSignByOther},  // put into a locker
    {"33", ShipmentEvent::kFailAttempt},
    {"70", ShipmentEvent::kFailAttempt},
    {"34", ShipmentEvent::kReturn},
    {"99", ShipmentEvent::kReturn},
    {"648", ShipmentEvent::kReturn},
});

}  // namespace

std::string MessageDigest(absl::string_view msg_data, absl::string_view timestamp,
                          absl::string_view check_word) {
  return absl::Base64Escape(
      crypto::Md5ForSfProtocol(http::FormEncode(absl::StrCat(msg_data, timestamp, check_word))));
}

bool IsWaybill(absl::string_view text) {
  const size_t digits = absl::ConsumePrefix(&text, "SF") ? 13 : 12;
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

std::string ToSfTime(absl::Time time) {
  return absl::FormatTime(kTimeFormat, time, ShanghaiZone());
}

std::optional<absl::Time> ParseSfTime(absl::string_view text) {
  absl::Time time;
  if (!absl::ParseTime(kTimeFormat, text, ShanghaiZone(), &time, nullptr)) return std::nullopt;
  return time;
}

std::optional<ShipmentEvent> EventOf(absl::string_view op_code, absl::string_view reason_name) {
  if (absl::StrContains(reason_name, "遗失")) return ShipmentEvent::kLose;
  if (absl::StrContains(reason_name, "破损")) return ShipmentEvent::kDamage;
  for (const OpCode& known : kOpCodes) {
    if (known.code == op_code) return known.event;
  }
  return std::nullopt;
}

}  // namespace notary::sf
