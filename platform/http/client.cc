#include "platform/http/client.h"

#include <curl/curl.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "platform/base/check.h"
#include "platform/base/deadline.h"
#include "platform/base/error.h"
#include "platform/base/held.h"
#include "platform/base/status_macros.h"

namespace notary::http {
namespace {

struct HandleDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, HandleDeleter>;

struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListDeleter>;

struct Reply {
  Response response;
  size_t size = 0;
  size_t size_max = 0;
  bool too_large = false;

  bool Grow(size_t by) {
    size += by;
    too_large = too_large || size > size_max;
    return !too_large;
  }
};

template <typename T>
void Set(CURL* handle, CURLoption option, T value) {
  NOTARY_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

size_t OnBody(char* data, size_t, size_t size, void* context) {
  Reply& reply = *static_cast<Reply*>(context);
  if (!reply.Grow(size)) return 0;
  reply.response.body.append(data, size);
  return size;
}

size_t OnHeader(char* data, size_t, size_t size, void* context) {
  Reply& reply = *static_cast<Reply*>(context);
  if (!reply.Grow(size)) return 0;
  const absl::string_view line = absl::StripAsciiWhitespace(absl::string_view(data, size));
  if (absl::StartsWith(line, "HTTP/")) reply.response.headers.clear();  // after a 100 Continue
  const size_t colon = line.find(':');
  if (colon == absl::string_view::npos) return size;
  reply.response.headers.emplace_back(
      std::string(line.substr(0, colon)),
      std::string(absl::StripAsciiWhitespace(line.substr(colon + 1))));
  return size;
}

absl::Status StatusOf(CURLcode code, bool too_large) {
  if (too_large) {
    return MakeError(absl::StatusCode::kResourceExhausted, "HTTP_REPLY_TOO_LARGE",
                     {"对方应答过大", "The reply is too large"});
  }
  switch (code) {
    case CURLE_OK:
      return absl::OkStatus();
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return MakeError(absl::StatusCode::kInvalidArgument, "HTTP_URL_INVALID",
                       {"地址无效", "The address is not usable"});
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return MakeError(absl::StatusCode::kUnavailable, "HTTP_UNREACHABLE",
                       {"无法连接对方系统", "The other system cannot be reached"});
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
      return MakeError(absl::StatusCode::kFailedPrecondition, "HTTP_TLS_FAILED",
                       {"无法确认对方系统身份", "The other system could not be authenticated"});
    case CURLE_OPERATION_TIMEDOUT:
      return MakeError(absl::StatusCode::kDeadlineExceeded, "HTTP_TIMEOUT",
                       {"对方系统未按时应答", "The other system did not answer in time"});
    default:
      return MakeError(absl::StatusCode::kUnknown, "HTTP_BROKEN",
                       {"与对方系统的连接中断", "The connection to the other system broke"});
  }
}

void SetLimits(CURL* handle, const ClientOptions& options, absl::Duration timeout) {
  Set(handle, CURLOPT_NOSIGNAL, 1L);
  Set(handle, CURLOPT_PROXY, "");
  Set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  Set(handle, CURLOPT_PATH_AS_IS, 1L);  // signatures cover the path as written
  Set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  Set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  Set(handle, CURLOPT_PROTOCOLS_STR, options.allow_plain_http ? "https,http" : "https");
  Set(handle, CURLOPT_CONNECTTIMEOUT_MS,
      static_cast<long>(absl::ToInt64Milliseconds(options.connect_timeout)));
  Set(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(timeout)));
  if (!options.ca_file.empty()) Set(handle, CURLOPT_CAINFO, options.ca_file.c_str());
}

List HeaderList(const Headers& headers) {
  // Without this libcurl waits for a "100 Continue" before it sends a larger body.
  List list(curl_slist_append(nullptr, "Expect:"));
  for (const auto& [name, value] : headers) {
    const std::string line = absl::StrCat(name, ": ", value);
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    NOTARY_CHECK(longer != nullptr);
    static_cast<void>(list.release());  // it is part of the longer one
    list.reset(longer);
  }
  return list;
}

void SetRequest(CURL* handle, const Request& request, const curl_slist* headers) {
  Set(handle, CURLOPT_URL, request.url.c_str());
  Set(handle, CURLOPT_HTTPHEADER, headers);
  if (request.method == "GET") return;
  Set(handle, CURLOPT_POST, 1L);
  Set(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  Set(handle, CURLOPT_POSTFIELDS, request.body.data());
  Set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
}

}  // namespace

// Idle handles; each keeps its connection. A handle is used by one call at a time.
struct Client::Pool {
  absl::Mutex mutex;
  std::vector<Handle> idle ABSL_GUARDED_BY(mutex);

  Handle Take() {
    absl::MutexLock lock(&mutex);
    if (idle.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(idle.back());
    idle.pop_back();
    return handle;
  }

  void Return(Handle handle) {
    curl_easy_reset(handle.get());  // forgets the request, keeps the connection
    absl::MutexLock lock(&mutex);
    idle.push_back(std::move(handle));
  }
};

Client::Client(ClientOptions options)
    : options_(std::move(options)), pool_(std::make_unique<Pool>()) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  NOTARY_CHECK(ready);
}

Client::~Client() = default;

absl::StatusOr<Response> Client::Send(const Request& request) {
  RETURN_IF_ERROR(MayAskOthers("an outside party"));
  // To libcurl no time at all means as much as it takes.
  const absl::Duration timeout = std::min(options_.timeout, Deadline::OfThread() - absl::Now());
  if (timeout < absl::Milliseconds(1)) {
    return MakeError(absl::StatusCode::kDeadlineExceeded, "HTTP_NO_TIME_LEFT",
                     {"办理时限已到，未再询问对方系统", "No time is left to ask the other system"});
  }
  Handle handle = pool_->Take();
  NOTARY_CHECK(handle != nullptr);
  Reply reply;
  reply.size_max = options_.reply_size_max;
  const List headers = HeaderList(request.headers);
  SetLimits(handle.get(), options_, timeout);
  SetRequest(handle.get(), request, headers.get());
  Set(handle.get(), CURLOPT_WRITEFUNCTION, &OnBody);
  Set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&reply));
  Set(handle.get(), CURLOPT_HEADERFUNCTION, &OnHeader);
  Set(handle.get(), CURLOPT_HEADERDATA, static_cast<void*>(&reply));

  const CURLcode outcome = curl_easy_perform(handle.get());
  const absl::Status status = StatusOf(outcome, reply.too_large);
  long code = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &code);
  reply.response.status = static_cast<int>(code);
  if (!status.ok()) return status;  // the handle goes, and its connection with it
  pool_->Return(std::move(handle));
  return std::move(reply.response);
}

}  // namespace notary::http
