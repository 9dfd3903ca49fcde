// The rules of domain.md 6.5 and 6.6 that a register can decide: records and a question in, an
// answer out. Pure; nothing here knows a database, a clock or a wire.
#pragma once

#include <vector>

#include "adapters/civil_affairs/register/domain/answer.h"
#include "adapters/civil_affairs/register/domain/record.h"

namespace notary::marriage_register {

// `candidates`: every record that holds one of the subject's numbers or the claimed certificate
// number, or a party with the subject's name or day of birth. More do no harm.
Answer Decide(const Question& question, const std::vector<Record>& candidates,
              const Holdings& holdings);

}  // namespace notary::marriage_register
