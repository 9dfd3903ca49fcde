// When the certificates end that this process shows: notary_certificate_expiry_seconds{file}, in
// seconds of the Unix epoch.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace notary::rpc {

// To be called whenever a certificate (PEM, one or a chain) is taken into use; `file` is where it
// came from. What cannot be read as one is left out: whoever uses it will say so.
void NoteCertificate(const std::string& file, absl::string_view certificates_pem);

}  // namespace notary::rpc
