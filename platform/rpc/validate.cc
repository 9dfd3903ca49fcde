#include "platform/rpc/validate.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/protobuf/descriptor.h"
#include "notary/platform/v1/access.pb.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/strings.h"
#include "platform/rpc/text_rules.h"

namespace notary::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using platform::v1::FieldRule;

const FieldDescriptor* StringField(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  const bool fits = field != nullptr && !field->is_repeated() &&
                    field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  return fits ? field : nullptr;
}

std::string StringOf(const Message& message, const char* name) {
  const FieldDescriptor* field = StringField(message, name);
  return field == nullptr ? "" : message.GetReflection()->GetString(message, field);
}

class Checker {
 public:
  void CheckMessage(const Message& message, const std::string& path) {
    for (int i = 0; i < message.GetDescriptor()->field_count(); ++i) {
      CheckField(message, *message.GetDescriptor()->field(i), path);
    }
  }

  absl::Status Result() {
    return violations_.empty() ? absl::OkStatus() : InvalidFields(std::move(violations_));
  }

 private:
  void CheckField(const Message& message, const FieldDescriptor& field, const std::string& prefix) {
    const auto& reflection = *message.GetReflection();
    const FieldRule& rule = field.options().GetExtension(platform::v1::field);
    const std::string path =
        prefix.empty() ? field.name() : absl::StrCat(prefix, ".", field.name());
    if (!field.is_repeated()) {
      const bool there =
          field.has_presence() ? reflection.HasField(message, &field) : !IsDefault(message, field);
      if (!there && rule.required()) Add(path, "REQUIRED", {"必填", "This field is required"});
      if (there) CheckValue(message, field, rule, path, -1);
      return;
    }
    const int size = reflection.FieldSize(message, &field);
    const int most = rule.max_items() > 0 ? rule.max_items() : DefaultLimits::kMaxItems;
    if (size == 0 && rule.required()) Add(path, "REQUIRED", {"必填", "This field is required"});
    if (size > most) {
      Add(path, "TOO_MANY",
          {absl::StrCat("最多", most, "项"), absl::StrCat("At most ", most, " entries")});
      return;
    }
    for (int k = 0; k < size; ++k) {
      if (field.is_map()) {
        CheckEntry(reflection.GetRepeatedMessage(message, &field, k), rule, path);
      } else {
        CheckValue(message, field, rule, absl::StrCat(path, "[", k, "]"), k);
      }
    }
  }

  // "form.applicant.name" rather than "form[3].value": entries have no order that a client knows.
  // The field's rule holds for each value.
  void CheckEntry(const Message& entry, const FieldRule& rule, const std::string& path) {
    const std::string key = StringOf(entry, "key");
    if (!IsMapKey(key)) {
      return Add(path, "KEY_MALFORMED", {"键名格式错误", "A key is not one of our words"});
    }
    const FieldDescriptor& value = *entry.GetDescriptor()->map_value();
    CheckValue(entry, value, rule, absl::StrCat(path, ".", key), -1);
  }

  static bool IsDefault(const Message& message, const FieldDescriptor& field) {
    const auto& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.GetString(message, &field).empty();
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.GetEnumValue(message, &field) == 0;
      case FieldDescriptor::CPPTYPE_INT64:
        return reflection.GetInt64(message, &field) == 0;
      case FieldDescriptor::CPPTYPE_INT32:
        return reflection.GetInt32(message, &field) == 0;
      default:
        return !reflection.HasField(message, &field);
    }
  }

  // index -1: a singular field.
  void CheckValue(const Message& message, const FieldDescriptor& field, const FieldRule& rule,
                  const std::string& path, int index) {
    const auto& r = *message.GetReflection();
    const bool one = index < 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        CheckMessage(
            one ? r.GetMessage(message, &field) : r.GetRepeatedMessage(message, &field, index),
            path);
        return;
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int value =
            one ? r.GetEnumValue(message, &field) : r.GetRepeatedEnumValue(message, &field, index);
        if (field.enum_type()->FindValueByNumber(value) == nullptr) {
          Add(path, "ENUM_UNKNOWN", {"未知的选项", "Unknown option"});
        }
        return;
      }
      case FieldDescriptor::CPPTYPE_INT32:
        CheckRange(rule, path,
                   one ? r.GetInt32(message, &field) : r.GetRepeatedInt32(message, &field, index));
        return;
      case FieldDescriptor::CPPTYPE_INT64:
        CheckRange(rule, path,
                   one ? r.GetInt64(message, &field) : r.GetRepeatedInt64(message, &field, index));
        return;
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        const std::string& value =
            one ? r.GetStringReference(message, &field, &scratch)
                : r.GetRepeatedStringReference(message, &field, index, &scratch);
        if (field.type() == FieldDescriptor::TYPE_BYTES) return CheckBytes(rule, path, value);
        return CheckString(rule, path, value);
      }
      default:
        return;
    }
  }

  void CheckRange(const FieldRule& rule, const std::string& path, int64_t value) {
    if (rule.minimum() == 0 && rule.maximum() == 0) return;
    if (value >= rule.minimum() && value <= rule.maximum()) return;
    Add(path, "OUT_OF_RANGE",
        {absl::StrCat("须在", rule.minimum(), "至", rule.maximum(), "之间"),
         absl::StrCat("Must be between ", rule.minimum(), " and ", rule.maximum())});
  }

  void CheckBytes(const FieldRule& rule, const std::string& path, const std::string& value) {
    const auto most =
        static_cast<size_t>(rule.max_length() > 0 ? rule.max_length() : DefaultLimits::kMaxBytes);
    if (value.size() > most) TooLong(path, most);
  }

  void CheckString(const FieldRule& rule, const std::string& path, const std::string& value) {
    const auto most =
        static_cast<size_t>(rule.max_length() > 0 ? rule.max_length() : DefaultLimits::kMaxLength);
    if (value.size() > most * 4) return TooLong(path, most);
    const auto code_points = DecodeUtf8(value);
    if (!code_points) return Add(path, "MALFORMED", {"不是有效的文本", "Not valid text"});
    if (code_points->size() > most) return TooLong(path, most);
    for (char32_t c : *code_points) {
      const bool line_space = (c == '\n' || c == '\t') && rule.format() == FieldRule::MULTILINE;
      if (IsControl(c) && !line_space) {
        return Add(path, "CONTROL_CHARACTER", {"含有控制字符", "Contains a control character"});
      }
      if (IsInvisible(c)) {
        return Add(path, "INVISIBLE_CHARACTER",
                   {"含有不可见的排版字符，请删除后重新输入",
                    "Contains an invisible character; delete it and type the text again"});
      }
    }
    if (!value.empty()) CheckFormat(rule.format(), path, value);
  }

  void CheckFormat(FieldRule::Format format, const std::string& path, const std::string& value) {
    if (format == FieldRule::UUID && !IsUuid(value)) {
      Add(path, "MALFORMED", {"须为小写UUID", "Must be a UUID in lower case"});
    }
    if (format == FieldRule::DATE && !IsDate(value)) {
      Add(path, "DATE_INVALID",
          {"须为存在的日期，格式YYYY-MM-DD", "Must be an existing day written YYYY-MM-DD"});
    }
    const bool named = format != FieldRule::RESOURCE_NAME || IsResourceName(value);
    const bool one_or_all = format != FieldRule::OFFICES || IsOffices(value);
    if (!named || !one_or_all) {
      Add(path, "MALFORMED", {"资源名称格式错误", "Not a resource name"});
    }
    if (format == FieldRule::CODE && !IsCode(value)) {
      Add(path, "MALFORMED", {"代码格式错误", "Not a code"});
    }
  }

  void TooLong(const std::string& path, size_t most) {
    Add(path, "TOO_LONG", {absl::StrCat("最长", most), absl::StrCat("At most ", most, " long")});
  }

  void Add(const std::string& path, absl::string_view reason, Text text) {
    violations_.push_back({path, std::string(reason), std::move(text)});
  }

  std::vector<FieldViolation> violations_;
};

}  // namespace

absl::Status Validate(const Message& request) {
  Checker checker;
  checker.CheckMessage(request, "");
  return checker.Result();
}

std::string OfficeOfName(absl::string_view resource_name) {
  const std::vector<absl::string_view> parts =
      absl::StrSplit(resource_name, absl::MaxSplits('/', 2));
  if (parts.size() < 2 || parts[0] != "offices") return "";
  return std::string(parts[1]);
}

std::string OfficeOfRequest(const Message& request) {
  for (const char* name : {"name", "parent"}) {
    if (StringField(request, name) != nullptr) return OfficeOfName(StringOf(request, name));
  }
  for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = request.GetDescriptor()->field(i);
    if (field->is_repeated() || field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const Message& inner = request.GetReflection()->GetMessage(request, field);
    if (StringField(inner, "name") != nullptr) return OfficeOfName(StringOf(inner, "name"));
  }
  return "";
}

std::string RequestIdOf(const Message& request) { return StringOf(request, "request_id"); }

}  // namespace notary::rpc
