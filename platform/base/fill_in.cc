#include "platform/base/fill_in.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace notary {
namespace {

// nullopt: the line needs a value that is not there.
std::optional<std::string> FillLine(absl::string_view line,
                                    const std::map<std::string, std::string>& values) {
  std::string out;
  while (!line.empty()) {
    const size_t open = line.find('{');
    const size_t close = open == absl::string_view::npos ? open : line.find('}', open);
    if (close == absl::string_view::npos) {
      absl::StrAppend(&out, line);
      break;
    }
    const auto value = values.find(std::string(line.substr(open + 1, close - open - 1)));
    if (value == values.end() || value->second.empty()) return std::nullopt;
    absl::StrAppend(&out, line.substr(0, open), value->second);
    line.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

std::string FillIn(absl::string_view pattern, const std::map<std::string, std::string>& values) {
  std::vector<std::string> lines;
  for (absl::string_view line : absl::StrSplit(pattern, '\n')) {
    if (std::optional<std::string> filled = FillLine(line, values)) lines.push_back(*filled);
  }
  return absl::StrJoin(lines, "\n");
}

}  // namespace notary
