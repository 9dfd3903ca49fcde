// A path as google.api.http writes it: /v1/{name=offices/*/documents/*}:finish.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace notary::gateway {

struct PathTemplate {
  struct Segment {
    enum class Kind { kLiteral, kOne, kRest };  // word, *, **
    Kind kind;
    std::string literal;
  };
  // {field=…} covers the segments [first, last).
  struct Variable {
    std::string field;  // "application.name"
    size_t first;
    size_t last;
  };

  std::vector<Segment> segments;
  std::vector<Variable> variables;
  std::string verb;  // after the colon; empty: none

  // INVALID_ARGUMENT for a text outside the grammar of google/api/http.proto.
  static absl::StatusOr<PathTemplate> Parse(absl::string_view text);
};

}  // namespace notary::gateway
