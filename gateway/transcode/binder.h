// HTTP → messages: puts a request together from path, query and body.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/transcode/percent.h"
#include "gateway/transcode/route.h"
#include "google/protobuf/message.h"

namespace notary::gateway {

using MessagePtr = std::unique_ptr<google::protobuf::Message>;

// An empty message of a linked type.
MessagePtr NewMessage(const google::protobuf::Descriptor& type);

// The request of `route`. `variables` are those of RouteTable::Match; `body` is JSON, empty where
// the route takes none. INVALID_ARGUMENT: errors of ReadJson; BODY_NOT_ALLOWED; PARAMETER_UNKNOWN,
// PARAMETER_TWICE and the reasons of a field for a query parameter; PATH_AND_BODY_DIFFER when the
// body says something else than the path.
absl::StatusOr<MessagePtr> BindRequest(const Route& route,
                                       const std::vector<std::string>& variables,
                                       const Parameters& query, absl::string_view body);

// Sets fields by name from text, as query parameters and the parts of a form do. Errors as above.
absl::Status BindParameters(const Route& route, const Parameters& parameters,
                            google::protobuf::Message& message);

// Typed access by path. Pre: the path is of the message's type and ends in a field of that type.
void SetInt64(google::protobuf::Message& message, const FieldPath& path, int64_t value);
void SetText(google::protobuf::Message& message, const FieldPath& path, std::string value);
int64_t GetInt64(const google::protobuf::Message& message, const FieldPath& path);
bool GetBool(const google::protobuf::Message& message, const FieldPath& path);
std::string TakeText(google::protobuf::Message& message, const FieldPath& path);  // and clears it

}  // namespace notary::gateway
