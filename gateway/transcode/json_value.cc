#include "gateway/transcode/json_value.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/time_util.h"

namespace notary::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Timestamp;

constexpr int64_t kSafe = int64_t{1} << 53;  // what a JavaScript number holds exactly

Misfit OutOfRange() { return {"OUT_OF_RANGE", {"数值超出范围", "The number is out of range"}}; }

Misfit IntegerExpected() {
  return {"INTEGER_EXPECTED", {"须为不含小数和指数的整数", "Must be an integer in plain digits"}};
}

bool Is64Bit(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 ||
         field.cpp_type() == FieldDescriptor::CPPTYPE_UINT64;
}

bool IsPlainInteger(absl::string_view text) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  if (text.empty() || text.size() > 20) return false;
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
  }
  return text.size() == 1 || text[0] != '0';
}

template <typename T>
bool Fits(absl::string_view digits) {
  T value;
  return absl::SimpleAtoi(digits, &value);
}

bool FitsField(const FieldDescriptor& field, absl::string_view digits) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return Fits<int32_t>(digits);
    case FieldDescriptor::CPPTYPE_UINT32:
      return Fits<uint32_t>(digits);
    case FieldDescriptor::CPPTYPE_INT64:
      return Fits<int64_t>(digits);
    default:
      return Fits<uint64_t>(digits);
  }
}

bool IsBase64(absl::string_view text) {
  std::string bytes;
  return absl::Base64Unescape(text, &bytes) || absl::WebSafeBase64Unescape(text, &bytes);
}

std::optional<Misfit> WellKnownMisfit(const FieldDescriptor& field, absl::string_view value) {
  if (!IsWrittenAsText(*field.message_type())) return TypeMismatch(field);
  if (field.message_type() != Timestamp::descriptor()) return std::nullopt;
  Timestamp parsed;
  if (google::protobuf::util::TimeUtil::FromString(std::string(value), &parsed)) {
    return std::nullopt;
  }
  return Misfit{"TIME_MALFORMED",
                {"须为带时区的时间，如 2026-11-25T10:00:00+08:00",
                 "Must be a time with its zone, as 2026-11-25T10:00:00+08:00"}};
}

}  // namespace

bool IsWrittenAsText(const google::protobuf::Descriptor& type) {
  const std::string& name = type.full_name();
  return name == "google.protobuf.Timestamp" || name == "google.protobuf.Duration" ||
         name == "google.protobuf.FieldMask";
}

Misfit TypeMismatch(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (IsWrittenAsText(*field.message_type())) break;
      return {"TYPE_MISMATCH", {"须为JSON对象", "Must be a JSON object"}};
    case FieldDescriptor::CPPTYPE_BOOL:
      return {"TYPE_MISMATCH", {"须为true或false", "Must be true or false"}};
    case FieldDescriptor::CPPTYPE_STRING:
    case FieldDescriptor::CPPTYPE_ENUM:
      break;
    default:
      return {"TYPE_MISMATCH", {"须为数字", "Must be a number"}};
  }
  return {"TYPE_MISMATCH", {"须为字符串", "Must be a string"}};
}

std::optional<Misfit> TextMisfit(const FieldDescriptor& field, absl::string_view value) {
  if (value.find('\0') != absl::string_view::npos) {
    return Misfit{"NUL_CHARACTER", {"含有空字符", "Contains the character U+0000"}};
  }
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() != FieldDescriptor::TYPE_BYTES || IsBase64(value)) return std::nullopt;
      return Misfit{"BASE64_EXPECTED", {"须为Base64编码", "Must be base64"}};
    case FieldDescriptor::CPPTYPE_ENUM:
      if (field.enum_type()->FindValueByName(std::string(value)) != nullptr) return std::nullopt;
      return Misfit{"ENUM_UNKNOWN", {"未知的选项", "Unknown option"}};
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return WellKnownMisfit(field, value);
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return TypeMismatch(field);
    default:
      if (!IsPlainInteger(value)) return IntegerExpected();
      if (!FitsField(field, value)) return OutOfRange();
      return std::nullopt;
  }
}

std::optional<Misfit> IntegerMisfit(const FieldDescriptor& field, absl::string_view digits) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return std::nullopt;
    case FieldDescriptor::CPPTYPE_ENUM: {
      int number;
      const bool known = absl::SimpleAtoi(digits, &number) &&
                         field.enum_type()->FindValueByNumber(number) != nullptr;
      if (known) return std::nullopt;
      return Misfit{"ENUM_UNKNOWN", {"未知的选项", "Unknown option"}};
    }
    case FieldDescriptor::CPPTYPE_STRING:
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return TypeMismatch(field);
    default:
      break;
  }
  if (!FitsField(field, digits)) return OutOfRange();
  int64_t value = 0;
  const bool safe = absl::SimpleAtoi(digits, &value) && value <= kSafe && value >= -kSafe;
  if (!Is64Bit(field) || safe) return std::nullopt;
  return Misfit{"NUMBER_UNSAFE",
                {"超过2^53的整数须写成字符串", "Write an integer beyond 2^53 as a string"}};
}

std::optional<Misfit> FractionMisfit(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return std::nullopt;
    case FieldDescriptor::CPPTYPE_STRING:
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_MESSAGE:
    case FieldDescriptor::CPPTYPE_ENUM:
      return TypeMismatch(field);
    default:
      return IntegerExpected();
  }
}

}  // namespace notary::gateway
