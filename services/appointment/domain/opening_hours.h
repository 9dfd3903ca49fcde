// How an office receives visitors.
#pragma once

namespace notary::appointment {

struct OpeningHours {
  int open_hour = 9;
  int close_hour = 17;
  int pause_from_hour = 12;  // lunch
  int pause_to_hour = 13;
  int slot_minutes = 15;
  int counters = 3;
};

}  // namespace notary::appointment
