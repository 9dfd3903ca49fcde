#include "services/catalogue/domain/matter_validation.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/common/masking.h"

namespace notary::catalogue {
namespace {

// Empty as VERIFIED.
constexpr absl::string_view kSupporting[] = {"", "VERIFIED", "NOT_FOUND"};

// The slot of the commitment that stands in for a proof obtained by data sharing (N22).
constexpr char kCommitmentSlot[] = "M09";

// Whether staff see a value of the field masked: any way of masking changes a citizen number.
bool IsMasked(const FormField& field) {
  constexpr char kSample[] = "310111199001151010";
  return common::MaskValue(field.key, kSample) != kSample;
}

// a.b, lower case: applicant.id_number.
bool IsKey(absl::string_view key) {
  const size_t dot = key.find('.');
  if (dot == absl::string_view::npos || dot == 0 || dot + 1 == key.size()) return false;
  return std::all_of(key.begin(), key.end(), [](unsigned char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' || c == '.';
  });
}

class Checker {
 public:
  Checker(const Catalogue& catalogue, const Matter& matter)
      : catalogue_(catalogue),
        matter_(matter),
        file_(absl::StrCat("matters/", matter.code, ".textproto: ")) {}

  std::vector<FieldViolation> Run() {
    CheckTariff();
    CheckFields();
    CheckSlots();
    CheckVerifications();
    return std::move(violations_);
  }

 private:
  void CheckTariff() {
    if (!matter_.for_persons && !matter_.for_organisations) {
      Add("applicants", "APPLICANT_MISSING", {"未说明谁可以申请", "Nobody may apply"});
    }
    if (matter_.for_persons) CheckTariffItem("tariff_item", matter_.tariff_item);
    if (matter_.for_organisations) {
      CheckTariffItem("organisation_tariff_item", matter_.organisation_tariff_item);
    }
  }

  void CheckTariffItem(const std::string& field, const std::string& code) {
    const std::vector<TariffItem>& items = catalogue_.tariff.items;
    const bool known = std::any_of(items.begin(), items.end(), [&](const TariffItem& item) {
      return item.code == code && item.use == TariffUse::kCertificate;
    });
    if (!known) Unknown(field);
  }

  void CheckFields() {
    std::set<std::string> keys;
    for (const FormField& field : matter_.fields) {
      const std::string place = absl::StrCat("fields[", field.key, "]");
      if (!keys.insert(field.key).second) {
        Add(place, "DUPLICATE", {"字段重复", "The key is used twice"});
      }
      if (!IsKey(field.key)) {
        Add(place, "KEY_FORMAT", {"字段名应形如 a.b", "A key looks like group.field"});
      }
      if (field.max_length <= 0) {
        Add(absl::StrCat(place, ".max_length"), "LENGTH_MISSING",
            {"未规定最大长度", "The largest length is missing"});
      }
      CheckType(place, field);
      CheckShown(place, field);
      CheckCondition(absl::StrCat(place, ".required_when"), field.required_when);
      CheckCondition(absl::StrCat(place, ".shown_when"), field.shown_when);
      CheckCondition(absl::StrCat(place, ".same_when"), field.same_when);
    }
  }

  void CheckType(const std::string& place, const FormField& field) {
    if (field.type == FieldType::kEnum && field.options.empty()) {
      Add(absl::StrCat(place, ".options"), "OPTION_MISSING", {"没有选项", "There is no option"});
    }
    if (field.type == FieldType::kInteger && field.minimum >= field.maximum) {
      Add(absl::StrCat(place, ".maximum"), "NUMBER_RANGE", {"范围为空", "The range is empty"});
    }
    if (!field.same_as.empty() && FindField(matter_, field.same_as) == nullptr) {
      Unknown(absl::StrCat(place, ".same_as"));
    }
    if (field.type != FieldType::kIdNumber) return;
    const FormField* type = FindField(matter_, field.id_type_key);
    if (type == nullptr || type->type != FieldType::kIdType) {
      Unknown(absl::StrCat(place, ".id_type_key"));
    }
  }

  // PIPL 28, GB/T 35273: what is sensitive is masked, and what is masked is about somebody.
  void CheckShown(const std::string& place, const FormField& field) {
    if (field.type == FieldType::kIdNumber && !field.sensitive) {
      Add(absl::StrCat(place, ".sensitive"), "SENSITIVE_MISSING",
          {"证件号码属敏感个人信息", "The number of an identity document is sensitive"});
    }
    if (field.sensitive && !IsMasked(field)) {
      Add(absl::StrCat(place, ".sensitive"), "SENSITIVE_NOT_MASKED",
          {"敏感个人信息未作遮盖处理", "It is sensitive, and would be shown in clear"});
    }
    if (field.visibility == Visibility::kPublic && (field.sensitive || IsMasked(field))) {
      Add(absl::StrCat(place, ".visibility"), "PUBLIC_TELLS_A_PERSON",
          {"涉及个人的信息不能为公开", "It is about a person, and cannot be PUBLIC"});
    }
  }

  void CheckSlots() {
    std::set<std::string> codes;
    for (const MaterialSlot& slot : matter_.slots) {
      const std::string place = absl::StrCat("slots[", slot.code, "]");
      if (!codes.insert(slot.code).second) {
        Add(place, "DUPLICATE", {"材料重复", "The code is used twice"});
      }
      if (slot.max_pages <= 0) {
        Add(absl::StrCat(place, ".max_pages"), "LENGTH_MISSING",
            {"未规定最多页数", "The largest number of pages is missing"});
      }
      if (slot.may_share_data && FindSlot(matter_, kCommitmentSlot) == nullptr) {
        Add(place, "COMMITMENT_MISSING",
            {"可数据共享的材料须有书面承诺(M09)",
             "Data sharing needs the slot of the written commitment (M09)"});
      }
      CheckCondition(absl::StrCat(place, ".required_when"), slot.required_when);
    }
  }

  void CheckVerifications() {
    for (const VerificationPlan& plan : matter_.verifications) {
      const std::string place = absl::StrCat("verifications[", plan.fact_kind, "]");
      if (plan.stale_after_days <= 0) {
        Add(absl::StrCat(place, ".stale_after_days"), "STALE_AFTER_MISSING",
            {"未规定有效天数", "How long an answer holds is missing"});
      }
      if (std::ranges::count(kSupporting, plan.supporting_outcome) == 0) {
        Unknown(absl::StrCat(place, ".supporting_outcome: ", plan.supporting_outcome));
      }
      for (const std::string& key : plan.claim_fields) {
        if (FindField(matter_, key) == nullptr)
          Unknown(absl::StrCat(place, ".claim_fields: ", key));
      }
      CheckCondition(absl::StrCat(place, ".required_when"), plan.required_when);
      CheckCondition(absl::StrCat(place, ".disclose_when"), plan.disclose_when);
    }
  }

  void CheckCondition(const std::string& place, const Condition& condition) {
    for (const Condition& part : condition.parts) CheckCondition(place, part);
    if (condition.kind == Condition::Kind::kFieldEquals) CheckFieldEquals(place, condition);
    const bool filled = condition.kind == Condition::Kind::kFieldFilled;
    if (filled && FindField(matter_, condition.field) == nullptr) {
      Unknown(absl::StrCat(place, ": ", condition.field));
    }
    if (condition.kind != Condition::Kind::kCountryIn) return;
    for (const std::string& code : condition.values) {
      const bool known =
          std::any_of(catalogue_.destinations.begin(), catalogue_.destinations.end(),
                      [&](const Destination& destination) { return destination.code == code; });
      if (!known) Unknown(absl::StrCat(place, ": ", code));
    }
  }

  void CheckFieldEquals(const std::string& place, const Condition& condition) {
    const FormField* field = FindField(matter_, condition.field);
    if (field == nullptr) return Unknown(absl::StrCat(place, ": ", condition.field));
    const std::vector<std::string> options =
        field->type == FieldType::kBoolean ? std::vector<std::string>{"YES", "NO"} : field->options;
    for (const std::string& value : condition.values) {
      const bool possible =
          options.empty() || std::find(options.begin(), options.end(), value) != options.end();
      if (!possible) Unknown(absl::StrCat(place, ": ", condition.field, " = ", value));
    }
  }

  void Unknown(const std::string& field) {
    Add(field, "REFERENCE_UNKNOWN", {"引用的内容不存在", "What it refers to does not exist"});
  }

  void Add(const std::string& field, absl::string_view reason, Text text) {
    violations_.push_back({absl::StrCat(file_, field), std::string(reason), std::move(text)});
  }

  const Catalogue& catalogue_;
  const Matter& matter_;
  const std::string file_;
  std::vector<FieldViolation> violations_;
};

}  // namespace

std::vector<FieldViolation> ValidateMatter(const Catalogue& catalogue, size_t index) {
  return Checker(catalogue, catalogue.matters[index]).Run();
}

}  // namespace notary::catalogue
