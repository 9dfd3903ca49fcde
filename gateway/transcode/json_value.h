// One JSON value and the field it is for: of a body (json_reader.h) or a query parameter
// (binder.h).
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "platform/base/error.h"

namespace notary::gateway {

// Why a value does not fit; no field yet.
struct Misfit {
  std::string reason;
  Text text;
};

Misfit TypeMismatch(const google::protobuf::FieldDescriptor& field);

// Each puts a value into the field, or adds it as an element when the field is repeated, and says
// why when it does not fit; `message` is then of no use. By kind: a JSON string (without its
// quotes), the digits of an integral number as they stand in the text, a number with fraction or
// exponent, true and false.
std::optional<Misfit> PutText(google::protobuf::Message& message,
                              const google::protobuf::FieldDescriptor& field,
                              absl::string_view value);
std::optional<Misfit> PutInteger(google::protobuf::Message& message,
                                 const google::protobuf::FieldDescriptor& field,
                                 absl::string_view digits);
std::optional<Misfit> PutFraction(google::protobuf::Message& message,
                                  const google::protobuf::FieldDescriptor& field, double value);
std::optional<Misfit> PutBool(google::protobuf::Message& message,
                              const google::protobuf::FieldDescriptor& field, bool value);

// The message in the field, or a new element of it. Pre: the field holds messages.
google::protobuf::Message& PutMessage(google::protobuf::Message& message,
                                      const google::protobuf::FieldDescriptor& field);

// A message that proto3 JSON writes as a string: Timestamp, FieldMask. The others that have a form
// of their own in JSON (Duration, Any, Struct, the wrappers) no method takes; IsForeign tells them,
// and the route table refuses them.
bool IsWrittenAsText(const google::protobuf::Descriptor& type);
// That string. Pre: IsWrittenAsText.
std::string TextOf(const google::protobuf::Message& message);
bool IsForeign(const google::protobuf::Descriptor& type);

}  // namespace notary::gateway
