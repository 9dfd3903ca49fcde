#include "adapters/civil_affairs/register/service/record_files.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "adapters/civil_affairs/register/service/file_pieces.h"
#include "platform/base/id.h"
#include "platform/base/log.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/file.h"
#include "platform/time/clock.h"

namespace notary::marriage_register {
namespace {

constexpr absl::Duration kFresh = absl::Hours(24);
constexpr absl::Duration kUntilNextTry = absl::Minutes(10);

absl::CivilDay DayOf(absl::Time now) { return absl::ToCivilDay(now, ShanghaiZone()); }

absl::Status Named(const std::string& file, const absl::Status& status) {
  if (!absl::IsInvalidArgument(status)) return status;
  return absl::InvalidArgumentError(absl::StrCat(file, ": ", status.message()));
}

}  // namespace

absl::Status RecordFiles::Check(absl::Time now) const {
  RETURN_IF_ERROR(ReadDistricts().status());
  return ReadRecords(now, [](const std::vector<Record>&) { return absl::OkStatus(); });
}

absl::Status RecordFiles::KeepFresh(absl::Time now) {
  {
    absl::MutexLock lock(&mutex_);
    if (imported_ && (importing_ || now < next_read_)) return absl::OkStatus();
    if (importing_) return absl::UnavailableError("the records are being read");
    importing_ = true;
  }
  const absl::Status read = Import(now);
  absl::MutexLock lock(&mutex_);
  importing_ = false;
  imported_ = imported_ || read.ok();
  next_read_ = now + (read.ok() ? kFresh : kUntilNextTry);
  if (read.ok()) return absl::OkStatus();
  Log(Severity::kWarning, "records_not_read", {{"detail", std::string(read.message())}});
  return imported_ ? absl::OkStatus() : read;
}

absl::Status RecordFiles::ReadRecords(absl::Time now, const Take& take) const {
  RecordReader reader(DayOf(now), take);
  RETURN_IF_ERROR(Named(options_.records_csv,
                        ReadInPieces(options_.records_csv, options_.bytes_max,
                                     [&](absl::string_view piece) { return reader.Add(piece); })));
  return Named(options_.records_csv, reader.Finish());
}

absl::StatusOr<std::vector<District>> RecordFiles::ReadDistricts() const {
  ASSIGN_OR_RETURN(const std::string csv, crypto::ReadSmallFile(options_.districts_csv));
  absl::StatusOr<std::vector<District>> districts = ParseDistricts(csv);
  if (!districts.ok()) return Named(options_.districts_csv, districts.status());
  return districts;
}

absl::StatusOr<absl::Time> RecordFiles::DataTime(absl::Time now) const {
  if (options_.made_up) return now;
  ASSIGN_OR_RETURN(const absl::Time written, LastWritten(options_.records_csv));
  return std::min(written, now);
}

// All or nothing: a file that ends early, or turns out to be wrong at its end, leaves what was.
absl::Status RecordFiles::Import(absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<District> districts, ReadDistricts());
  ASSIGN_OR_RETURN(const absl::Time data_time, DataTime(now));
  const std::string import = NewId(now);
  return db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(store_.BeginImport(tx, data_time));
    RETURN_IF_ERROR(ReadRecords(now, [&](const std::vector<Record>& records) {
      return store_.PutRecords(tx, records, import, DayOf(now));
    }));
    return store_.EndImport(tx, import, districts);
  });
}

}  // namespace notary::marriage_register
