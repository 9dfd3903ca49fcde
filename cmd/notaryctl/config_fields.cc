#include "cmd/notaryctl/config_fields.h"

#include <cstdio>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"

namespace notary::ctl {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Made while the program runs: a clock that nobody moved yet, faults that nobody asked for.
constexpr const char* kMayBeAbsent[] = {"clock_offset_file", "faults_file", "maintenance_file"};

// A text as it is; of what is no text, what the textproto would say.
std::string ValueOf(const Message& message, const FieldDescriptor& field, int index) {
  std::string value;
  google::protobuf::TextFormat::PrintFieldValueToString(message, &field, index, &value);
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return value;
  const Reflection& reflection = *message.GetReflection();
  return index < 0 ? reflection.GetString(message, &field)
                   : reflection.GetRepeatedString(message, &field, index);
}

void Walk(const Message& message, const std::string& prefix, std::vector<ConfigField>& out) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int count = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      std::string path = absl::StrCat(prefix, field->name());
      if (field->is_repeated()) absl::StrAppend(&path, "[", i, "]");
      const int index = field->is_repeated() ? i : -1;
      if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        out.push_back({path, field->name(), ValueOf(message, *field, index)});
      } else {
        const Message& inner = field->is_repeated()
                                   ? reflection.GetRepeatedMessage(message, field, i)
                                   : reflection.GetMessage(message, field);
        Walk(inner, absl::StrCat(path, "."), out);
      }
    }
  }
}

}  // namespace

std::vector<ConfigField> FieldsOf(const Message& config) {
  std::vector<ConfigField> fields;
  Walk(config, "", fields);
  return fields;
}

bool NamesFile(const ConfigField& field) {
  for (const char* absent : kMayBeAbsent) {
    if (field.name == absent) return false;
  }
  return absl::EndsWith(field.name, "_file") || absl::EndsWith(field.name, "_files");
}

void PrintFields(const Message& config) {
  for (const ConfigField& field : FieldsOf(config)) {
    std::printf("%s\t%s\n", field.path.c_str(), field.value.c_str());
  }
}

}  // namespace notary::ctl
