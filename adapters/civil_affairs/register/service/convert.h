// The agency contract ⇄ the register's domain.
#pragma once

#include "adapters/civil_affairs/register/domain/answer.h"
#include "notary/agency/v1/answer.pb.h"
#include "notary/agency/v1/question.pb.h"

namespace notary::marriage_register {

Subject ToSubject(const agency::v1::Person& person);

// Pre: the question has passed rpc::Validate.
Question ToDomain(const agency::v1::Question& question);

// Everything the rules decided; ids, numbers and times are the caller's.
agency::v1::Answer ToProto(const Answer& answer);

agency::v1::Coverage ToProto(const Holdings& holdings);

}  // namespace notary::marriage_register
