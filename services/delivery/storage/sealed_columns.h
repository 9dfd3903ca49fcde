// The columns of personal data in this service's schema. Province, city and district
// name no one and stay in clear.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::delivery {

inline constexpr pg::SealedColumn kRecipientName{"shipment", "recipient_name", "id",
                                                 "who gets the parcel", "the courier"};
inline constexpr pg::SealedColumn kRecipientMobile{"shipment", "recipient_mobile", "id",
                                                   "mobile of who gets the parcel", "the courier"};
inline constexpr pg::SealedColumn kAddress{"shipment", "address", "id", "street and door",
                                           "the courier"};

inline std::vector<pg::SealedColumn> SealedColumns() {
  return {kRecipientName, kRecipientMobile, kAddress};
}

}  // namespace notary::delivery
