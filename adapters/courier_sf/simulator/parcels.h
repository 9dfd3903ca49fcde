// The simulated courier's parcels in a durable ledger. Each method answers one call with the
// business answer SF wraps into apiResultData, and each parcel follows a scripted journey.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/http/message.h"
#include "platform/json/document_file.h"

namespace notary::sf {

// Not thread-safe.
class Parcels {
 public:
  Parcels(std::unique_ptr<json::DocumentFile> ledger, double journey_scale, bool pushes);

  nlohmann::json Create(const nlohmann::json& message, absl::Time now);
  nlohmann::json Find(const nlohmann::json& message) const;
  nlohmann::json Update(const nlohmann::json& message);
  nlohmann::json Routes(const nlohmann::json& message) const;

  // {"waybill": …, "journey": "delivered" | "failed_once" | "returned" | "lost" | "other"}: which
  // script the parcel follows from here on. Without a waybill: the next parcel that is ordered.
  http::Response SetJourney(const nlohmann::json& request);
  // {"waybill": …, "steps": n}: n scans happen now.
  http::Response Advance(const nlohmann::json& request, absl::Time now);
  http::Response Show() const;

  // Makes the scans that are due; returns how many.
  int64_t RunOnce(absl::Time now);

  // Scans not yet told to the office, as entries of a push; MarkPushed tells that they were taken.
  std::vector<nlohmann::json> Unpushed() const;
  void MarkPushed(const std::vector<nlohmann::json>& scans);

 private:
  bool ScanNext(nlohmann::json& parcel, absl::Time now);
  std::optional<nlohmann::json> ByWaybill(absl::string_view waybill) const;
  absl::Status Save(nlohmann::json parcel);

  const std::unique_ptr<json::DocumentFile> ledger_;
  const double journey_scale_;
  const bool pushes_;  // the office wants to be told
  std::string next_journey_ = "delivered";
};

}  // namespace notary::sf
