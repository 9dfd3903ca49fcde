// Questions to agencies over gRPC, and the worker that asks them. Thread-safe.
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "notary/verification/v1/verification_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "platform/time/clock.h"
#include "services/verification/domain/agency_client.h"
#include "services/verification/storage/verification_store.h"

namespace notary::verification {

using LetterWords = std::map<std::string, std::string>;  // by office: 沪徐

class VerificationService {
 public:
  using Call = rpc::Call;

  VerificationService(pg::Database& db, AgencyClient& agency, const Clock& clock,
                      LetterWords letter_words)
      : db_(db), agency_(agency), clock_(clock), letter_words_(std::move(letter_words)) {}

  rpc::Service Bind();

  absl::StatusOr<v1::Verification> CreateVerification(const Call& call,
                                                      const v1::CreateVerificationRequest& request);
  absl::StatusOr<v1::CancelVerificationsResponse> CancelVerifications(
      const Call& call, const v1::CancelVerificationsRequest& request);
  absl::StatusOr<v1::Verification> GetVerification(const Call& call,
                                                   const v1::GetVerificationRequest& request);

  // Asks the oldest due question; 1 when there was one. Several may run side by side, also in other
  // processes: a question is leased, and who outlives the lease can record nothing.
  absl::StatusOr<int64_t> AskOne(absl::Time now);

 private:
  // Gives the question its letter number, or the answer why none is sent.
  absl::Status Open(pg::Tx& tx, const std::string& reason_not_to_send, absl::Time now,
                    Verification& v);
  // Sealed once; what is sent again is what was sent first.
  absl::StatusOr<std::string> Sealed(const Verification& held);
  absl::Status Record(const Verification& held, const AgencyReply& reply);
  absl::Status RecordHeld(pg::Tx& tx, const Verification& held, const AgencyReply& reply,
                          absl::Time now);
  void Report(pg::Tx& tx, const Question& question, const AgencyReply& reply, absl::Time now);

  pg::Database& db_;
  AgencyClient& agency_;
  const Clock& clock_;
  const LetterWords letter_words_;
  const VerificationStore store_{};
};

}  // namespace notary::verification
