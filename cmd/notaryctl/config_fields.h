// A configuration as a list: what scripts read from it, and what check-config walks over.
#pragma once

#include <string>
#include <vector>

#include "google/protobuf/message.h"

namespace notary::ctl {

struct ConfigField {
  std::string path;  // "wechat_pay.merchants[0].mchid", as in the textproto
  std::string name;  // its last part, without index: "mchid"
  std::string value;
};

// Every text, number and switch that is set, in the order of the proto.
std::vector<ConfigField> FieldsOf(const google::protobuf::Message& config);

// Whether the field names a file that must be there when the program starts.
bool NamesFile(const ConfigField& field);

// notaryctl fields: one field a line, path and value with a tab between them.
void PrintFields(const google::protobuf::Message& config);

}  // namespace notary::ctl
