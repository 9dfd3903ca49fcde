// The columns of this service's schema in which staff write what may name people.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::payment {

inline constexpr pg::SealedColumn kReason{"proposal", "reason", "id",
                                          "why money should go back, as staff put it",
                                          "cashier and head of the office"};
inline constexpr pg::SealedColumn kReference{
    "proposal", "reference", "id", "number of a bank transfer", "cashier and head of the office"};
inline constexpr pg::SealedColumn kNote{"proposal", "note", "id", "what the second person says",
                                        "cashier and head of the office"};

inline constexpr pg::SealedColumn kReductionReason{"fee_reduction", "reason", "fee_note_id",
                                                   "why a party pays less",
                                                   "cashier and head of the office"};

inline std::vector<pg::SealedColumn> SealedColumns() {
  return {kReason, kReference, kNote, kReductionReason};
}

}  // namespace notary::payment
