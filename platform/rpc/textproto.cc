#include "platform/rpc/textproto.h"

#include <fcntl.h>

#include <cerrno>

#include "absl/strings/str_cat.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl.h"
#include "google/protobuf/text_format.h"

namespace notary::rpc {
namespace {

class FirstMistake final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat(line + 1, ":", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

absl::Status ReadTextProto(const std::string& path, google::protobuf::Message* message) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return absl::ErrnoToStatus(errno, path);
  google::protobuf::io::FileInputStream stream(file);
  stream.SetCloseOnDelete(true);
  FirstMistake mistake;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&mistake);
  if (parser.Parse(&stream, message)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(path, ":", mistake.text()));
}

}  // namespace notary::rpc
