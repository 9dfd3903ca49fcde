#include "cmd/notaryctl/demo/office.h"

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/rpc/textproto.h"

namespace notary::demo {
namespace {

constexpr absl::Duration kSessionLength = absl::Hours(8);

}  // namespace

absl::StatusOr<std::unique_ptr<Office>> Office::Connect(const std::string& config_path,
                                                        const Pace& pace) {
  std::unique_ptr<Office> office(new Office(pace));
  RETURN_IF_ERROR(rpc::ReadTextProto(config_path, &office->config_));
  const config::v1::Config& config = office->config_;
  if (config.mode() != config::v1::Config::DEMO) {
    return absl::FailedPreconditionError("a demonstration needs mode DEMO: it moves time");
  }
  ASSIGN_OR_RETURN(office->clock_, SharedOffsetClock::Open(config.clock_offset_file()));
  ASSIGN_OR_RETURN(crypto::SigningKey key,
                   crypto::SigningKey::FromFile(config.tokens().signing_key_file()));
  office->signer_ = std::make_unique<rpc::TokenSigner>(config.tokens().key_id(), std::move(key));
  office->channel_ = rpc::Channel::ToSocket(absl::StrCat("unix:", config.socket_path()));
  return office;
}

rpc::Principal Office::Applicant(const std::string& id) const {
  return {absl::StrCat("persons/", id), "", "", {Role::ROLE_APPLICANT}};
}

rpc::Principal Office::Staff(const std::string& office, const std::string& who, Role role) const {
  return {absl::StrCat("staff/", office, "-", who), "", office, {role}};
}

void Office::PassLook() {
  absl::SleepFor(pace_.between_looks);
  Advance(pace_.per_look);
}

std::string Office::NewRequestId() const { return NewId(clock_->Now()); }

bool Office::ShouldRepeat(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsCancelled(status) || absl::IsResourceExhausted(status);
}

void Office::CheckTypes(const std::string& method, const google::protobuf::Message& request,
                        const std::string& response) {
  NOTARY_CHECK(rpc::MethodFits(method, request.GetDescriptor()->full_name(), response));
}

absl::StatusOr<std::string> Office::CallBytes(const rpc::Principal& who, const std::string& method,
                                              const std::string& request) {
  const absl::Time start = absl::Now();
  const absl::Time until = start + absl::Seconds(30);
  while (true) {
    const absl::StatusOr<std::string> response = channel_->CallBytes(
        method, request, {.authorization = TokenFor(who), .timeout = absl::Seconds(5)});
    if (!ShouldRepeat(response.status()) || absl::Now() > until) {
      if (observer_) observer_({who, method, request, response, absl::Now() - start});
      return response;
    }
    absl::SleepFor(absl::Milliseconds(50));
  }
}

std::string Office::TokenFor(const rpc::Principal& who) {
  const absl::Time now = clock_->Now();
  absl::MutexLock lock(&mutex_);
  Session& session = sessions_[absl::StrCat(who.subject, "|", who.roles.front())];
  if (now > session.renew_time) {
    session.token = signer_->Sign(who, now - absl::Minutes(1), now + kSessionLength);
    session.renew_time = now + kSessionLength / 2;
  }
  return session.token;
}

}  // namespace notary::demo
