#include "services/catalogue/service/loader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"
#include "platform/rpc/validate.h"
#include "services/catalogue/domain/validation.h"
#include "services/catalogue/service/convert.h"

namespace notary::catalogue {
namespace {

namespace fs = std::filesystem;

// The first syntax error of a text file, with its line.
class FirstError : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat(line + 1, ":", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Prefixes every field of an error with the file it is in.
absl::Status InFile(const std::string& file, const absl::Status& status) {
  std::optional<ErrorDetail> detail = DetailOf(status);
  if (!detail || detail->fields.empty()) return status;
  for (FieldViolation& violation : detail->fields) {
    violation.field = absl::StrCat(file, ": ", violation.field);
  }
  return InvalidFields(std::move(detail->fields));
}

// Of what the applicant reads, and from when it holds.
std::string HashOf(const v1::ConsentText& consent) {
  return HexEncode(
      crypto::Sha256(absl::StrCat(consent.code(), "\n", consent.valid_from(), "\n",
                                  consent.text().zh(), "\n", consent.text().en(), "\n")));
}

// Who changes a day and forgets the version at the head of the file has changed it all the same.
std::string VersionOf(const v1::CalendarFile& calendar) {
  const std::string digest = HexEncode(crypto::Sha256(calendar.SerializeAsString()));
  return absl::StrCat(calendar.version(), "-", digest.substr(0, 8));
}

class Loader {
 public:
  explicit Loader(const std::string& directory) : directory_(directory) {}

  absl::StatusOr<LoadedCatalogue> Load() {
    RETURN_IF_ERROR(ReadFile("offices.textproto", loaded_.offices));
    RETURN_IF_ERROR(ReadFile("destinations.textproto", loaded_.destinations));
    RETURN_IF_ERROR(ReadFile("tariff.textproto", loaded_.tariff));
    RETURN_IF_ERROR(ReadFile("calendar.textproto", loaded_.calendar));
    RETURN_IF_ERROR(ReadFile("consents.textproto", loaded_.consents));
    RETURN_IF_ERROR(ReadFolder("legal", loaded_.legal));
    RETURN_IF_ERROR(ReadFolder("common", common_));
    RETURN_IF_ERROR(ReadMatters());
    RETURN_IF_ERROR(FillRules());
    loaded_.version = HexEncode(crypto::Sha256(content_)).substr(0, 16);
    return std::move(loaded_);
  }

 private:
  absl::Status ReadFile(const std::string& file, google::protobuf::Message& message) {
    std::ifstream stream(fs::path(directory_) / file);
    if (!stream) {
      return NotFoundError("CATALOGUE_FILE_MISSING",
                           {absl::StrCat("缺少服务目录文件 ", file),
                            absl::StrCat("The catalogue has no file ", file)});
    }
    std::stringstream text;
    text << stream.rdbuf();
    absl::StrAppend(&content_, file, "\n", text.str());
    FirstError error;
    google::protobuf::TextFormat::Parser parser;
    parser.RecordErrorsTo(&error);
    if (!parser.ParseFromString(text.str(), &message)) {
      return InvalidField(absl::StrCat(file, ": ", error.text()), "CATALOGUE_SYNTAX",
                          {"文件格式错误", "The file does not parse"});
    }
    return InFile(file, rpc::Validate(message));
  }

  // In the order of file names, so that the version does not depend on the file system.
  absl::StatusOr<std::vector<std::string>> FilesIn(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(fs::path(directory_) / folder, error)) {
      if (entry.path().extension() == ".textproto") {
        files.push_back(absl::StrCat(folder, "/", entry.path().filename().string()));
      }
    }
    std::sort(files.begin(), files.end());
    if (!error && !files.empty()) return files;
    return NotFoundError("CATALOGUE_FILE_MISSING",
                         {absl::StrCat("缺少服务目录文件夹 ", folder),
                          absl::StrCat("The catalogue has no folder ", folder)});
  }

  // Merges every file of the folder into `message`.
  template <typename Message>
  absl::Status ReadFolder(const std::string& folder, Message& message) {
    ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesIn(folder));
    for (const std::string& file : files) {
      Message part;
      RETURN_IF_ERROR(ReadFile(file, part));
      message.MergeFrom(part);
    }
    return absl::OkStatus();
  }

  absl::Status ReadMatters() {
    ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesIn("matters"));
    for (const std::string& file : files) {
      v1::Matter matter;
      RETURN_IF_ERROR(ReadFile(file, matter));
      if (matter.name() != absl::StrCat("matters/", matter.code())) {
        return InvalidField(absl::StrCat(file, ": name"), "NAME_CODE_MISMATCH",
                            {"名称与代码不一致", "The name is matters/ and the code"});
      }
      RETURN_IF_ERROR(InFile(file, Expand(matter)));
      loaded_.matters.push_back(std::move(matter));
    }
    std::stable_sort(
        loaded_.matters.begin(), loaded_.matters.end(),
        [](const v1::Matter& a, const v1::Matter& b) { return a.position() < b.position(); });
    return absl::OkStatus();
  }

  // Puts the fields of the field sets and the common slots before the matter's own.
  absl::Status Expand(v1::Matter& matter) {
    v1::Matter expanded;
    for (int i = 0; i < matter.field_sets_size(); ++i) {
      const auto& sets = common_.field_sets();
      const auto set = std::find_if(sets.begin(), sets.end(), [&](const v1::FieldSet& candidate) {
        return candidate.code() == matter.field_sets(i);
      });
      if (set == sets.end()) return UnknownReference(absl::StrCat("field_sets[", i, "]"));
      AddFields(*set, expanded);
    }
    for (int i = 0; i < matter.common_slots_size(); ++i) {
      const auto& slots = common_.slots();
      const auto slot = std::find_if(slots.begin(), slots.end(), [&](const auto& candidate) {
        return candidate.code() == matter.common_slots(i);
      });
      if (slot == slots.end()) return UnknownReference(absl::StrCat("common_slots[", i, "]"));
      *expanded.add_slots() = *slot;
    }
    expanded.mutable_fields()->MergeFrom(matter.fields());
    expanded.mutable_slots()->MergeFrom(matter.slots());
    matter.mutable_fields()->Swap(expanded.mutable_fields());
    matter.mutable_slots()->Swap(expanded.mutable_slots());
    return absl::OkStatus();
  }

  static absl::Status UnknownReference(const std::string& field) {
    return InvalidField(field, "REFERENCE_UNKNOWN",
                        {"引用的内容不存在", "What it refers to does not exist"});
  }

  // A field is shown when its set is and it is itself.
  static void AddFields(const v1::FieldSet& set, v1::Matter& matter) {
    for (const v1::FormField& field : set.fields()) {
      v1::FormField& added = *matter.add_fields();
      added = field;
      if (!set.has_shown_when()) continue;
      v1::Condition both;
      *both.mutable_all_of()->add_conditions() = set.shown_when();
      if (field.has_shown_when()) *both.mutable_all_of()->add_conditions() = field.shown_when();
      *added.mutable_shown_when() = both;
    }
  }

  absl::Status FillRules() {
    Catalogue& rules = loaded_.rules;
    for (const auto& row : loaded_.offices.offices()) rules.offices.push_back(FromProto(row));
    for (const auto& row : loaded_.matters) rules.matters.push_back(FromProto(row));
    for (const auto& row : loaded_.destinations.destinations()) {
      rules.destinations.push_back(FromProto(row));
    }
    for (const auto& row : loaded_.tariff.items()) rules.tariff.items.push_back(FromProto(row));
    for (const auto& row : loaded_.tariff.reductions()) {
      rules.tariff.reductions.push_back(FromProto(row));
    }
    for (const auto& row : loaded_.legal.legal_bases()) rules.legal_bases.push_back(FromProto(row));
    for (const auto& row : loaded_.legal.limits()) rules.limits.push_back(FromProto(row));
    for (v1::ConsentText& row : *loaded_.consents.mutable_consents()) {
      row.set_text_hash(HashOf(row));
      rules.consents.push_back(FromProto(row));
    }
    loaded_.calendar.set_version(VersionOf(loaded_.calendar));
    absl::StatusOr<common::WorkingCalendar> calendar = FromProto(loaded_.calendar);
    if (!calendar.ok()) return InFile("calendar.textproto", calendar.status());
    rules.calendar = *std::move(calendar);
    std::vector<FieldViolation> violations = ValidateCatalogue(rules);
    if (!violations.empty()) return InvalidFields(std::move(violations));
    for (v1::WorkingCalendar& year : *loaded_.calendar.mutable_years()) {
      year.set_version(loaded_.calendar.version());
      year.set_working_days(rules.calendar.WorkingDaysIn(year.year()).days);
    }
    return absl::OkStatus();
  }

  const std::string directory_;
  std::string content_;
  v1::CommonFile common_;
  LoadedCatalogue loaded_;
};

}  // namespace

absl::StatusOr<LoadedCatalogue> LoadCatalogue(const std::string& directory) {
  return Loader(directory).Load();
}

}  // namespace notary::catalogue
