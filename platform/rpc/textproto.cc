#include "platform/rpc/textproto.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl.h"
#include "google/protobuf/text_format.h"

namespace notary::rpc {
namespace {

class Mistakes final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    all_.push_back(absl::StrCat(line + 1, ":", column + 1, ": ", message));
  }
  // What the parser lets pass when unknown fields are allowed.
  void AddWarning(int line, google::protobuf::io::ColumnNumber column,
                  const std::string& message) override {
    AddError(line, column, message);
  }
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::vector<std::string> all_;
};

std::vector<std::string> Parse(const std::string& path, bool reads_on,
                               google::protobuf::Message* message) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {std::string(absl::ErrnoToStatus(errno, path).message())};
  google::protobuf::io::FileInputStream stream(file);
  stream.SetCloseOnDelete(true);
  Mistakes mistakes;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&mistakes);
  parser.AllowUnknownField(reads_on);
  parser.Parse(&stream, message);
  std::vector<std::string> told;
  for (const std::string& mistake : mistakes.all()) {
    told.push_back(absl::StrCat(path, ":", mistake));
  }
  return told;
}

}  // namespace

absl::Status ReadTextProto(const std::string& path, google::protobuf::Message* message) {
  if (access(path.c_str(), R_OK) != 0) return absl::ErrnoToStatus(errno, path);
  const std::vector<std::string> mistakes = Parse(path, false, message);
  return mistakes.empty() ? absl::OkStatus() : absl::InvalidArgumentError(mistakes.front());
}

std::vector<std::string> MistakesIn(const std::string& path, google::protobuf::Message* message) {
  return Parse(path, true, message);
}

}  // namespace notary::rpc
