#include "gateway/transcode/schema.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "gateway/transcode/comments.h"
#include "gateway/transcode/json_value.h"
#include "notary/platform/v1/access.pb.h"
#include "notary/platform/v1/session.pb.h"

namespace notary::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using platform::v1::FieldRule;

const FieldRule& RuleOf(const FieldDescriptor& field) {
  return field.options().GetExtension(platform::v1::field);
}

// The edge moves it into the cookie: no JSON has it.
const FieldDescriptor* SessionSecret() {
  return platform::v1::Session::descriptor()->FindFieldByNumber(
      platform::v1::Session::kSecretFieldNumber);
}

OrderedJson EnumSchema(const EnumDescriptor& type) {
  OrderedJson schema = {{"type", "string"}, {"enum", OrderedJson::array()}};
  std::string meanings;
  for (int i = 0; i < type.value_count(); ++i) {
    const std::string& name = type.value(i)->name();
    schema["enum"].push_back(name);
    const std::string& comment = CommentOn(type.value(i)->full_name());
    if (!comment.empty()) absl::StrAppend(&meanings, "- `", name, "`: ", comment, "\n");
  }
  if (!meanings.empty()) schema["description"] = meanings;
  return schema;
}

OrderedJson TextSchema(const FieldRule& rule) {
  OrderedJson schema = {{"type", "string"}};
  if (rule.max_length() > 0) schema["maxLength"] = rule.max_length();
  switch (rule.format()) {
    case FieldRule::UUID:
      schema["format"] = "uuid";
      break;
    case FieldRule::DATE:
      schema["format"] = "date";
      break;
    case FieldRule::RESOURCE_NAME:
    case FieldRule::OFFICES:
      schema["format"] = "resource-name";
      break;
    case FieldRule::CODE:
      schema["pattern"] = "^[A-Z][A-Z0-9_]*$";
      break;
    default:
      break;
  }
  return schema;
}

// 64-bit integers are text in proto3 JSON: JavaScript would round them.
OrderedJson IntegerSchema(const FieldDescriptor& field, const FieldRule& rule) {
  const bool wide = field.cpp_type() == FieldDescriptor::CPPTYPE_INT64 ||
                    field.cpp_type() == FieldDescriptor::CPPTYPE_UINT64;
  if (wide) return {{"type", "string"}, {"format", "int64"}};
  OrderedJson schema = {{"type", "integer"}, {"format", "int32"}};
  if (rule.minimum() == 0 && rule.maximum() == 0) return schema;
  schema["minimum"] = rule.minimum();
  schema["maximum"] = rule.maximum();
  return schema;
}

OrderedJson WellKnownSchema(const Descriptor& type) {
  if (type.name() == "Timestamp") return {{"type", "string"}, {"format", "date-time"}};
  return {{"type", "string"}};
}

void Describe(const std::string& comment, OrderedJson& schema) {
  if (comment.empty()) return;
  // What the values of an enumeration mean follows what the field is for.
  const std::string more = schema.value("description", "");
  schema["description"] = more.empty() ? comment : absl::StrCat(comment, "\n\n", more);
}

}  // namespace

OrderedJson Schemas::ValueOf(const FieldDescriptor& field) {
  const FieldRule& rule = RuleOf(field);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumSchema(*field.enum_type());
    case FieldDescriptor::CPPTYPE_DOUBLE:
    case FieldDescriptor::CPPTYPE_FLOAT:
      return {{"type", "number"}};
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return IsWrittenAsText(*field.message_type()) ? WellKnownSchema(*field.message_type())
                                                    : RefTo(*field.message_type());
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_BYTES) {
        return {{"type", "string"}, {"contentEncoding", "base64"}};
      }
      return TextSchema(rule);
    default:
      return IntegerSchema(field, rule);
  }
}

OrderedJson Schemas::FieldOf(const FieldDescriptor& field) {
  const FieldRule& rule = RuleOf(field);
  OrderedJson schema;
  if (field.is_map()) {
    schema = {{"type", "object"},
              {"additionalProperties", ValueOf(*field.message_type()->map_value())}};
    if (rule.max_items() > 0) schema["maxProperties"] = rule.max_items();
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", ValueOf(field)}};
    if (rule.max_items() > 0) schema["maxItems"] = rule.max_items();
  } else {
    schema = ValueOf(field);
  }
  Describe(CommentOn(field.full_name()), schema);
  return schema;
}

OrderedJson Schemas::RefTo(const Descriptor& message) {
  return {{"$ref", absl::StrCat("#/components/schemas/", NameOf(message))}};
}

// "Document"; the whole name when another message has taken the short one.
std::string Schemas::NameOf(const Descriptor& message) {
  absl::string_view inside = message.full_name();
  absl::ConsumePrefix(&inside, absl::StrCat(message.file()->package(), "."));
  std::string name = absl::StrReplaceAll(inside, {{".", "_"}});
  const auto known = named_.find(name);
  if (known != named_.end() && known->second != &message) name = message.full_name();
  if (named_.emplace(name, &message).second) waiting_.push_back(&message);
  return name;
}

OrderedJson Schemas::ObjectOf(const Descriptor& message,
                              const std::set<const FieldDescriptor*>& without) {
  OrderedJson schema = {{"type", "object"}};
  Describe(CommentOn(message.full_name()), schema);
  OrderedJson properties = OrderedJson::object();
  OrderedJson required = OrderedJson::array();
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (without.contains(&field) || &field == SessionSecret()) continue;
    properties[field.json_name()] = FieldOf(field);
    if (RuleOf(field).required()) required.push_back(field.json_name());
  }
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

OrderedJson Schemas::Components() {
  std::map<std::string, OrderedJson> made;
  while (!waiting_.empty()) {
    const Descriptor* message = waiting_.back();
    waiting_.pop_back();
    made[NameOf(*message)] = ObjectOf(*message, {});
  }
  OrderedJson components = OrderedJson::object();
  for (auto& [name, schema] : made) components[name] = std::move(schema);
  return components;
}

}  // namespace notary::gateway
