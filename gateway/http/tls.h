// How the edge speaks TLS.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include "absl/status/status.h"
#include "gateway/http/options.h"

namespace notary::gateway {

// TLS 1.2 and 1.3, authenticated encryption with forward secrecy only. Errors of the certificate
// and key files.
absl::Status SetUpTls(const Options& options, boost::asio::ssl::context& tls);

}  // namespace notary::gateway
