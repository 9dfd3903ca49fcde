// The OpenAPI 3.1 document of a route table, from the same descriptors the table was built from.
#pragma once

#include <string>

#include "gateway/transcode/route_table.h"

namespace notary::gateway {

// JSON. Comments of the protos are its descriptions, field rules its constraints.
std::string OpenApiDocument(const RouteTable& routes);

}  // namespace notary::gateway
