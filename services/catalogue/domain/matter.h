// A matter (公证事项): its form, its papers, the questions it puts to agencies.
#pragma once

#include <string>
#include <vector>

#include "services/catalogue/domain/condition.h"
#include "services/catalogue/domain/validity.h"

namespace notary::catalogue {

enum class FieldType {
  kName = 1,
  kIdType = 2,
  kIdNumber = 3,
  kSex = 4,
  kPastDate = 5,
  kDate = 6,
  kPhone = 7,
  kCountry = 8,
  kLanguage = 9,
  kMarriageCertificateNumber = 10,
  kUscc = 11,
  kInteger = 12,
  kText = 13,
  kEnum = 14,
  kAddress = 15,
  kBoolean = 16,
  kPinyin = 17,
  kDocumentNumber = 18,
  kDateNotPast = 19,
  kProvince = 20,
  kMainlandProvince = 21,
  kLatinText = 22,
};

// Whom a value is about.
enum class Visibility { kPublic = 1, kParty = 2, kRelative = 3 };

struct FormField {
  std::string key;
  FieldType type;
  int max_length = 0;
  Visibility visibility = Visibility::kParty;
  bool sensitive = false;
  Condition required_when;
  Condition shown_when;
  std::vector<std::string> options;  // kEnum
  std::string id_type_key;           // kIdNumber
  int64_t minimum = 0;               // kInteger
  int64_t maximum = 0;
  std::string same_as;  // key of the field whose value it must have, where same_when holds
  Condition same_when;
};

struct MaterialSlot {
  std::string code;
  Condition required_when;
  bool may_share_data = false;
  int max_pages = 0;
  bool for_draft = false;  // not needed at submission
};

struct VerificationPlan {
  std::string fact_kind;
  std::string agency;
  Condition required_when;
  Condition disclose_when;
  int stale_after_days = 0;
  std::vector<std::string> claim_fields;
  std::string supporting_outcome;
};

struct Matter {
  std::string code;
  bool for_persons = false;
  bool for_organisations = false;
  bool agent_allowed = false;
  bool lost_original_allowed = false;
  bool copy_trans_applies = false;
  std::string tariff_item;
  std::string organisation_tariff_item;
  std::vector<FormField> fields;  // field sets and common slots already in place
  std::vector<MaterialSlot> slots;
  std::vector<VerificationPlan> verifications;
  Validity validity;
};

const FormField* FindField(const Matter& matter, const std::string& key);
const MaterialSlot* FindSlot(const Matter& matter, const std::string& code);

}  // namespace notary::catalogue
