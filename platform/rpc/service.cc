#include "platform/rpc/service.h"

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "platform/base/check.h"
#include "platform/base/log.h"

namespace notary::rpc {

bool Principal::Has(Role role) const {
  for (Role mine : roles) {
    if (mine == role) return true;
  }
  return false;
}

void Service::Add(absl::string_view name, const std::string& request, const std::string& response,
                  BoundMethod method) {
  const google::protobuf::ServiceDescriptor* service =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(full_name_);
  const google::protobuf::MethodDescriptor* descriptor =
      service == nullptr ? nullptr : service->FindMethodByName(std::string(name));
  const bool fits = descriptor != nullptr && !descriptor->client_streaming() &&
                    !descriptor->server_streaming() &&
                    descriptor->input_type()->full_name() == request &&
                    descriptor->output_type()->full_name() == response;
  if (!fits) internal::CheckFailed(__FILE__, __LINE__, absl::StrCat(full_name_, "/", name));
  method.access = descriptor->options().GetExtension(platform::v1::access);
  NOTARY_CHECK(methods_.emplace(std::string(name), std::move(method)).second);
}

void Service::CheckComplete() const {
  const google::protobuf::ServiceDescriptor* service =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(full_name_);
  for (int i = 0; i < service->method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service->method(i);
    const bool ruled = method.options().HasExtension(platform::v1::access);
    if (!ruled || !methods_.contains(method.name())) {
      internal::CheckFailed(
          __FILE__, __LINE__,
          absl::StrCat(method.full_name(), ruled ? " is not bound" : " has no access rule"));
    }
  }
}

}  // namespace notary::rpc
