// A claimed marriage against the marriages of the subject, value by value.
#pragma once

#include "adapters/civil_affairs/register/domain/answer.h"
#include "adapters/civil_affairs/register/domain/history.h"

namespace notary::marriage_register {

// Pre: the history has a marriage; every entry identifies the subject.
Answer CheckClaim(const Question& question, const History& history);

// Words of one field for a comparison of names or numbers.
Result ToResult(NameMatch match);
Result ToResult(IdMatch match);

}  // namespace notary::marriage_register
