#include "gateway/transcode/path_template.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/status_macros.h"

namespace notary::gateway {
namespace {

using Segment = PathTemplate::Segment;

bool IsWord(absl::string_view text, absl::string_view also) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains(also, c);
  });
}

class Parser {
 public:
  explicit Parser(absl::string_view text) : text_(text), rest_(text) {}

  absl::StatusOr<PathTemplate> Parse() {
    if (!Take('/')) return Error("must begin with /");
    RETURN_IF_ERROR(Segments(/*inside=*/false));
    if (Take(':')) {
      out_.verb = std::string(rest_);
      if (!IsWord(out_.verb, "")) return Error("bad verb");
      rest_ = "";
    }
    if (!rest_.empty()) return Error("trailing text");
    return std::move(out_);
  }

 private:
  absl::Status Segments(bool inside) {
    do {
      RETURN_IF_ERROR(One(inside));
    } while (Take('/'));
    return absl::OkStatus();
  }

  absl::Status One(bool inside) {
    const bool closed = !out_.segments.empty() && out_.segments.back().kind == Segment::Kind::kRest;
    if (closed) return Error("** must be last");
    if (Take('{')) return inside ? Error("nested variable") : Variable();
    const absl::string_view word = Until("/:{}=");
    if (word == "*") {
      out_.segments.push_back({Segment::Kind::kOne, ""});
    } else if (word == "**") {
      out_.segments.push_back({Segment::Kind::kRest, ""});
    } else if (IsWord(word, "-_.~")) {
      out_.segments.push_back({Segment::Kind::kLiteral, std::string(word)});
    } else {
      return Error("bad segment");
    }
    return absl::OkStatus();
  }

  absl::Status Variable() {
    PathTemplate::Variable variable{std::string(Until("=}")), out_.segments.size(), 0};
    if (!IsWord(variable.field, "_.")) return Error("bad field path");
    if (Take('=')) {
      RETURN_IF_ERROR(Segments(/*inside=*/true));
    } else {
      out_.segments.push_back({Segment::Kind::kOne, ""});
    }
    if (!Take('}')) return Error("missing }");
    variable.last = out_.segments.size();
    out_.variables.push_back(std::move(variable));
    return absl::OkStatus();
  }

  bool Take(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  absl::string_view Until(absl::string_view stops) {
    const size_t end = std::min(rest_.find_first_of(stops), rest_.size());
    const absl::string_view found = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return found;
  }

  absl::Status Error(absl::string_view why) const {
    return absl::InvalidArgumentError(absl::StrCat("path template ", text_, ": ", why));
  }

  const absl::string_view text_;
  absl::string_view rest_;
  PathTemplate out_;
};

}  // namespace

absl::StatusOr<PathTemplate> PathTemplate::Parse(absl::string_view text) {
  return Parser(text).Parse();
}

}  // namespace notary::gateway
