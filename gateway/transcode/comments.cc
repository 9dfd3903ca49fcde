#include "gateway/transcode/comments.h"

namespace notary::gateway {

const std::string& CommentOn(absl::string_view full_name) {
  static const auto& none = *new std::string();
  const auto found = AllComments().find(std::string(full_name));
  return found == AllComments().end() ? none : found->second;
}

}  // namespace notary::gateway
