#include "adapters/civil_affairs/register/service/record_files.h"

#include "absl/strings/str_cat.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/time/clock.h"

namespace notary::marriage_register {
namespace {

constexpr absl::Duration kFresh = absl::Hours(24);
constexpr absl::Duration kUntilNextTry = absl::Minutes(10);

template <typename T>
absl::StatusOr<T> Named(const std::string& file, absl::StatusOr<T> parsed) {
  if (parsed.ok()) return parsed;
  return absl::InvalidArgumentError(absl::StrCat(file, ": ", parsed.status().message()));
}

}  // namespace

absl::Status RecordFiles::Check(absl::Time now) const { return Parse(now).status(); }

absl::Status RecordFiles::KeepFresh(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (imported_ && now < next_read_) return absl::OkStatus();
  const absl::Status read = Import(now);
  if (read.ok()) return absl::OkStatus();
  Log(Severity::kWarning, "records_not_read", {{"detail", std::string(read.message())}});
  next_read_ = now + kUntilNextTry;
  return imported_ ? absl::OkStatus() : read;
}

absl::StatusOr<RecordFiles::Content> RecordFiles::Parse(absl::Time now) const {
  ASSIGN_OR_RETURN(const std::string records_csv, crypto::ReadSmallFile(records_csv_));
  ASSIGN_OR_RETURN(const std::string districts_csv, crypto::ReadSmallFile(districts_csv_));
  const absl::CivilDay today = absl::ToCivilDay(now, ShanghaiZone());
  Content content;
  ASSIGN_OR_RETURN(content.records, Named(records_csv_, ParseRecords(records_csv, today)));
  ASSIGN_OR_RETURN(content.districts, Named(districts_csv_, ParseDistricts(districts_csv)));
  return content;
}

absl::Status RecordFiles::Import(absl::Time now) {
  ASSIGN_OR_RETURN(const Content content, Parse(now));
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.Import(tx, content.records, content.districts, now);
  }));
  imported_ = true;
  next_read_ = now + kFresh;
  return absl::OkStatus();
}

}  // namespace notary::marriage_register
