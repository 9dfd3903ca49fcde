#include "gateway/transcode/route_table.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gateway/transcode/percent.h"
#include "platform/base/status_macros.h"

namespace notary::gateway {
namespace {

constexpr size_t kMaxSegments = 32;

// The text a variable stands for: its segments, each decoded.
std::string Capture(const PathTemplate& pattern, const PathTemplate::Variable& variable,
                    const std::vector<absl::string_view>& segments) {
  const bool open = pattern.segments[variable.last - 1].kind == PathTemplate::Segment::Kind::kRest;
  const size_t last = open ? segments.size() : variable.last;
  std::vector<std::string> parts;
  for (size_t i = variable.first; i < last; ++i) {
    parts.push_back(PercentDecode(segments[i]).value_or(""));
  }
  return absl::StrJoin(parts, "/");
}

}  // namespace

absl::StatusOr<RouteTable> RouteTable::Build(const std::vector<std::string>& services) {
  RouteTable table;
  for (const std::string& name : services) {
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(name);
    if (service == nullptr) return absl::InvalidArgumentError(absl::StrCat("no service ", name));
    for (int i = 0; i < service->method_count(); ++i) {
      ASSIGN_OR_RETURN(std::vector<Route> routes, RoutesOf(*service->method(i)));
      for (Route& route : routes) RETURN_IF_ERROR(table.Add(std::move(route)));
    }
  }
  return table;
}

absl::Status RouteTable::Add(Route route) {
  Node* node = root_.get();
  for (const PathTemplate::Segment& segment : route.pattern.segments) {
    std::unique_ptr<Node>& next = segment.kind == PathTemplate::Segment::Kind::kOne ? node->one
                                  : segment.kind == PathTemplate::Segment::Kind::kRest
                                      ? node->rest
                                      : node->words[segment.literal];
    if (next == nullptr) next = std::make_unique<Node>();
    node = next.get();
  }
  routes_.push_back(std::make_unique<const Route>(std::move(route)));
  const Route& added = *routes_.back();
  if (node->ends[added.pattern.verb].emplace(added.http_method, &added).second) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(added.method->full_name(), ": ", added.http_method,
                                                 " ", added.path, " is taken"));
}

// A word is closer than *, and * closer than **.
const RouteTable::Methods* RouteTable::Walk(const Node& node,
                                            const std::vector<absl::string_view>& segments,
                                            size_t index, absl::string_view verb) {
  if (index == segments.size()) {
    const auto end = node.ends.find(verb);
    return end == node.ends.end() ? nullptr : &end->second;
  }
  const auto word = node.words.find(segments[index]);
  if (word != node.words.end()) {
    if (const Methods* found = Walk(*word->second, segments, index + 1, verb)) return found;
  }
  if (node.one != nullptr && !segments[index].empty()) {
    if (const Methods* found = Walk(*node.one, segments, index + 1, verb)) return found;
  }
  return node.rest == nullptr ? nullptr : Walk(*node.rest, segments, segments.size(), verb);
}

RouteTable::Match RouteTable::Find(absl::string_view http_method, absl::string_view path) const {
  if (path.empty() || path[0] != '/') return {};
  std::vector<absl::string_view> segments = absl::StrSplit(path.substr(1), '/');
  if (segments.size() > kMaxSegments) return {};
  absl::string_view verb;
  const size_t colon = segments.back().rfind(':');
  if (colon != absl::string_view::npos) {
    verb = segments.back().substr(colon + 1);
    segments.back() = segments.back().substr(0, colon);
  }
  const Methods* methods = Walk(*root_, segments, 0, verb);
  if (methods == nullptr) return {};
  Match match;
  match.allowed = absl::StrJoin(*methods, ", ", [](std::string* out, const auto& entry) {
    absl::StrAppend(out, entry.first);
  });
  const auto found = methods->find(std::string(http_method));
  if (found == methods->end()) return match;
  match.route = found->second;
  for (const PathTemplate::Variable& variable : match.route->pattern.variables) {
    match.variables.push_back(Capture(match.route->pattern, variable, segments));
  }
  return match;
}

}  // namespace notary::gateway
