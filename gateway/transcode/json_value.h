// Whether one JSON value fits one field. Used by json_check.cc and, for query parameters, by
// binder.cc.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "platform/base/error.h"

namespace notary::gateway {

// Why a value does not fit; no field yet.
struct Misfit {
  std::string reason;
  Text text;
};

Misfit TypeMismatch(const google::protobuf::FieldDescriptor& field);

// nullopt when the JSON string fits the field (an element of it, when repeated).
std::optional<Misfit> TextMisfit(const google::protobuf::FieldDescriptor& field,
                                 absl::string_view value);

// The same for an integral JSON number: its digits, as it stands in the text.
std::optional<Misfit> IntegerMisfit(const google::protobuf::FieldDescriptor& field,
                                    absl::string_view digits);

// The same for a number with fraction or exponent.
std::optional<Misfit> FractionMisfit(const google::protobuf::FieldDescriptor& field);

// Messages that proto3 JSON writes as a string: Timestamp, Duration, FieldMask.
bool IsWrittenAsText(const google::protobuf::Descriptor& type);

}  // namespace notary::gateway
