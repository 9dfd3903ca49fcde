// A route's path as people and OpenAPI write it: /v1/offices/{office}/documents/{document}:finish.
#pragma once

#include <string>
#include <vector>

#include "gateway/transcode/path_template.h"

namespace notary::gateway {

struct PublicPath {
  std::string path;
  std::vector<std::string> parameters;
};

PublicPath PublicPathOf(const PathTemplate& pattern);

}  // namespace notary::gateway
