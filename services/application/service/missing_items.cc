// One complete list of what is missing (rows 4 and 13), by the names that the party knows.
#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/consents.h"
#include "services/application/service/application_service.h"
#include "services/application/service/effects.h"

namespace notary::application {
namespace {

// The word for a last day that no working calendar tells yet.
constexpr char kUntilIsOpen[] = "UNTIL_NOT_PUBLISHED";

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> ApplicationService::Listed(
    const std::string& matter, const Items& items) {
  ASSIGN_OR_RETURN(auto names, catalogue_.SlotNames(matter));
  // A consent that was withdrawn is asked for again like a paper.
  names[kConsentItem] = {"单独同意", "Separate consent"};
  std::string zh, en;
  for (size_t i = 0; i < items.size(); ++i) {
    const auto& [slot, note] = items[i];
    const auto name = names.find(slot);
    if (name == names.end()) {
      return InvalidField(absl::StrCat("items[", i, "].slot"), "SLOT_UNKNOWN",
                          {"该事项没有此材料", "This matter has no such paper"});
    }
    const char* line = i == 0 ? "" : "\n";
    absl::StrAppend(&zh, line, name->second.zh, note.empty() ? "" : "：", note);
    absl::StrAppend(&en, line, name->second.en, note.empty() ? "" : ": ", note);
  }
  return std::map<std::string, std::string>{{"items_zh", zh}, {"items_en", en}};
}

absl::Status ApplicationService::AskForItems(Change& change, const char* notice, const char* limit,
                                             const Items& items) {
  const Application& a = change.application();
  ASSIGN_OR_RETURN(auto lines, Listed(a.matter, items));
  ASSIGN_OR_RETURN(const DueDate last, catalogue_.LastDay(limit, Today(change.call.now)));
  lines["until"] = last.provisional ? kUntilIsOpen : absl::FormatCivilTime(*last.day);
  store_.PutMissingItems(change.tx, a, items);
  change.c.asked_items = items;
  Tell(change, notice, std::move(lines));
  return absl::OkStatus();
}

}  // namespace notary::application
