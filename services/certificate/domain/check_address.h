// What the QR code of a certificate says: where anybody asks whether it is genuine.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace notary::certificate {

// The address of CheckCertificate at the edge. `base` is the configured one, up to the offices
// (https://…/v1/offices).
std::string CheckAddress(const std::string& base, const std::string& office,
                         absl::string_view number, absl::string_view check_code);

}  // namespace notary::certificate
