// A party that pays less, or nothing, because the law says so (L34): a class that the tariff knows,
// granted by the head of the office on proof. Third-party costs are never reduced. Source:
// domain.md 3.2.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/payment/domain/fee_line.h"

namespace notary::payment {

// From the tariff in force.
struct ReductionClass {
  std::string code;
  std::vector<int> percents;
  std::vector<std::string> items;  // tariff codes; empty: all that are not third-party cost
};

// Of a fee that is paid already: the difference goes back (refund_rules.h).
struct ProposedReduction {
  std::string code;
  int percent = 0;
  std::string proof;         // document M11, a resource name
  int64_t discount_fen = 0;  // off the whole fee, by the tariff of the day it was proposed
};

struct GrantedReduction {
  std::string code;
  int percent = 0;
  std::string proof;  // document M11, a resource name
  std::string reason;
  std::string granter;  // "staff/…"
  int64_t discount_fen = 0;
  absl::Time grant_time;
};

// The lines with their discounts. INVALID_ARGUMENT REDUCTION_UNKNOWN (reduction), REDUCTION_PERCENT
// (percent); FAILED_PRECONDITION NOTHING_TO_REDUCE where the class covers none of the lines.
absl::StatusOr<std::vector<FeeLine>> Reduce(std::vector<FeeLine> lines,
                                            const std::vector<ReductionClass>& classes,
                                            absl::string_view code, int percent);

}  // namespace notary::payment
