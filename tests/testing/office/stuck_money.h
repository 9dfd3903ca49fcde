// Money that waits for a person, put into the books of the payment service past everybody: what the
// provider must do for it takes long or happens seldom.
#pragma once

#include <string>

#include "tests/testing/office/office_world.h"

namespace notary::testing {

// A report that our books cannot explain, with no money in it. Its name.
std::string QuarantinedReport(OfficeWorld& world);

// A refund of one fen that the provider could not bring back. Pre: somebody has paid.
void AbnormalRefund(OfficeWorld& world);

}  // namespace notary::testing
