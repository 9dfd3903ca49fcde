// The columns of personal data in this service's schema. A title is that of its template
// and names no one.
#pragma once

#include <vector>

#include "platform/pg/sealed.h"

namespace notary::notification {

inline constexpr pg::SealedColumn kMobile{"notice", "mobile", "id", "where the text message goes",
                                          "the provider of text messages"};
inline constexpr pg::SealedColumn kTextZh{"notice", "text_zh", "id",
                                          "text, with what staff have typed into it",
                                          "addressee; staff one by one, recorded"};
inline constexpr pg::SealedColumn kTextEn{"notice", "text_en", "id",
                                          "text, with what staff have typed into it",
                                          "addressee; staff one by one, recorded"};

inline std::vector<pg::SealedColumn> SealedColumns() { return {kMobile, kTextZh, kTextEn}; }

}  // namespace notary::notification
