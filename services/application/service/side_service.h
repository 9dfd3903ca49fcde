// Says whose case it is now (side_service.proto). Apart from the application service, with threads
// and connections of its own: whoever asks may be what that one waits for. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "notary/application/v1/side_service.pb.h"
#include "platform/pg/database.h"
#include "platform/rpc/call.h"
#include "platform/rpc/service.h"
#include "services/application/domain/mandates.h"
#include "services/application/storage/application_store.h"

namespace notary::application {

class SideService {
 public:
  using Call = rpc::Call;

  // `db` is no other's.
  SideService(pg::Database& db, Mandates& mandates) : db_(db), mandates_(mandates) {}

  rpc::Service Bind();

 private:
  // The pages of the person's cases, until the number is found.
  absl::StatusOr<bool> StandsInCases(const std::string& number, std::vector<OwnCase> page);
  absl::StatusOr<v1::CheckPersonResponse> CheckPerson(const Call& call,
                                                      const v1::CheckPersonRequest& request);
  absl::StatusOr<v1::CheckSideResponse> CheckSide(const Call& call,
                                                  const v1::CheckSideRequest& request);

  pg::Database& db_;
  Mandates& mandates_;
  const ApplicationStore store_{};
};

}  // namespace notary::application
