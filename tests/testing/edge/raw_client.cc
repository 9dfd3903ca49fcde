#include "tests/testing/edge/raw_client.h"

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <csignal>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

namespace notary::testing {

struct RawClient::Impl {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  SSL* ssl = SSL_new(context);
  int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool connected = false;
  bool closed = false;
};

RawClient::RawClient(int port) : impl_(std::make_unique<Impl>()) {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to a line that the other side has closed
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval tick{.tv_sec = 0, .tv_usec = 100'000};
  setsockopt(impl_->socket, SOL_SOCKET, SO_RCVTIMEO, &tick, sizeof tick);
  const auto* target = reinterpret_cast<const sockaddr*>(&address);
  if (connect(impl_->socket, target, sizeof address) != 0) return;
  SSL_set_fd(impl_->ssl, impl_->socket);
  for (int i = 0; i < 100 && !impl_->connected; ++i) {
    const int result = SSL_connect(impl_->ssl);
    impl_->connected = result == 1;
    if (result != 1 && SSL_get_error(impl_->ssl, result) != SSL_ERROR_WANT_READ) return;
  }
}

RawClient::~RawClient() {
  SSL_free(impl_->ssl);
  SSL_CTX_free(impl_->context);
  if (impl_->socket >= 0) close(impl_->socket);
}

bool RawClient::connected() const { return impl_->connected; }

bool RawClient::Write(absl::string_view bytes) {
  while (!bytes.empty()) {
    const int sent = SSL_write(impl_->ssl, bytes.data(), static_cast<int>(bytes.size()));
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

std::string RawClient::Read(absl::string_view until, absl::Duration time) {
  std::string all;
  char buffer[16384];
  const absl::Time end = absl::Now() + time;
  while (absl::Now() < end && (until.empty() || !absl::StrContains(all, until))) {
    const int got = SSL_read(impl_->ssl, buffer, sizeof buffer);
    if (got > 0) {
      all.append(buffer, static_cast<size_t>(got));
    } else if (SSL_get_error(impl_->ssl, got) != SSL_ERROR_WANT_READ) {
      impl_->closed = true;
      break;
    }
  }
  return all;
}

bool RawClient::closed() const { return impl_->closed; }

void RawClient::Cut() {
  const linger hard{.l_onoff = 1, .l_linger = 0};
  setsockopt(impl_->socket, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  close(impl_->socket);
  impl_->socket = -1;
}

int StatusOf(absl::string_view answer) {
  int status = 0;
  if (!absl::StartsWith(answer, "HTTP/1.1 ")) return 0;
  return absl::SimpleAtoi(answer.substr(9, 3), &status) ? status : 0;
}

}  // namespace notary::testing
