// Whether a question may be answered at all (domain.md 6.2, R01 to R05, and R07), before any record
// is looked at. Pure.
#pragma once

#include <set>
#include <string>

#include "absl/time/time.h"
#include "notary/agency/v1/question.pb.h"

namespace notary::marriage_register {

struct AskingOffice {
  std::string agreement_id;
  std::set<std::string> key_ids;
  std::set<std::string> revoked_officers;  // ids or certificate serials
};

// The reason code of the refusal; empty: may be answered.
std::string Refusal(const agency::v1::Question& question, const AskingOffice& office,
                    absl::Time now);

}  // namespace notary::marriage_register
