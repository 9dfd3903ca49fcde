// What an answer says, once its seal is known to be good: whether an office can use it, and what it
// fills in. A signature vouches for who said something, not for that it makes sense. Pure.
#pragma once

#include <map>
#include <string>

#include "absl/time/time.h"
#include "notary/agency/v1/answer.pb.h"

namespace notary::civil_affairs {

// Whether the answer is one by domain.md 6.5: an outcome with a code of its kind; numbered, except
// for what is not kept; with times in their order; NOT_FOUND with what was searched; and what it
// discloses is text that a form can hold. An answer "not now" needs its code alone.
bool IsSound(const agency::v1::Answer& answer, absl::Time now);

// The fields of the form that a lost certificate left empty, from the registration in force: the
// one among the records whose numbers the answer names.
std::map<std::string, std::string> Disclosed(const agency::v1::Answer& answer);

}  // namespace notary::civil_affairs
