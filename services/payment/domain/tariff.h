// What the tariff in force asks of a case, and what it forgives. Port: implemented over
// CatalogueService.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/payment/domain/fee_line.h"
#include "services/payment/domain/reduction.h"

namespace notary::payment {

// What the price of a case depends on.
struct PricedCase {
  std::string office;  // offices/{office}
  std::string matter;
  bool organisation = false;
  std::string destination;  // ISO 3166-1 code
  std::string language;     // BCP 47
  int copies = 0;           // beyond those that come with the certificate
  std::string courier_province;
  std::string accept_date;  // the tariff of this day, YYYY-MM-DD
};

// Thread-safe.
class Tariff {
 public:
  virtual ~Tariff() = default;

  virtual absl::StatusOr<std::vector<FeeLine>> Quote(const PricedCase& of) = 0;
  // The classes of people who may pay less, in force today.
  virtual absl::StatusOr<std::vector<ReductionClass>> Reductions() = 0;
};

}  // namespace notary::payment
