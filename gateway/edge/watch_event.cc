#include "gateway/edge/watch_event.h"

#include "absl/strings/str_cat.h"
#include "platform/base/strings.h"
#include "platform/crypto/digest.h"

namespace notary::gateway {
namespace {

constexpr size_t kIdSize = 16;

// `rest` follows the name of the event.
std::string Message(absl::string_view watch, absl::string_view event, absl::string_view rest) {
  std::string text = R"({"watch":)";
  AppendJsonString(watch, text);
  absl::StrAppend(&text, R"(,"event":")", event, "\"", rest, "}");
  return text;
}

}  // namespace

std::string ChangeId(absl::string_view json) {
  return HexEncode(crypto::Sha256(json)).substr(0, kIdSize);
}

bool MayPass(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsResourceExhausted(status);
}

std::string StreamChange(absl::string_view id, absl::string_view json) {
  return absl::StrCat("id: ", id, "\nevent: change\ndata: ", json, "\n\n");
}

std::string StreamRefusal(absl::string_view error_json) {
  return absl::StrCat("event: refused\ndata: ", error_json, "\n\n");
}

std::string SocketChange(absl::string_view watch, absl::string_view id, absl::string_view json) {
  return Message(watch, "change", absl::StrCat(R"(,"id":")", id, R"(","data":)", json));
}

std::string SocketRefusal(absl::string_view watch, absl::string_view error_json) {
  // What an error answers has one member, `error`, and its braces are ours already.
  return Message(watch, "refused", absl::StrCat(",", error_json.substr(1, error_json.size() - 2)));
}

std::string SocketEnd(absl::string_view watch) { return Message(watch, "ended", ""); }

}  // namespace notary::gateway
