// Messages as JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it).
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace notary::gateway {

using OrderedJson = nlohmann::ordered_json;

class Schemas {
 public:
  // The schema of one value of a field: a $ref for a message, which becomes a component.
  OrderedJson ValueOf(const google::protobuf::FieldDescriptor& field);

  // The schema of a field as it stands in a message: arrays and maps included, with its comment.
  OrderedJson FieldOf(const google::protobuf::FieldDescriptor& field);

  // {"$ref": "#/components/schemas/…"}.
  OrderedJson RefTo(const google::protobuf::Descriptor& message);

  // The schema of a message itself, without these of its fields.
  OrderedJson ObjectOf(const google::protobuf::Descriptor& message,
                       const std::set<const google::protobuf::FieldDescriptor*>& without);

  // Everything that was referred to, by component name. Call last.
  OrderedJson Components();

 private:
  std::string NameOf(const google::protobuf::Descriptor& message);

  std::map<std::string, const google::protobuf::Descriptor*> named_;
  std::vector<const google::protobuf::Descriptor*> waiting_;
};

}  // namespace notary::gateway
