#include "services/application/domain/application.h"

#include "absl/strings/str_cat.h"

namespace notary::application {

std::string Application::Name() const {
  return absl::StrCat("offices/", office, "/applications/", id);
}

}  // namespace notary::application
