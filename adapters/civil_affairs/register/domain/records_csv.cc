#include "adapters/civil_affairs/register/domain/records_csv.h"

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

using Line = std::vector<std::string>;

constexpr char kRecordHead[] =
    "kind,certificate_number,registration_date,authority,refers_to,hold,first_name,first_id_type,"
    "first_id_number,first_birth_date,second_name,second_id_type,second_id_number,"
    "second_birth_date";
constexpr char kDistrictHead[] = "division,name,complete_from";

absl::Status Fault(size_t line, absl::string_view column) {
  return absl::InvalidArgumentError(absl::StrCat("line ", line + 1, ": ", column));
}

// RFC 4180. A quote left open runs to the end of the text.
std::vector<Line> Split(absl::string_view csv) {
  std::vector<Line> lines;
  Line line(1);
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (c == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
      line.back() += csv[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      line.emplace_back();
    } else if (c == '\n' && !quoted) {
      lines.push_back(std::exchange(line, Line(1)));
    } else if (c != '\r' || quoted) {
      line.back() += c;
    }
  }
  if (line.size() > 1 || !line[0].empty()) lines.push_back(line);
  return lines;
}

absl::StatusOr<std::vector<Line>> Table(absl::string_view csv, absl::string_view head) {
  std::vector<Line> lines = Split(csv);
  if (lines.empty() || absl::StrJoin(lines[0], ",") != head) return Fault(0, "column names");
  for (size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].size() != lines[0].size()) return Fault(i, "number of columns");
  }
  return lines;
}

std::optional<absl::CivilDay> Day(const std::string& text) {
  const auto day = common::ParseCivilDay("", text);
  return day.ok() ? std::optional(*day) : std::nullopt;
}

absl::StatusOr<Party> ToParty(const Line& line, size_t from, size_t index) {
  Party party{.name = line[from],
              .id_type = line[from + 1],
              .id_number = common::NormaliseNumber(line[from + 2]),
              .birth_date = Day(line[from + 3])};
  if (party.name.empty()) return Fault(index, "name");
  if (!line[from + 3].empty() && !party.birth_date) return Fault(index, "birth_date");
  return party;
}

absl::StatusOr<Record> ToRecord(const Line& line, size_t index, absl::CivilDay today) {
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
                .refers_to = line[4],
                .hold = *hold};
  ASSIGN_OR_RETURN(record.first, ToParty(line, 6, index));
  ASSIGN_OR_RETURN(record.second, ToParty(line, 10, index));
  return record;
}

}  // namespace

absl::StatusOr<std::vector<Record>> ParseRecords(absl::string_view csv, absl::CivilDay today) {
  ASSIGN_OR_RETURN(const std::vector<Line> lines, Table(csv, kRecordHead));
  std::vector<Record> records;
  for (size_t i = 1; i < lines.size(); ++i) {
    ASSIGN_OR_RETURN(Record record, ToRecord(lines[i], i, today));
    records.push_back(std::move(record));
  }
  return records;
}

absl::StatusOr<std::vector<District>> ParseDistricts(absl::string_view csv) {
  ASSIGN_OR_RETURN(const std::vector<Line> lines, Table(csv, kDistrictHead));
  std::vector<District> districts;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::optional<absl::CivilDay> day = Day(lines[i][2]);
    if (!day) return Fault(i, "complete_from");
    districts.push_back({lines[i][0], lines[i][1], *day});
  }
  return districts;
}

}  // namespace notary::marriage_register
