// docs/reference/methods.md: every method with its route and who may call it, from the protos.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "cmd/notaryd/modules.h"
#include "google/api/annotations.pb.h"
#include "notary/platform/v1/access.pb.h"
#include "tests/testing/golden.h"
#include "tests/testing/services.h"

namespace notary {
namespace {

using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

std::string RouteOf(const MethodDescriptor& method) {
  const google::api::HttpRule& rule = method.options().GetExtension(google::api::http);
  switch (rule.pattern_case()) {
    case google::api::HttpRule::kGet:
      return absl::StrCat("GET ", rule.get());
    case google::api::HttpRule::kPost:
      return absl::StrCat("POST ", rule.post());
    case google::api::HttpRule::kPatch:
      return absl::StrCat("PATCH ", rule.patch());
    case google::api::HttpRule::kPut:
      return absl::StrCat("PUT ", rule.put());
    case google::api::HttpRule::kDelete:
      return absl::StrCat("DELETE ", rule.delete_());
    default:
      return "";
  }
}

std::string CallersOf(const MethodDescriptor& method) {
  const platform::v1::AccessRule& rule = method.options().GetExtension(platform::v1::access);
  if (rule.anonymous()) return "anybody";
  std::vector<std::string> roles;
  for (int role : rule.roles()) {
    roles.emplace_back(
        absl::StripPrefix(platform::v1::Role_Name(static_cast<platform::v1::Role>(role)), "ROLE_"));
    const bool proves_again = rule.recent_sign_in() && role == platform::v1::ROLE_APPLICANT;
    if (proves_again) roles.back() += " signed in lately";
  }
  return absl::StrJoin(roles, ", ");
}

std::string Page() {
  std::string page =
      "# Methods\n\nGenerated from the protos by `make reference`. A caller needs one of the "
      "roles; "
      "staff reach the cases of their own office,\napplicants their own. SYSTEM is another service "
      "of this system.\n";
  for (const ServiceDescriptor* service : testing::OwnServices()) {
    absl::StrAppend(&page, "\n## ", service->full_name(),
                    "\n\n| method | route | callers |\n|---|---|---|\n");
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor& method = *service->method(i);
      absl::StrAppend(&page, "| ", method.name(), " | `", RouteOf(method), "` | ",
                      CallersOf(method), " |\n");
    }
  }
  return page;
}

TEST(MethodsPageTest, IsWhatTheProtosSay) {
  testing::ExpectReference("docs/reference/methods.md", Page());
}

}  // namespace
}  // namespace notary
