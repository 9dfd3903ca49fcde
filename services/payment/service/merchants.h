// The merchant accounts of an office: the one that it takes payments with, and earlier ones, which
// what was ordered in their time is followed with.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/payment/domain/payment_channel.h"

namespace notary::payment {

struct Merchants {
  std::unique_ptr<PaymentChannel> present;
  std::vector<std::unique_ptr<PaymentChannel>> former;

  // By its merchant number; nullptr when nobody can ask it any more.
  PaymentChannel* Find(absl::string_view merchant) const;
};

using Channels = std::map<std::string, Merchants>;  // by office; each has a present one

}  // namespace notary::payment
