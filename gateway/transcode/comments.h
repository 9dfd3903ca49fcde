// The comments of the protos, by full name. Generated at build time (cmake/embed_comments): linked
// descriptors carry none.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace notary::gateway {

using CommentTable = std::map<std::string, std::string, std::less<>>;

const CommentTable& AllComments();

// "" without one.
const std::string& CommentOn(absl::string_view full_name);

}  // namespace notary::gateway
