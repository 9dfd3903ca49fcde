// The data files of the register (docs/reference/register-records.md): UTF-8 CSV by RFC 4180, the
// first line naming the columns. Errors name the line and the column at fault, never a value.
#pragma once

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "adapters/civil_affairs/register/domain/csv_lines.h"
#include "adapters/civil_affairs/register/domain/record.h"

namespace notary::marriage_register {

// Reads records.csv as it comes, and hands over what it holds some records at a time.
class RecordReader {
 public:
  using Take = std::function<absl::Status(std::vector<Record>)>;
  RecordReader(absl::CivilDay today, Take take);
  RecordReader(const RecordReader&) = delete;  // it is called back by its lines

  absl::Status Add(absl::string_view piece) { return lines_.Add(piece); }

  // After the last piece. INVALID_ARGUMENT when there was no record at all: a bureau without
  // registrations is a file that was lost on the way.
  absl::Status Finish();

 private:
  absl::Status AddLine(const CsvLine& line, size_t number);

  const absl::CivilDay today_;
  const Take take_;
  CsvLines lines_;
  std::vector<Record> batch_;
  bool some_ = false;
};

absl::StatusOr<std::vector<Record>> ParseRecords(absl::string_view csv, absl::CivilDay today);
absl::StatusOr<std::vector<District>> ParseDistricts(absl::string_view csv);

}  // namespace notary::marriage_register
