// How OpenSSL reaches a socket of ours.
#pragma once

#include <openssl/bio.h>

namespace notary::gateway {

// Reads and writes what is possible without waiting, and raises no signal when the other side has
// gone. The socket outlives it and stays the caller's. Never null.
BIO* NewSocketBio(int socket);

}  // namespace notary::gateway
