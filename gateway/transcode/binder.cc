#include "gateway/transcode/binder.h"

#include <algorithm>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gateway/transcode/json_reader.h"
#include "gateway/transcode/json_value.h"
#include "platform/base/check.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/base/strings.h"

namespace notary::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The message that holds the last field of the path, made on the way.
Message& Holder(Message& message, const FieldPath& path) {
  Message* holder = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    holder = holder->GetReflection()->MutableMessage(holder, path[i]);
  }
  return *holder;
}

const Message& HolderOf(const Message& message, const FieldPath& path) {
  const Message* holder = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    holder = &holder->GetReflection()->GetMessage(*holder, path[i]);
  }
  return *holder;
}

std::string NameOf(const FieldPath& path) {
  std::string name;
  for (const FieldDescriptor* field : path) {
    absl::StrAppend(&name, name.empty() ? "" : ".", field->name());
  }
  return name;
}

std::string TextAt(const Message& message, const FieldPath& path) {
  const Message& holder = HolderOf(message, path);
  return holder.GetReflection()->GetString(holder, path.back());
}

absl::Status BodyNotAllowed() {
  return InvalidField("", "BODY_NOT_ALLOWED", {"此请求不能带有内容", "This request takes no body"});
}

// Numbers are written as strings, which proto3 JSON allows for each of them.
std::optional<Misfit> PutParameter(Message& holder, const FieldDescriptor& field,
                                   absl::string_view value) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
    if (value != "true" && value != "false") return TypeMismatch(field);
    return PutBool(holder, field, value == "true");
  }
  const bool by_number = field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM && !value.empty() &&
                         value.find_first_not_of("0123456789") == absl::string_view::npos;
  return by_number ? PutInteger(holder, field, value) : PutText(holder, field, value);
}

// A part of what is written as one text, as a second of a time.
bool IsInsideText(const FieldPath& path) {
  return std::any_of(path.begin(), path.end() - 1, [](const FieldDescriptor* field) {
    return IsWrittenAsText(*field->message_type());
  });
}

absl::Status BindOne(const Route& route, const std::string& name, const std::string& value,
                     std::set<std::string>& seen, Message& message) {
  const absl::StatusOr<FieldPath> path = FindField(*message.GetDescriptor(), name);
  const auto refuse = [&](absl::string_view reason, Text text) {
    return InvalidField(path.ok() ? NameOf(*path) : "query", reason, std::move(text));
  };
  bool known =
      path.ok() && path->front() != route.body_field && !path->back()->is_map() &&
      !IsInsideText(*path) &&
      (path->back()->message_type() == nullptr || IsWrittenAsText(*path->back()->message_type()));
  for (const FieldPath& variable : route.variables) known = known && *path != variable;
  if (!known) return refuse("PARAMETER_UNKNOWN", {"没有此参数", "There is no such parameter"});
  const FieldDescriptor& field = *path->back();
  if (!field.is_repeated() && !seen.insert(NameOf(*path)).second) {
    return refuse("PARAMETER_TWICE", {"参数重复", "The parameter appears twice"});
  }
  if (!DecodeUtf8(value)) return refuse("MALFORMED", {"不是有效的文本", "Not valid text"});
  if (std::optional<Misfit> misfit = PutParameter(Holder(message, *path), field, value)) {
    return refuse(misfit->reason, std::move(misfit->text));
  }
  return absl::OkStatus();
}

absl::Status BindBody(const Route& route, absl::string_view body, Message& message) {
  if (route.kind != Route::Kind::kJson || route.body == Route::Body::kNone) {
    return body.empty() ? absl::OkStatus() : BodyNotAllowed();
  }
  if (route.body == Route::Body::kWhole) return ReadJson(body, message);
  return ReadJson(body, *message.GetReflection()->MutableMessage(&message, route.body_field));
}

}  // namespace

MessagePtr NewMessage(const google::protobuf::Descriptor& type) {
  auto& factory = *google::protobuf::MessageFactory::generated_factory();
  const Message* prototype = factory.GetPrototype(&type);
  NOTARY_CHECK(prototype != nullptr);
  return MessagePtr(prototype->New());
}

absl::Status BindParameters(const Route& route, const Parameters& parameters, Message& message) {
  std::set<std::string> seen;
  for (const auto& [name, value] : parameters) {
    RETURN_IF_ERROR(BindOne(route, name, value, seen, message));
  }
  return absl::OkStatus();
}

absl::StatusOr<MessagePtr> BindRequest(const Route& route,
                                       const std::vector<std::string>& variables,
                                       const Parameters& query, absl::string_view body) {
  MessagePtr message = NewMessage(*route.method->input_type());
  RETURN_IF_ERROR(BindBody(route, body, *message));
  if (route.body == Route::Body::kWhole && !query.empty()) {
    return InvalidField("query", "PARAMETER_UNKNOWN", {"没有此参数", "There is no such parameter"});
  }
  RETURN_IF_ERROR(BindParameters(route, query, *message));
  for (size_t i = 0; i < variables.size(); ++i) {
    const FieldPath& path = route.variables[i];
    const std::string said = TextAt(*message, path);
    if (!said.empty() && said != variables[i]) {
      return InvalidField(NameOf(path), "PATH_AND_BODY_DIFFER",
                          {"请求体与路径中的名称不一致", "The body names another than the path"});
    }
    SetText(*message, path, variables[i]);
  }
  return message;
}

void SetInt64(Message& message, const FieldPath& path, int64_t value) {
  Message& holder = Holder(message, path);
  holder.GetReflection()->SetInt64(&holder, path.back(), value);
}

void SetText(Message& message, const FieldPath& path, std::string value) {
  Message& holder = Holder(message, path);
  holder.GetReflection()->SetString(&holder, path.back(), std::move(value));
}

int64_t GetInt64(const Message& message, const FieldPath& path) {
  const Message& holder = HolderOf(message, path);
  return holder.GetReflection()->GetInt64(holder, path.back());
}

bool GetBool(const Message& message, const FieldPath& path) {
  const Message& holder = HolderOf(message, path);
  return holder.GetReflection()->GetBool(holder, path.back());
}

std::string TakeText(Message& message, const FieldPath& path) {
  std::string value = TextAt(message, path);
  Message& holder = Holder(message, path);
  holder.GetReflection()->ClearField(&holder, path.back());
  return value;
}

}  // namespace notary::gateway
