#include "adapters/civil_affairs/register/domain/records_csv.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/base/status_macros.h"
#include "services/common/civil_date.h"
#include "services/common/input.h"
#include "services/common/marriage_certificate.h"

namespace notary::marriage_register {
namespace {

constexpr char kRecordHead[] =
    "kind,certificate_number,registration_date,authority,refers_to,hold,first_name,first_id_type,"
    "first_id_number,first_birth_date,second_name,second_id_type,second_id_number,"
    "second_birth_date";
constexpr char kDistrictHead[] = "division,name,complete_from";

// Some at a time: a statement for each is slow, and one for all too long.
constexpr size_t kBatch = 1000;

absl::Status Fault(size_t line, absl::string_view column) {
  return absl::InvalidArgumentError(absl::StrCat("line ", line, ": ", column));
}

absl::Status CheckShape(const CsvLine& line, size_t number, absl::string_view head) {
  if (number == 1 && absl::StrJoin(line, ",") != head) return Fault(1, "column names");
  const auto columns = static_cast<size_t>(std::ranges::count(head, ',')) + 1;
  return line.size() == columns ? absl::OkStatus() : Fault(number, "number of columns");
}

std::optional<absl::CivilDay> Day(const std::string& text) {
  const auto day = common::ParseCivilDay("", text);
  return day.ok() ? std::optional(*day) : std::nullopt;
}

absl::StatusOr<Party> ToParty(const CsvLine& line, size_t from, size_t index) {
  Party party{.name = line[from],
              .id_type = line[from + 1],
              .id_number = common::NormaliseNumber(line[from + 2]),
              .birth_date = Day(line[from + 3])};
  if (party.name.empty()) return Fault(index, "name");
  if (!line[from + 3].empty() && !party.birth_date) return Fault(index, "birth_date");
  return party;
}

// In the form in which the number is held; as it is where it has no known form.
std::string Reference(const std::string& text, int year) {
  const auto number = common::ParseMarriageCertificateNumber("", text, year);
  return number.ok() ? number->text : text;
}

absl::StatusOr<Record> ToRecord(const CsvLine& line, size_t index, absl::CivilDay today) {
  const std::optional<RecordKind> kind = Parse<RecordKind>(line[0]);
  if (!kind) return Fault(index, "kind");
  const auto number =
      common::ParseMarriageCertificateNumber("", line[1], static_cast<int>(today.year()));
  if (!number.ok()) return Fault(index, "certificate_number");
  const std::optional<absl::CivilDay> day = Day(line[2]);
  if (!day) return Fault(index, "registration_date");
  const std::optional<Hold> hold = Parse<Hold>(line[5]);
  if (!hold) return Fault(index, "hold");
  Record record{.kind = *kind,
                .certificate_number = number->text,
                .registration_date = *day,
                .authority = line[3],
                .refers_to = Reference(line[4], static_cast<int>(today.year())),
                .hold = *hold};
  ASSIGN_OR_RETURN(record.first, ToParty(line, 6, index));
  ASSIGN_OR_RETURN(record.second, ToParty(line, 10, index));
  return record;
}

}  // namespace

RecordReader::RecordReader(absl::CivilDay today, Take take)
    : today_(today),
      take_(std::move(take)),
      lines_([this](const CsvLine& line, size_t number) { return AddLine(line, number); }) {}

absl::Status RecordReader::AddLine(const CsvLine& line, size_t number) {
  RETURN_IF_ERROR(CheckShape(line, number, kRecordHead));
  if (number == 1) return absl::OkStatus();
  ASSIGN_OR_RETURN(Record record, ToRecord(line, number, today_));
  batch_.push_back(std::move(record));
  some_ = true;
  return batch_.size() < kBatch ? absl::OkStatus() : take_(std::exchange(batch_, {}));
}

absl::Status RecordReader::Finish() {
  RETURN_IF_ERROR(lines_.Finish());
  if (!some_) return absl::InvalidArgumentError("no records");
  return batch_.empty() ? absl::OkStatus() : take_(std::exchange(batch_, {}));
}

absl::StatusOr<std::vector<Record>> ParseRecords(absl::string_view csv, absl::CivilDay today) {
  std::vector<Record> records;
  RecordReader reader(today, [&](std::vector<Record> batch) {
    std::ranges::move(batch, std::back_inserter(records));
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(reader.Add(csv));
  RETURN_IF_ERROR(reader.Finish());
  return records;
}

absl::StatusOr<std::vector<District>> ParseDistricts(absl::string_view csv) {
  std::vector<District> districts;
  bool named = false;
  CsvLines lines([&](const CsvLine& line, size_t number) -> absl::Status {
    RETURN_IF_ERROR(CheckShape(line, number, kDistrictHead));
    named = true;
    if (number == 1) return absl::OkStatus();
    const std::optional<absl::CivilDay> day = Day(line[2]);
    if (!day) return Fault(number, "complete_from");
    districts.push_back({line[0], line[1], *day});
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(lines.Add(csv));
  RETURN_IF_ERROR(lines.Finish());
  if (!named) return Fault(1, "column names");
  return districts;
}

}  // namespace notary::marriage_register
