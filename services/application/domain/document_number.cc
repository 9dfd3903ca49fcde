#include "services/application/domain/document_number.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "services/common/input.h"

namespace notary::application {

bool HoldsDocumentNumber(absl::string_view field) { return absl::EndsWith(field, ".id_number"); }

std::string NormalDocumentNumber(absl::string_view number) {
  std::string normal = common::NormaliseNumber(number);
  normal.erase(std::remove(normal.begin(), normal.end(), '-'), normal.end());
  return normal;
}

}  // namespace notary::application
