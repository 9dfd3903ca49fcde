#include "gateway/transcode/public_path.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace notary::gateway {
namespace {

using Segment = PathTemplate::Segment;

// The * behind "documents" is a {document}.
std::string SingularOf(absl::string_view collection) {
  if (absl::EndsWith(collection, "ies")) {
    return absl::StrCat(collection.substr(0, collection.size() - 3), "y");
  }
  if (absl::EndsWith(collection, "s")) collection.remove_suffix(1);
  return std::string(collection);
}

std::string NameOf(const PathTemplate& pattern, size_t index) {
  if (index > 0 && pattern.segments[index - 1].kind == Segment::Kind::kLiteral) {
    return SingularOf(pattern.segments[index - 1].literal);
  }
  for (const PathTemplate::Variable& variable : pattern.variables) {
    if (variable.first <= index && index < variable.last) return variable.field;
  }
  return absl::StrCat("part", index);
}

}  // namespace

PublicPath PublicPathOf(const PathTemplate& pattern) {
  PublicPath out;
  for (size_t i = 0; i < pattern.segments.size(); ++i) {
    const Segment& segment = pattern.segments[i];
    if (segment.kind == Segment::Kind::kLiteral) {
      absl::StrAppend(&out.path, "/", segment.literal);
      continue;
    }
    out.parameters.push_back(NameOf(pattern, i));
    absl::StrAppend(&out.path, "/{", out.parameters.back(), "}");
  }
  if (!pattern.verb.empty()) absl::StrAppend(&out.path, ":", pattern.verb);
  return out;
}

}  // namespace notary::gateway
