#include "services/application/domain/application.h"

#include "absl/strings/str_cat.h"

namespace notary::application {

std::string Application::Name() const {
  return absl::StrCat("offices/", office, "/applications/", id);
}

std::string Case::FormValue(const std::string& key) const {
  const auto found = form.find(key);
  return found == form.end() ? "" : found->second;
}

}  // namespace notary::application
