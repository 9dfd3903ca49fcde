#include "gateway/http/tls_socket.h"

#include <sys/socket.h>

#include <cerrno>
#include <cstdint>

#include "platform/base/check.h"

namespace notary::gateway {
namespace {

int SocketOf(BIO* bio) { return static_cast<int>(reinterpret_cast<intptr_t>(BIO_get_data(bio))); }

bool MayWork() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

int Read(BIO* bio, char* to, size_t size, size_t* read) {
  const ssize_t got = recv(SocketOf(bio), to, size, MSG_DONTWAIT);
  BIO_clear_retry_flags(bio);
  if (got < 0 && MayWork()) BIO_set_retry_read(bio);
  *read = got > 0 ? static_cast<size_t>(got) : 0;
  return got > 0 ? 1 : 0;
}

int Write(BIO* bio, const char* bytes, size_t size, size_t* written) {
  const ssize_t sent = send(SocketOf(bio), bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
  BIO_clear_retry_flags(bio);
  if (sent < 0 && MayWork()) BIO_set_retry_write(bio);
  *written = sent > 0 ? static_cast<size_t>(sent) : 0;
  return sent > 0 ? 1 : 0;
}

// Nothing is held back, so that flushing is done at once; of nothing else it knows.
long Control(BIO*, int what, long, void*) { return what == BIO_CTRL_FLUSH ? 1 : 0; }

BIO_METHOD* MakeMethod() {
  BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "edge socket");
  NOTARY_CHECK(method != nullptr && BIO_meth_set_read_ex(method, Read) == 1 &&
               BIO_meth_set_write_ex(method, Write) == 1 &&
               BIO_meth_set_ctrl(method, Control) == 1);
  return method;
}

}  // namespace

BIO* NewSocketBio(int socket) {
  static BIO_METHOD* const method = MakeMethod();
  BIO* bio = BIO_new(method);
  NOTARY_CHECK(bio != nullptr);
  // What OpenSSL keeps for us is a pointer's width; a pointer to a number would have to be freed.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<intptr_t>(socket)));
  BIO_set_init(bio, 1);
  return bio;
}

}  // namespace notary::gateway
