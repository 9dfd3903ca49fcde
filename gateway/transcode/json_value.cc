#include "gateway/transcode/json_value.h"

#include <cmath>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/protobuf/util/field_mask_util.h"
#include "google/protobuf/util/time_util.h"

namespace notary::gateway {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;
using google::protobuf::util::FieldMaskUtil;
using google::protobuf::util::TimeUtil;

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

// Reflection has a name for each type, and one more for repeated fields.
template <typename T>
using Setter = void (Reflection::*)(Message*, const FieldDescriptor*, T) const;

template <typename T>
void Put(Message& message, const FieldDescriptor& field, T value, Setter<T> set, Setter<T> add) {
  const Setter<T> put = field.is_repeated() ? add : set;
  (message.GetReflection()->*put)(&message, &field, std::move(value));
}

template <typename T>
std::optional<Misfit> PutDigits(Message& message, const FieldDescriptor& field,
                                absl::string_view digits, Setter<T> set, Setter<T> add) {
  T value;
  if (!absl::SimpleAtoi(digits, &value)) return OutOfRange();
  Put(message, field, value, set, add);
  return std::nullopt;
}

std::optional<Misfit> PutWhole(Message& message, const FieldDescriptor& field,
                               absl::string_view digits) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return PutDigits(message, field, digits, &Reflection::SetInt32, &Reflection::AddInt32);
    case FieldDescriptor::CPPTYPE_UINT32:
      return PutDigits(message, field, digits, &Reflection::SetUInt32, &Reflection::AddUInt32);
    case FieldDescriptor::CPPTYPE_INT64:
      return PutDigits(message, field, digits, &Reflection::SetInt64, &Reflection::AddInt64);
    default:
      return PutDigits(message, field, digits, &Reflection::SetUInt64, &Reflection::AddUInt64);
  }
}

std::optional<Misfit> PutBytes(Message& message, const FieldDescriptor& field,
                               absl::string_view value) {
  std::string bytes(value);
  if (field.type() == FieldDescriptor::TYPE_BYTES && !absl::Base64Unescape(value, &bytes) &&
      !absl::WebSafeBase64Unescape(value, &bytes)) {
    return Misfit{"BASE64_EXPECTED", {"须为Base64编码", "Must be base64"}};
  }
  Put(message, field, std::move(bytes), &Reflection::SetString, &Reflection::AddString);
  return std::nullopt;
}

std::optional<Misfit> PutEnum(Message& message, const FieldDescriptor& field,
                              const EnumValueDescriptor* value) {
  if (value == nullptr) return Misfit{"ENUM_UNKNOWN", {"未知的选项", "Unknown option"}};
  Put(message, field, value, &Reflection::SetEnum, &Reflection::AddEnum);
  return std::nullopt;
}

std::optional<Misfit> PutTime(Message& message, const FieldDescriptor& field,
                              absl::string_view value) {
  auto& time = static_cast<Timestamp&>(PutMessage(message, field));
  if (TimeUtil::FromString(std::string(value), &time)) return std::nullopt;
  return Misfit{"TIME_MALFORMED",
                {"须为带时区的时间，如 2026-11-25T10:00:00+08:00",
                 "Must be a time with its zone, as 2026-11-25T10:00:00+08:00"}};
}

// As "form,visitMode".
std::optional<Misfit> PutMask(Message& message, const FieldDescriptor& field,
                              absl::string_view value) {
  auto& mask = static_cast<FieldMask&>(PutMessage(message, field));
  if (FieldMaskUtil::FromJsonString(std::string(value), &mask)) return std::nullopt;
  return Misfit{"MASK_MALFORMED",
                {"须为以逗号分隔的字段名，如 form,visitMode",
                 "Must be names of fields with commas between, as form,visitMode"}};
}

}  // namespace

bool IsWrittenAsText(const google::protobuf::Descriptor& type) {
  return &type == Timestamp::descriptor() || &type == FieldMask::descriptor();
}

std::string TextOf(const Message& message) {
  if (message.GetDescriptor() == Timestamp::descriptor()) {
    return TimeUtil::ToString(static_cast<const Timestamp&>(message));
  }
  const auto& mask = static_cast<const FieldMask&>(message);
  std::string text;
  // Paths that JSON has no names for stay as they are.
  return FieldMaskUtil::ToJsonString(mask, &text) ? text : FieldMaskUtil::ToString(mask);
}

bool IsForeign(const google::protobuf::Descriptor& type) {
  return type.file()->package() == "google.protobuf" && !IsWrittenAsText(type);
}

Message& PutMessage(Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  return field.is_repeated() ? *reflection.AddMessage(&message, &field)
                             : *reflection.MutableMessage(&message, &field);
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

std::optional<Misfit> PutText(Message& message, const FieldDescriptor& field,
                              absl::string_view value) {
  if (value.find('\0') != absl::string_view::npos) {
    return Misfit{"NUL_CHARACTER", {"含有空字符", "Contains the character U+0000"}};
  }
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return PutBytes(message, field, value);
    case FieldDescriptor::CPPTYPE_ENUM:
      return PutEnum(message, field, field.enum_type()->FindValueByName(std::string(value)));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (!IsWrittenAsText(*field.message_type())) return TypeMismatch(field);
      return field.message_type() == Timestamp::descriptor() ? PutTime(message, field, value)
                                                             : PutMask(message, field, value);
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return TypeMismatch(field);
    default:
      if (!IsPlainInteger(value)) return IntegerExpected();
      return PutWhole(message, field, value);
  }
}

std::optional<Misfit> PutInteger(Message& message, const FieldDescriptor& field,
                                 absl::string_view digits) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT: {
      double value = 0;
      if (!absl::SimpleAtod(digits, &value)) return OutOfRange();
      return PutFraction(message, field, value);
    }
    case FieldDescriptor::CPPTYPE_ENUM: {
      int number = 0;
      const bool read = absl::SimpleAtoi(digits, &number);
      return PutEnum(message, field, read ? field.enum_type()->FindValueByNumber(number) : nullptr);
    }
    case FieldDescriptor::CPPTYPE_STRING:
    case FieldDescriptor::CPPTYPE_BOOL:
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return TypeMismatch(field);
    default:
      break;
  }
  if (std::optional<Misfit> misfit = PutWhole(message, field, digits)) return misfit;
  int64_t value = 0;
  const bool safe = absl::SimpleAtoi(digits, &value) && value <= kSafe && value >= -kSafe;
  if (!Is64Bit(field) || safe) return std::nullopt;
  return Misfit{"NUMBER_UNSAFE",
                {"超过2^53的整数须写成字符串", "Write an integer beyond 2^53 as a string"}};
}

std::optional<Misfit> PutFraction(Message& message, const FieldDescriptor& field, double value) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_DOUBLE:
      Put(message, field, value, &Reflection::SetDouble, &Reflection::AddDouble);
      return std::nullopt;
    case FieldDescriptor::CPPTYPE_FLOAT:
      if (std::abs(value) > std::numeric_limits<float>::max()) return OutOfRange();
      Put(message, field, static_cast<float>(value), &Reflection::SetFloat, &Reflection::AddFloat);
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

std::optional<Misfit> PutBool(Message& message, const FieldDescriptor& field, bool value) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_BOOL) return TypeMismatch(field);
  Put(message, field, value, &Reflection::SetBool, &Reflection::AddBool);
  return std::nullopt;
}

}  // namespace notary::gateway
