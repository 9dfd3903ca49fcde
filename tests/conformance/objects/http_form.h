// The HTTP request that stands for a call: what a client of the JSON interface would send.
#pragma once

#include <string>
#include <vector>

#include "gateway/transcode/route.h"
#include "google/protobuf/message.h"
#include "platform/http/client.h"

namespace notary::testing {

// Path, query and body of `route` for this request of its method. Without host and credentials.
http::Request HttpForm(const gateway::Route& route, const google::protobuf::Message& request);

}  // namespace notary::testing
