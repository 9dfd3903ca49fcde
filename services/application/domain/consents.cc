#include "services/application/domain/consents.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"

namespace notary::application {

absl::Status CheckConsents(const std::vector<GivenConsent>& given, const ConsentTimes& before,
                           const std::vector<ConsentRule>& asked) {
  std::vector<FieldViolation> faults;
  std::set<std::string> agreed;
  for (const auto& [code, time] : before) agreed.insert(code);
  for (size_t i = 0; i < given.size(); ++i) {
    const auto rule = std::find_if(asked.begin(), asked.end(), [&](const ConsentRule& candidate) {
      return candidate.code == given[i].code;
    });
    const std::string field = absl::StrCat("consents[", i, "]");
    if (rule == asked.end()) {
      faults.push_back({absl::StrCat(field, ".code"),
                        "CONSENT_UNKNOWN",
                        {"没有此项同意", "There is no such consent"}});
    } else if (rule->text_hash != given[i].text_hash) {
      faults.push_back({absl::StrCat(field, ".text_hash"),
                        "CONSENT_TEXT_OUTDATED",
                        {"告知文本已更新，请重新阅读并确认",
                         "This is not the text in force; read it and agree again"}});
    }
    agreed.insert(given[i].code);
  }
  for (const ConsentRule& rule : asked) {
    if (!rule.required || agreed.contains(rule.code)) continue;
    faults.push_back({"consents",
                      "CONSENT_REQUIRED",
                      {absl::StrCat("须单独同意：", rule.code),
                       absl::StrCat("A consent of its own is needed: ", rule.code)}});
  }
  return faults.empty() ? absl::OkStatus() : InvalidFields(std::move(faults));
}

std::vector<ConsentRule> LeftOut(std::vector<ConsentRule> asked,
                                 const std::vector<std::string>& codes) {
  for (ConsentRule& rule : asked) {
    rule.required = rule.required && std::ranges::count(codes, rule.code) == 0;
  }
  return asked;
}

bool AsksForConsent(const Items& missing) {
  return std::ranges::count(missing, kConsentItem, &Items::value_type::first) > 0;
}

bool Gives(const std::vector<GivenConsent>& given, absl::string_view code) {
  return std::ranges::count(given, code, &GivenConsent::code) > 0;
}

absl::StatusOr<absl::Time> NeedConsent(const ConsentTimes& given, const std::string& code) {
  const auto found = given.find(code);
  if (found != given.end()) return found->second;
  return PreconditionError("CONSENT_MISSING",
                           {absl::StrCat("当事人未单独同意或已撤回：", code),
                            absl::StrCat("The party has not given this consent: ", code)});
}

}  // namespace notary::application
