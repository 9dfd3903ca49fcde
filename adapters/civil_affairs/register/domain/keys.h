// By what a record is found. The keys of a question cover every record that Decide can use.
#pragma once

#include <string>
#include <vector>

#include "adapters/civil_affairs/register/domain/record.h"

namespace notary::marriage_register {

// Numbers as recorded and expanded, the certificate number, and name with day of birth; of who has
// no number that is sound, the day of birth with the first character of the name.
std::vector<std::string> KeysOf(const Record& record, absl::CivilDay today);
std::vector<std::string> KeysOf(const Question& question);

}  // namespace notary::marriage_register
