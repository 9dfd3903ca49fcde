#include "services/application/domain/papers.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "services/application/domain/mandates.h"

namespace notary::application {
namespace {

const Paper* FindByName(const std::vector<Paper>& papers, const std::string& name) {
  for (const Paper& paper : papers) {
    if (paper.name == name) return &paper;
  }
  return nullptr;
}

bool MayBeHandedIn(const Paper& paper, const Application& a) {
  const bool of_our_side = OwnsSide(paper.owner, a) || ActsUnderMandate(paper.owner, a);
  return of_our_side || absl::StartsWith(paper.owner, "staff/");
}

}  // namespace

std::vector<std::string> PapersNamed(const Case& c) {
  std::vector<std::string> names;
  for (const Material& material : c.materials) {
    if (!material.by_data_sharing) names.push_back(material.document);
  }
  return names;
}

std::map<std::string, int> PagesOfSlots(const Case& c, const std::vector<Paper>& found) {
  std::map<std::string, int> pages;
  for (const Material& material : c.materials) {
    const Paper* paper = FindByName(found, material.document);
    if (paper != nullptr && paper->pages > 0) pages[material.slot] = paper->pages;
  }
  return pages;
}

absl::Status CheckPapers(const Case& c, const std::vector<Paper>& found) {
  std::vector<FieldViolation> violations;
  for (const Material& material : c.materials) {
    if (material.by_data_sharing) continue;
    const std::string field = absl::StrCat("application.materials.", material.slot, ".document");
    const Paper* paper = FindByName(found, material.document);
    if (paper == nullptr || !MayBeHandedIn(*paper, c.application)) {
      violations.push_back(
          {field, "DOCUMENT_UNKNOWN", {"没有这份文件", "There is no such document of yours"}});
    } else if (!paper->ready) {
      violations.push_back(
          {field, "DOCUMENT_NOT_FINISHED", {"文件尚未上传完成", "The upload is not complete"}});
    }
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(std::move(violations));
}

}  // namespace notary::application
