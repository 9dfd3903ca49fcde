#include "gateway/http/tls.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/crypto/file.h"
#include "platform/rpc/certificate_metric.h"

namespace notary::gateway {
namespace {

namespace ssl = boost::asio::ssl;

constexpr char kCiphers12[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr char kCiphers13[] =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr char kCurves[] = "X25519:P-256:P-384";

// Only HTTP/1.1 is spoken here; a client that offers something else too is told so.
int ChooseProtocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                   const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr absl::string_view kHttp = "http/1.1";
  for (unsigned i = 0; i < offered_size; i += offered[i] + 1U) {
    const absl::string_view name(reinterpret_cast<const char*>(offered) + i + 1, offered[i]);
    if (i + 1 + offered[i] > offered_size || name != kHttp) continue;
    *chosen = offered + i + 1;
    *chosen_size = offered[i];
    return SSL_TLSEXT_ERR_OK;
  }
  return SSL_TLSEXT_ERR_NOACK;
}

absl::Status Explain(const char* what, const boost::system::error_code& error) {
  return absl::InvalidArgumentError(absl::StrCat("gateway.", what, ": ", error.message()));
}

}  // namespace

absl::Status ServerTls::Load() {
  ASSIGN_OR_RETURN(const std::string chain, crypto::ReadSmallFile(options_.certificate_file));
  ASSIGN_OR_RETURN(const std::string key, crypto::ReadSecretFile(options_.key_file));
  seen_ = crypto::Sha256(absl::StrCat(chain, key));
  return Take(chain, key);
}

void ServerTls::Renew() {
  const auto chain = crypto::ReadSmallFile(options_.certificate_file);
  const auto key = crypto::ReadSecretFile(options_.key_file);
  if (!chain.ok() || !key.ok()) return NoteUnread(chain.ok() ? key.status() : chain.status());
  unread_ = 0;
  std::string now = crypto::Sha256(absl::StrCat(*chain, *key));
  if (now == seen_) return;
  seen_ = std::move(now);
  const absl::Status taken = Take(*chain, *key);
  if (taken.ok()) {
    Log(Severity::kInfo, "edge_certificate_renewed");
  } else {
    Log(Severity::kWarning, "edge_certificate_refused", {{"detail", std::string(taken.message())}});
  }
}

// Once: for a moment one of the two may be in the middle of being replaced.
void ServerTls::NoteUnread(const absl::Status& why) {
  if (++unread_ != 2) return;
  Log(Severity::kWarning, "edge_certificate_refused", {{"detail", std::string(why.message())}});
}

absl::Status ServerTls::Take(const std::string& chain, const std::string& key) {
  auto made = std::make_unique<ssl::context>(ssl::context::tls_server);
  ssl::context& tls = *made;
  boost::system::error_code error;
  tls.use_certificate_chain(boost::asio::buffer(chain), error);
  if (error) return Explain("certificate_file", error);
  tls.use_private_key(boost::asio::buffer(key), ssl::context::pem, error);
  if (error) return Explain("key_file", error);
  SSL_CTX* context = tls.native_handle();
  // A key of another type than the certificate's is taken without being compared with it.
  if (SSL_CTX_check_private_key(context) != 1) {
    return absl::InvalidArgumentError("gateway.key_file: not the key of gateway.certificate_file");
  }
  SSL_CTX_set_options(
      context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  const bool set = SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
                   SSL_CTX_set_cipher_list(context, kCiphers12) == 1 &&
                   SSL_CTX_set_ciphersuites(context, kCiphers13) == 1 &&
                   SSL_CTX_set1_groups_list(context, kCurves) == 1;
  if (!set) return absl::InternalError("the TLS library lacks what the edge asks of it");
  SSL_CTX_set_alpn_select_cb(context, ChooseProtocol, nullptr);
  rpc::NoteCertificate(options_.certificate_file, chain);
  all_.push_back(std::move(made));
  current_ = context;
  return absl::OkStatus();
}

}  // namespace notary::gateway
