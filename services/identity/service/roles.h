// Roles between the contract and the domain: ROLE_NOTARY is "NOTARY".
#pragma once

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/protobuf/repeated_field.h"
#include "platform/base/check.h"
#include "platform/rpc/call.h"

namespace notary::identity {

// Pre: names of roles, as the database's.
inline std::vector<rpc::Role> ToRoles(const std::vector<std::string>& names) {
  std::vector<rpc::Role> roles;
  for (const std::string& name : names) {
    rpc::Role role;
    NOTARY_CHECK(platform::v1::Role_Parse(absl::StrCat("ROLE_", name), &role));
    roles.push_back(role);
  }
  return roles;
}

// Each once. Pre: known values, as the pipeline has checked.
inline std::vector<std::string> ToNames(const google::protobuf::RepeatedField<int>& roles) {
  std::vector<std::string> names;
  for (const int role : roles) {
    const std::string name = platform::v1::Role_Name(role).substr(std::string("ROLE_").size());
    bool there = false;
    for (const std::string& known : names) there = there || known == name;
    if (!there) names.push_back(name);
  }
  return names;
}

}  // namespace notary::identity
