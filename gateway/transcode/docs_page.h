// The same for people: one page without a script.
#pragma once

#include <string>

#include "gateway/transcode/route_table.h"

namespace notary::gateway {

std::string DocsPage(const RouteTable& routes);

// Its style sheet.
const std::string& DocsStyle();

}  // namespace notary::gateway
