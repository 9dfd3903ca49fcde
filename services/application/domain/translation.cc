#include "services/application/domain/translation.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"

namespace notary::application {

absl::Status TranslationIsThere(const Case& c, const MatterRules& rules) {
  const auto is_it = [](const Material& material) {
    return material.slot == kTranslationSlot && !material.document.empty();
  };
  if (!rules.translation || std::ranges::any_of(c.materials, is_it)) return absl::OkStatus();
  return PreconditionError("TRANSLATION_MISSING",
                           {"公证书译文尚未入卷：请由受理员上传译文，或请当事人补交",
                            "The translation of the certificate is not on file: an assistant files "
                            "it, or the party is asked for it"});
}

absl::Status MayFileTranslation(const MatterRules& rules, const std::vector<Paper>& found) {
  if (!rules.translation) {
    return PreconditionError("TRANSLATION_NOT_ASKED",
                             {"本件译文为中文或英文，由系统制作",
                              "A certificate in Chinese or English is made of data"});
  }
  if (found.empty() || !absl::StartsWith(found[0].owner, "staff/")) {
    return InvalidField("document", "DOCUMENT_UNKNOWN",
                        {"没有这份文件", "There is no such document of the office's"});
  }
  if (!found[0].ready) {
    return InvalidField("document", "DOCUMENT_NOT_FINISHED",
                        {"文件尚未上传完成", "The upload is not complete"});
  }
  const int most = rules.translation_pages;
  if (most == 0 || found[0].pages <= most) return absl::OkStatus();
  return InvalidField("document", "PAGES_EXCEEDED",
                      {absl::StrCat("最多", most, "页"), absl::StrCat("At most ", most, " pages")});
}

}  // namespace notary::application
