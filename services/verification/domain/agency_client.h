// Port: an agency that answers questions. A question is sealed once and sent as often as it takes:
// the agency answers the same bytes with the same bytes.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/verification/domain/verification.h"

namespace notary::verification {

struct AgencyReply {
  Outcome outcome = Outcome::kUnavailable;
  std::string reason_code;  // U05: something arrived that may not be used
  std::string reply_number;
  std::optional<absl::Time> answer_time;
  std::optional<absl::Time> data_time;
  std::optional<absl::Time> retry_time;          // UNAVAILABLE: not before
  std::map<std::string, std::string> disclosed;  // DISCLOSE: form fields the record fills
  std::string envelope;                          // as it arrived; empty when nothing did
};

// Thread-safe.
class AgencyClient {
 public:
  virtual ~AgencyClient() = default;

  // The signed question, exactly as it will travel.
  virtual absl::StatusOr<std::string> Seal(const Question& question) = 0;

  // Blocks at most some seconds. Everything but an answer with a good signature to this very
  // question is UNAVAILABLE: U01 no answer in time, U02 not reachable, U05 not to be trusted. What
  // any other answer says is of a shape that can be stored and reported to the case.
  virtual AgencyReply Ask(const std::string& sealed) = 0;
};

}  // namespace notary::verification
