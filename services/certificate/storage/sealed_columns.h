// The columns of personal data in this service's schema. Title, number and foot name the
// office and its notary.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::certificate {

inline constexpr pg::SealedColumn kHolderName{"certificate", "holder_name", "id",
                                              "name of the party",
                                              "the public check, first character only"};
inline constexpr pg::SealedColumn kZhHead{"certificate", "zh_head", "id", "who applied",
                                          "holder, staff of the office"};
inline constexpr pg::SealedColumn kZhBody{"certificate", "zh_body", "id", "attestation",
                                          "holder, staff of the office"};
inline constexpr pg::SealedColumn kEnHead{
    "certificate", "en_head", "id", "who applied, in translation", "holder, staff of the office"};
inline constexpr pg::SealedColumn kEnBody{
    "certificate", "en_body", "id", "attestation, in translation", "holder, staff of the office"};

inline std::vector<pg::SealedColumn> SealedColumns() {
  return {kHolderName, kZhHead, kZhBody, kEnHead, kEnBody};
}

}  // namespace notary::certificate
