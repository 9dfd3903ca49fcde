#include "services/application/domain/document_number.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/common/id_document.h"
#include "services/common/input.h"

namespace notary::application {

bool HoldsDocumentNumber(absl::string_view field) { return absl::EndsWith(field, ".id_number"); }

std::string NormalDocumentNumber(absl::string_view number) {
  std::string normal = common::NormaliseNumber(number);
  normal.erase(std::remove(normal.begin(), normal.end(), '-'), normal.end());
  return normal;
}

absl::StatusOr<std::string> NumberToSearch(const std::string& id_type, const std::string& id_number,
                                           absl::CivilDay today) {
  const std::optional<common::IdType> type = common::ParseIdType(id_type);
  if (!type) {
    return InvalidField("id_type", "ID_TYPE_UNKNOWN", {"未知证件类型", "No such document"});
  }
  ASSIGN_OR_RETURN(const common::IdDocument document,
                   common::ParseIdDocument("id_number", *type, id_number, today));
  std::string normal = NormalDocumentNumber(document.number);
  if (!normal.empty()) return normal;
  return InvalidField("id_number", "ID_NUMBER_LENGTH",
                      {"证件号码应为1至30个字符", "The number has 1 to 30 characters"});
}

}  // namespace notary::application
