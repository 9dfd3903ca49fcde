#include "gateway/transcode/json_writer.h"

#include <charconv>
#include <cmath>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/transcode/json_value.h"
#include "platform/base/strings.h"

namespace notary::gateway {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr size_t kUsualSize = 512;

// A field without presence is there with its default; of the others, only what was set.
bool IsShown(const Message& message, const FieldDescriptor& field) {
  return !field.has_presence() || message.GetReflection()->HasField(message, &field);
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void WriteObject(const Message& message) {
    out_ += '{';
    const char* comma = "";
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *message.GetDescriptor()->field(i);
      if (!IsShown(message, field)) continue;
      absl::StrAppend(&out_, comma, "\"", field.json_name(), "\":");
      comma = ",";
      WriteField(message, field);
    }
    out_ += '}';
  }

 private:
  void WriteField(const Message& message, const FieldDescriptor& field) {
    if (!field.is_repeated()) return WriteValue(message, field, 0);
    const int size = message.GetReflection()->FieldSize(message, &field);
    out_ += field.is_map() ? '{' : '[';
    for (int i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      if (field.is_map()) {
        WriteEntry(message.GetReflection()->GetRepeatedMessage(message, &field, i));
      } else {
        WriteValue(message, field, i);
      }
    }
    out_ += field.is_map() ? '}' : ']';
  }

  // Keys of maps are strings.
  void WriteEntry(const Message& entry) {
    WriteValue(entry, *entry.GetDescriptor()->map_key(), 0);
    out_ += ':';
    WriteValue(entry, *entry.GetDescriptor()->map_value(), 0);
  }

  void WriteValue(const Message& message, const FieldDescriptor& field, int index) {
    const auto get = [&](auto one, auto element) {
      const Reflection& reflection = *message.GetReflection();
      return field.is_repeated() ? (reflection.*element)(message, &field, index)
                                 : (reflection.*one)(message, &field);
    };
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return WriteText(message, field, index);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return WriteMessage(Inner(message, field, index));
      case FieldDescriptor::CPPTYPE_ENUM:
        return WriteEnum(field, get(&Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue));
      case FieldDescriptor::CPPTYPE_BOOL:
        out_ += get(&Reflection::GetBool, &Reflection::GetRepeatedBool) ? "true" : "false";
        return;
      case FieldDescriptor::CPPTYPE_INT32:
        return absl::StrAppend(&out_, get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32));
      case FieldDescriptor::CPPTYPE_UINT32:
        return absl::StrAppend(&out_, get(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32));
      case FieldDescriptor::CPPTYPE_INT64:
        return WriteQuoted(get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64));
      case FieldDescriptor::CPPTYPE_UINT64:
        return WriteQuoted(get(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return WriteNumber(get(&Reflection::GetDouble, &Reflection::GetRepeatedDouble));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return WriteNumber(get(&Reflection::GetFloat, &Reflection::GetRepeatedFloat));
    }
  }

  static const Message& Inner(const Message& message, const FieldDescriptor& field, int index) {
    const Reflection& reflection = *message.GetReflection();
    return field.is_repeated() ? reflection.GetRepeatedMessage(message, &field, index)
                               : reflection.GetMessage(message, &field);
  }

  void WriteText(const Message& message, const FieldDescriptor& field, int index) {
    const Reflection& reflection = *message.GetReflection();
    std::string scratch;
    const std::string& text =
        field.is_repeated()
            ? reflection.GetRepeatedStringReference(message, &field, index, &scratch)
            : reflection.GetStringReference(message, &field, &scratch);
    const bool raw = field.type() == FieldDescriptor::TYPE_BYTES;
    AppendJsonString(raw ? absl::Base64Escape(text) : text, out_);
  }

  void WriteMessage(const Message& message) {
    if (!IsWrittenAsText(*message.GetDescriptor())) return WriteObject(message);
    AppendJsonString(TextOf(message), out_);
  }

  // One that this program does not know yet goes out as its number.
  void WriteEnum(const FieldDescriptor& field, int number) {
    const EnumValueDescriptor* value = field.enum_type()->FindValueByNumber(number);
    if (value == nullptr) return absl::StrAppend(&out_, number);
    absl::StrAppend(&out_, "\"", value->name(), "\"");
  }

  // 64 bits are more than a JavaScript number holds.
  template <typename T>
  void WriteQuoted(T value) {
    absl::StrAppend(&out_, "\"", value, "\"");
  }

  // The shortest digits that read back as the same number.
  template <typename T>
  void WriteNumber(T value) {
    if (std::isnan(value)) return absl::StrAppend(&out_, R"("NaN")");
    if (std::isinf(value))
      return absl::StrAppend(&out_, value > 0 ? R"("Infinity")" : R"("-Infinity")");
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    out_.append(digits, end);
  }

  std::string& out_;
};

}  // namespace

std::string WriteJson(const Message& message) {
  std::string json;
  json.reserve(kUsualSize);
  Writer(json).WriteObject(message);
  return json;
}

}  // namespace notary::gateway
