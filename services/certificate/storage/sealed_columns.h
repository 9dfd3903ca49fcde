// The columns of personal data in this service's schema. Title, number and foot name the
// office and its notary.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::certificate {

inline constexpr pg::SealedColumn kHolderName{
    "certificate", "holder_name", "id", "name of the party", "the public check, surname only"};
inline constexpr pg::SealedColumn kZhHead{"certificate", "zh_head", "id", "who applied",
                                          "holder; staff one by one, recorded"};
inline constexpr pg::SealedColumn kZhBody{"certificate", "zh_body", "id", "attestation",
                                          "holder; staff one by one, recorded"};
inline constexpr pg::SealedColumn kEnHead{"certificate", "en_head", "id",
                                          "who applied, in translation",
                                          "holder; staff one by one, recorded"};
inline constexpr pg::SealedColumn kEnBody{"certificate", "en_body", "id",
                                          "attestation, in translation",
                                          "holder; staff one by one, recorded"};

inline std::vector<pg::SealedColumn> SealedColumns() {
  return {kHolderName, kZhHead, kZhBody, kEnHead, kEnBody};
}

}  // namespace notary::certificate
