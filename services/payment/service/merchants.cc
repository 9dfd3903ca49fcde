#include "services/payment/service/merchants.h"

namespace notary::payment {

PaymentChannel* Merchants::Find(absl::string_view merchant) const {
  if (present->merchant() == merchant) return present.get();
  for (const std::unique_ptr<PaymentChannel>& earlier : former) {
    if (earlier->merchant() == merchant) return earlier.get();
  }
  return nullptr;
}

}  // namespace notary::payment
