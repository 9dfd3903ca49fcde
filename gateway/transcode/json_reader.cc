#include "gateway/transcode/json_reader.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/transcode/json_value.h"
#include "gateway/transcode/route.h"
#include "platform/base/error.h"

namespace notary::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;

constexpr size_t kMaxNamedKey = 64;

absl::Status Whole(absl::string_view reason, Text text) {
  return InvalidField("", reason, std::move(text));
}

absl::Status Malformed() { return Whole("JSON_MALFORMED", {"不是有效的JSON", "Not valid JSON"}); }

// Follows the text through the descriptors and fills the message, as nlohmann's parser reads it
// out. Every callback returns whether to go on.
class Follower : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Follower(Message& root) : root_(root) {}

  const absl::Status& status() const { return status_; }

  bool null() override {
    if (frames_.empty()) return NotAnObject();
    // The same as leaving the field out; an element cannot be left out.
    return InArray() || InMap() ? Fail(TypeMismatch(*Field())) : true;
  }
  bool boolean(bool value) override {
    return Takes() ? Judge(PutBool(Target(), *Field(), value)) : Mismatch();
  }
  bool number_integer(number_integer_t value) override { return Integer(absl::StrCat(value)); }
  bool number_unsigned(number_unsigned_t value) override { return Integer(absl::StrCat(value)); }
  bool number_float(number_float_t value, const string_t&) override {
    return Takes() ? Judge(PutFraction(Target(), *Field(), value)) : Mismatch();
  }
  bool string(string_t& value) override {
    return Takes() ? Judge(PutText(Target(), *Field(), value)) : Mismatch();
  }
  bool binary(binary_t&) override { return Mismatch(); }

  bool start_object(std::size_t) override {
    if (TooDeep()) return false;
    if (frames_.empty()) {
      frames_.push_back({.message = &root_});
      return true;
    }
    const bool map = !InMap() && Field()->is_map() && !InArray();
    const bool message =
        Takes() && Field()->message_type() != nullptr && !IsWrittenAsText(*Field()->message_type());
    if (!map && !message) return Mismatch();
    if (map) {
      frames_.push_back({.message = &Target(), .map = Field()});
    } else {
      frames_.push_back({.message = &PutMessage(Target(), *Field())});
    }
    return true;
  }
  bool end_object() override { return Leave(); }

  bool start_array(std::size_t) override {
    if (TooDeep()) return false;
    if (frames_.empty()) return NotAnObject();
    const bool fits = !InArray() && !InMap() && Field()->is_repeated() && !Field()->is_map();
    if (!fits) return Mismatch();
    frames_.push_back({.message = &Target(), .array = true, .field = Field()});
    return true;
  }
  bool end_array() override { return Leave(); }

  bool key(string_t& name) override {
    Frame& frame = frames_.back();
    if (frame.map != nullptr) return Entry(frame, name);
    frame.key = name.size() <= kMaxNamedKey ? name : "";
    frame.field = FieldNamed(*frame.message->GetDescriptor(), name);
    if (frame.field == nullptr) {
      return Fail({"FIELD_UNKNOWN", {"没有此字段", "There is no such field"}});
    }
    frame.key = frame.field->name();
    const bool once = frame.keys.insert(frame.key).second && !IsChosen(frame);
    return once || Fail({"FIELD_TWICE", {"字段重复", "The field appears twice"}});
  }

  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    status_ = Malformed();
    return false;
  }

 private:
  // One open object or array.
  struct Frame {
    Message* message = nullptr;            // that is filled; of a map or array, the one around it
    const FieldDescriptor* map = nullptr;  // of an object that is a map
    Message* entry = nullptr;              // of the map, that the next value is for
    bool array = false;
    const FieldDescriptor* field = nullptr;  // what the next value is for
    std::string key;                         // as an error names it
    absl::flat_hash_set<std::string> keys;   // seen here
    size_t index = 0;                        // of the next element
  };

  // A map is a list of messages with a key and a value.
  bool Entry(Frame& frame, const std::string& name) {
    frame.key = name.size() <= kMaxNamedKey ? name : "";
    if (!frame.keys.insert(name).second) {
      return Fail({"FIELD_TWICE", {"键名重复", "The key appears twice"}});
    }
    frame.entry = &PutMessage(*frame.message, *frame.map);
    frame.field = frame.map->message_type()->map_value();
    std::optional<Misfit> misfit =
        PutText(*frame.entry, *frame.map->message_type()->map_key(), name);
    return !misfit || Fail(*std::move(misfit));
  }

  // Whether another member of the field's oneof was given before it.
  static bool IsChosen(const Frame& frame) {
    const OneofDescriptor* choice = frame.field->real_containing_oneof();
    return choice != nullptr && frame.message->GetReflection()->HasOneof(*frame.message, choice);
  }

  bool InArray() const { return frames_.back().array; }
  bool InMap() const { return frames_.back().map != nullptr; }
  const FieldDescriptor* Field() const { return frames_.back().field; }
  Message& Target() { return InMap() ? *frames_.back().entry : *frames_.back().message; }

  // Whether one value may stand here, rather than an array or a map.
  bool Takes() {
    if (frames_.empty()) return false;
    return InArray() || InMap() || !Field()->is_repeated();
  }

  bool Integer(const std::string& digits) {
    return Takes() ? Judge(PutInteger(Target(), *Field(), digits)) : Mismatch();
  }

  bool Judge(std::optional<Misfit> misfit) {
    if (misfit) return Fail(*std::move(misfit));
    ++frames_.back().index;
    return true;
  }

  bool Leave() {
    frames_.pop_back();
    if (!frames_.empty()) ++frames_.back().index;
    return true;
  }

  bool Mismatch() {
    if (frames_.empty()) return NotAnObject();
    const bool list = Field()->is_repeated() && !Field()->is_map() && !InArray();
    if (list) return Fail({"TYPE_MISMATCH", {"须为JSON数组", "Must be a JSON array"}});
    if (Field()->is_map())
      return Fail({"TYPE_MISMATCH", {"须为JSON对象", "Must be a JSON object"}});
    return Fail(TypeMismatch(*Field()));
  }

  bool NotAnObject() {
    status_ = Whole("JSON_NOT_AN_OBJECT", {"须为一个JSON对象", "Must be one JSON object"});
    return false;
  }

  bool TooDeep() {
    if (frames_.size() < JsonLimits::kMaxDepth) return false;
    status_ = Whole("JSON_TOO_DEEP", {"JSON嵌套过深", "The JSON is nested too deeply"});
    return true;
  }

  bool Fail(Misfit misfit) {
    status_ = InvalidField(Path(), misfit.reason, std::move(misfit.text));
    return false;
  }

  std::string Path() const {
    std::string path;
    for (const Frame& frame : frames_) {
      if (frame.array) {
        absl::StrAppend(&path, "[", frame.index, "]");
      } else {
        absl::StrAppend(&path, path.empty() ? "" : ".", frame.key);
      }
    }
    return path;
  }

  Message& root_;
  std::vector<Frame> frames_;
  absl::Status status_ = Malformed();
};

}  // namespace

absl::Status ReadJson(absl::string_view json, Message& message) {
  if (json.empty()) return Whole("JSON_EMPTY", {"请求体为空", "The body is empty"});
  if (absl::StartsWith(json, "\xEF\xBB\xBF")) return Malformed();
  Follower follower(message);
  const bool good = nlohmann::json::sax_parse(json.begin(), json.end(), &follower);
  return good ? absl::OkStatus() : follower.status();
}

}  // namespace notary::gateway
