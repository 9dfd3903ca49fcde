// Shapes that texts of requests are held to.
#pragma once

#include "absl/strings/string_view.h"

namespace notary::rpc {

// Collection/id pairs; office ids are [a-z]{2,20}.
bool IsResourceName(absl::string_view name);

// What stands for the office where all of them are read (AIP-159).
inline constexpr char kAllOffices[] = "-";

// offices/{office}, or offices/- for all of them.
bool IsOffices(absl::string_view name);

// YYYY-MM-DD, a day of the calendar between 1900 and 2200: what the law counts with, and what a
// database can hold.
bool IsDate(absl::string_view text);

// [A-Z][A-Z0-9_]*
bool IsCode(absl::string_view text);

// Keys of maps are our own words, as "applicant.name": up to 64 of [A-Za-z0-9_.-], the first a
// letter. An error may name them.
bool IsMapKey(absl::string_view text);

// One line that everybody reads alike: UTF-8 of at most `length_max` code points, no control
// character and nothing invisible.
bool IsPlainLine(absl::string_view text, size_t length_max);

bool IsControl(char32_t c);

// Shows nothing and changes how its neighbours read: direction marks and overrides, zero-width
// spaces, line separators, tags, non-characters. Joiners and variation selectors are not among
// them: they are part of how some people write their names.
bool IsInvisible(char32_t c);

}  // namespace notary::rpc
