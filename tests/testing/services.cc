#include "tests/testing/services.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace notary::testing {
namespace {

namespace fs = std::filesystem;

// A proto is known once something of its file is linked, so the files say what there is.
std::vector<std::string> ProtoFiles() {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator("protos/notary")) {
    const std::string path = fs::relative(entry.path(), "protos").string();
    if (absl::EndsWith(path, "_service.proto") && !absl::StrContains(path, "/agency/")) {
      files.push_back(path);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<const google::protobuf::ServiceDescriptor*> OwnServices() {
  std::vector<const google::protobuf::ServiceDescriptor*> services;
  for (const std::string& path : ProtoFiles()) {
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(path);
    if (file == nullptr) continue;  // its module is not part of this program
    for (int i = 0; i < file->service_count(); ++i) services.push_back(file->service(i));
  }
  return services;
}

}  // namespace notary::testing
