// Which method of which service a request is for. Built once from the descriptors of the linked
// protos; immutable and thread-safe from then on.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/transcode/route.h"

namespace notary::gateway {

class RouteTable {
 public:
  // The routes of these services, by full name. INVALID_ARGUMENT when a service is not linked, an
  // annotation does not fit, or two routes want one address.
  static absl::StatusOr<RouteTable> Build(const std::vector<std::string>& services);

  struct Match {
    const Route* route = nullptr;        // nullptr: none for this HTTP method
    std::vector<std::string> variables;  // one for each of route->variables, decoded
    std::string allowed;                 // when the path is known: "GET, PATCH"
  };
  // `path` is the path of a request target that CheckTarget has let through, still percent-encoded.
  Match Find(absl::string_view http_method, absl::string_view path) const;

  const std::vector<std::unique_ptr<const Route>>& routes() const { return routes_; }

 private:
  struct Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
    std::unique_ptr<Node> one;   // *
    std::unique_ptr<Node> rest;  // **
    // verb → HTTP method → route
    std::map<std::string, std::map<std::string, const Route*>, std::less<>> ends;
  };
  using Methods = std::map<std::string, const Route*>;

  absl::Status Add(Route route);
  static const Methods* Walk(const Node& node, const std::vector<absl::string_view>& segments,
                             size_t index, absl::string_view verb);

  std::unique_ptr<Node> root_ = std::make_unique<Node>();
  std::vector<std::unique_ptr<const Route>> routes_;
};

}  // namespace notary::gateway
