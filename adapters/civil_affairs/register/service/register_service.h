// The register behind the agency contract. Who asks is known by the key that signed the question;
// each answer is signed, numbered and kept. Thread-safe.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "adapters/civil_affairs/register/service/admission.h"
#include "adapters/civil_affairs/register/service/record_files.h"
#include "adapters/civil_affairs/register/storage/register_store.h"
#include "adapters/civil_affairs/wire/envelope.h"
#include "notary/agency/v1/agency_service.pb.h"
#include "notary/config/v1/register_config.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"

namespace notary::marriage_register {

class RegisterService {
 public:
  using Call = rpc::Call;
  using Envelope = agency::v1::Envelope;

  struct Options {
    std::map<std::string, AskingOffice> offices;
    agency::KeyRing keys;  // of all offices
    int questions_per_day = 0;
    std::string faults_file;       // empty: none
    std::string maintenance_file;  // empty: none
  };

  RegisterService(pg::Database& db, RecordFiles& files, agency::Sealer sealer, Options options)
      : db_(db), files_(files), sealer_(std::move(sealer)), options_(std::move(options)) {}

  rpc::Service Bind();

  // Errors are for questions that cannot be attributed or read: KEY_UNKNOWN, SIGNATURE_INVALID,
  // OFFICE_NOT_OF_KEY, MALFORMED_MESSAGE. Everything else is a signed answer.
  absl::StatusOr<Envelope> Verify(const Call& call, const Envelope& envelope);
  absl::StatusOr<Envelope> GetAnswer(const Call& call, const Envelope& envelope);
  absl::StatusOr<agency::v1::Description> Describe(const Call& call,
                                                   const agency::v1::DescribeRequest& request);

 private:
  struct Asked {
    Envelope envelope;
    agency::v1::Question question;
    std::string digest;
    config::v1::RegisterFaults faults;
  };

  // Checks the seal, parses, and checks that the key is one of the office's.
  template <typename Message>
  absl::StatusOr<Message> Open(const Envelope& envelope) const;

  absl::StatusOr<Envelope> AnswerOnce(const Call& call, const Asked& asked);
  absl::StatusOr<Answer> Judge(const Call& call, const Asked& asked, const Holdings& holdings);
  absl::StatusOr<Envelope> Keep(const Call& call, const Asked& asked, const Answer& answer,
                                const Holdings& holdings);
  absl::StatusOr<std::optional<GivenAnswer>> Given(const std::string& office,
                                                   const std::string& request_id);
  absl::StatusOr<bool> QuotaIsUsed(const Call& call, const Asked& asked);
  // An answer that is not kept; `retry` for what is "not now".
  Envelope Passing(const Call& call, const Asked& asked, const char* code,
                   std::optional<absl::Time> retry = std::nullopt) const;
  Envelope Spoil(const config::v1::RegisterFaults& faults, Envelope envelope);

  pg::Database& db_;
  RecordFiles& files_;
  const agency::Sealer sealer_;
  const Options options_;
  const RegisterStore store_{};
  absl::Mutex mutex_;
  Envelope last_ ABSL_GUARDED_BY(mutex_);  // for the fault replay_last
};

}  // namespace notary::marriage_register
