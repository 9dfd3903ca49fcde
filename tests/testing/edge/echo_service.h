// The service of notary/testing/v1/echo_service.proto, and the identity service's part in sessions,
// both kept in memory. Thread-safe.
#pragma once

#include <map>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "notary/identity/v1/session_service.pb.h"
#include "notary/testing/v1/echo_service.pb.h"
#include "platform/rpc/service.h"

namespace notary::testing {

class EchoService {
 public:
  using Call = rpc::Call;

  // `token_for` signs an access token for a subject.
  explicit EchoService(std::function<std::string(const std::string&)> token_for)
      : token_for_(std::move(token_for)) {}

  std::vector<rpc::Service> Bind();

  // What a test looks at and changes.
  std::string Content(const std::string& name);
  void EndSession(const std::string& secret);
  int tokens_issued();
  int passive_tokens_issued();  // those among them that nobody at a page asked for
  int writes();
  void SetGeneration(int64_t generation);  // what WhoAmI answers as `asked`
  std::string last_trace();

 private:
  absl::StatusOr<v1::Echo> SayEcho(const Call& call, const v1::Echo& request);
  absl::StatusOr<v1::Echo> CreateEcho(const Call& call, const v1::CreateEchoRequest& request);
  absl::StatusOr<v1::WhoAmIResponse> WhoAmI(const Call& call, const v1::WhoAmIRequest&);
  absl::StatusOr<v1::SignInResponse> SignIn(const Call& call, const v1::SignInRequest& request);
  absl::StatusOr<v1::SignOutResponse> SignOut(const Call& call, const v1::SignOutRequest&);
  absl::StatusOr<v1::WriteBytesResponse> WriteBytes(const Call& call,
                                                    const v1::WriteBytesRequest& request);
  absl::StatusOr<v1::ReadBytesResponse> ReadBytes(const Call& call,
                                                  const v1::ReadBytesRequest& request);
  absl::StatusOr<v1::Echo> Fail(const Call& call, const v1::FailRequest& request);
  absl::StatusOr<v1::Echo> Whisper(const Call& call, const v1::Echo& request);
  absl::StatusOr<identity::v1::IssueAccessTokenResponse> IssueAccessToken(
      const Call& call, const identity::v1::IssueAccessTokenRequest& request);

  const std::function<std::string(const std::string&)> token_for_;
  absl::Mutex mutex_;
  std::map<std::string, std::string> sessions_ ABSL_GUARDED_BY(mutex_);  // secret → subject
  std::map<std::string, std::string> contents_ ABSL_GUARDED_BY(mutex_);
  int tokens_issued_ ABSL_GUARDED_BY(mutex_) = 0;
  int passive_tokens_issued_ ABSL_GUARDED_BY(mutex_) = 0;
  int writes_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t generation_ ABSL_GUARDED_BY(mutex_) = 0;
  std::string last_trace_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::testing
