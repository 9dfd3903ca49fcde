// The people of a demonstration: applicants and the staff of six offices, each calling the real
// services with a token of their own, and the clock they live by.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "notary/config/v1/config.pb.h"
#include "platform/base/status_macros.h"
#include "platform/http/client.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/client.h"
#include "platform/time/clock.h"

namespace notary::demo {

using rpc::Role;

// How time passes. The demonstration moves time itself, between acts and while it waits; the pilot
// leaves that to one metronome.
struct Pace {
  absl::Duration between_acts;   // demo time
  absl::Duration between_looks;  // real time
  absl::Duration per_look;       // demo time
  bool keeps_appointments;       // visits are booked, and time moves on to them
};

class Office {
 public:
  // Connects to the notaryd of this configuration. The demonstration holds the token key, as the
  // identity authority does in an office.
  static absl::StatusOr<std::unique_ptr<Office>> Connect(const std::string& config_path,
                                                         const Pace& pace);

  rpc::Principal Applicant(const std::string& id) const;
  // Makes the accounts of the staff of every office, as its security administrator does; those that
  // are there stay.
  absl::Status Employ();
  // `who` is unique within the office: "assistant", "notary", "approver", …
  // Pre: Employ.
  rpc::Principal Staff(const std::string& office, const std::string& who, Role role) const;

  // As long as the catalogue asks for: SHORT, LONG or PERMANENT.
  absl::StatusOr<std::string> RetentionOf(const std::string& matter);

  // Pre: the method takes this request and gives this response.
  template <typename Response>
  absl::StatusOr<Response> Call(const rpc::Principal& who, const std::string& method,
                                const google::protobuf::Message& request) {
    CheckTypes(method, request, Response::descriptor()->full_name());
    ASSIGN_OR_RETURN(const std::string bytes, CallBytes(who, method, request.SerializeAsString()));
    Response response;
    if (!response.ParseFromString(bytes)) return absl::DataLossError("response does not parse");
    return response;
  }

  // A call and its final answer, as they crossed the wire.
  struct Exchange {
    const rpc::Principal& who;
    const std::string& method;
    const std::string& request;
    const absl::StatusOr<std::string>& response;
    absl::Duration took;  // real time
  };
  // Told every exchange. Set before the first call; called on the caller's thread.
  using Observer = std::function<void(const Exchange&)>;
  void Observe(Observer observer) { observer_ = std::move(observer); }

  // Somebody reads and thinks before the next act.
  void PassActs() { Advance(pace_.between_acts); }
  bool keeps_appointments() const { return pace_.keeps_appointments; }
  // Nothing has happened yet: looks again a little later.
  void PassLook();
  // Moves everybody's time forward.
  void Advance(absl::Duration by) { clock_->Advance(by); }
  absl::Time Now() const { return clock_->Now(); }
  std::string NewRequestId() const;
  const config::v1::Config& config() const { return config_; }
  // With which the parties pay.
  http::Client& phone() { return phone_; }

 private:
  explicit Office(const Pace& pace) : pace_(pace) {}
  absl::Status EmployAt(const std::string& office);
  absl::Status FileSpecimen(const rpc::Principal& admin, const std::string& staff);
  // Also sees to it that every notary may certify for use abroad.
  absl::Status FindStaff(const rpc::Principal& admin, const std::string& office);
  static bool ShouldRepeat(const absl::Status& status);
  static void CheckTypes(const std::string& method, const google::protobuf::Message& request,
                         const std::string& response);
  // Repeats, for a while, what failed because the office could not be reached: the request id makes
  // a repetition one effect, so a client may.
  absl::StatusOr<std::string> CallBytes(const rpc::Principal& who, const std::string& method,
                                        const std::string& request);
  // People sign in once in a while, not for every act.
  std::string TokenFor(const rpc::Principal& who);

  const Pace pace_;
  http::Client phone_{{.allow_plain_http = true}};
  Observer observer_;
  config::v1::Config config_;
  std::unique_ptr<SharedOffsetClock> clock_;
  std::unique_ptr<rpc::TokenSigner> signer_;
  std::unique_ptr<rpc::Channel> channel_;

  struct Session {
    std::string token;
    absl::Time renew_time = absl::InfinitePast();
  };
  std::map<std::string, std::string> staff_;  // subjects, by login
  absl::Mutex mutex_;
  std::map<std::string, Session> sessions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace notary::demo
