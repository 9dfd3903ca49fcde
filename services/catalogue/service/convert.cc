#include "services/catalogue/service/convert.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/strip.h"
#include "services/common/civil_date.h"

namespace notary::catalogue {
namespace {

// Enumerations have the same numbers on both sides.
static_assert(static_cast<int>(Regime::kTaiwan) == v1::TAIWAN);
static_assert(static_cast<int>(Circumstance::kOrganisation) == v1::ORGANISATION);
static_assert(static_cast<int>(FieldType::kDocumentNumber) == v1::FormField::DOCUMENT_NUMBER);
static_assert(static_cast<int>(FieldType::kLatinText) == v1::FormField::LATIN_TEXT);
static_assert(static_cast<int>(FieldType::kInteger) == v1::FormField::INTEGER);
static_assert(static_cast<int>(PriceBasis::kThirdParty) == v1::THIRD_PARTY);
static_assert(static_cast<int>(ConsentWhen::kByChoice) == v1::ConsentText::BY_CHOICE);
static_assert(static_cast<int>(TariffUse::kOptional) == v1::TariffItem::OPTIONAL);
static_assert(static_cast<int>(TariffUnit::kCase) == v1::TariffItem::PER_CASE);
static_assert(static_cast<int>(Visibility::kRelative) == v1::FormField::RELATIVE);

const Condition kNever{.kind = Condition::Kind::kAnyOf};

absl::CivilDay Day(const std::string& text) { return *common::ParseCivilDay("", text); }

template <typename Row>
Validity ValidityOf(const Row& row) {
  Validity validity{Day(row.valid_from()), {}};
  if (!row.valid_to().empty()) validity.to = Day(row.valid_to());
  return validity;
}

template <typename Repeated>
std::vector<std::string> Strings(const Repeated& repeated) {
  return {repeated.begin(), repeated.end()};
}

Condition ListOf(Condition::Kind kind, const v1::ConditionList& list) {
  Condition condition{.kind = kind};
  for (const v1::Condition& part : list.conditions()) condition.parts.push_back(FromProto(part));
  return condition;
}

FormField FromProto(const v1::FormField& proto) {
  FormField field{.key = proto.key(),
                  .type = static_cast<FieldType>(proto.type()),
                  .max_length = proto.max_length(),
                  .visibility = static_cast<Visibility>(proto.visibility()),
                  .sensitive = proto.sensitive(),
                  .required_when = catalogue::FromProto(proto.required_when()),
                  .shown_when = catalogue::FromProto(proto.shown_when()),
                  .options = {},
                  .id_type_key = proto.id_type_key(),
                  .minimum = proto.minimum(),
                  .maximum = proto.maximum(),
                  .same_as = proto.same_as(),
                  .same_when = catalogue::FromProto(proto.same_when())};
  for (const v1::Option& option : proto.options()) field.options.push_back(option.code());
  return field;
}

VerificationPlan FromProto(const v1::VerificationPlan& proto) {
  return {.fact_kind = proto.fact_kind(),
          .agency = proto.agency(),
          .required_when = catalogue::FromProto(proto.required_when()),
          .disclose_when =
              proto.has_disclose_when() ? catalogue::FromProto(proto.disclose_when()) : kNever,
          .stale_after_days = proto.stale_after_days(),
          .claim_fields = Strings(proto.claim_fields()),
          .supporting_outcome = proto.supporting_outcome()};
}

void AddRules(const v1::CalendarRule& proto, const std::string& source,
              std::vector<common::DayRule>& rules) {
  const absl::CivilDay first = Day(proto.first_day());
  const absl::CivilDay last = proto.last_day().empty() ? first : Day(proto.last_day());
  const auto kind = proto.kind() == v1::CalendarRule::HOLIDAY
                        ? common::DayRule::Kind::kHoliday
                        : common::DayRule::Kind::kMakeupWorkday;
  for (absl::CivilDay day = first; day <= last; ++day) {
    rules.push_back({day, kind, catalogue::FromProto(proto.display_name()), source});
  }
}

}  // namespace

Condition FromProto(const v1::Condition& proto) {
  using Kind = Condition::Kind;
  switch (proto.test_case()) {
    case v1::Condition::kCircumstance:
      return {.kind = Kind::kCircumstance,
              .circumstance = static_cast<Circumstance>(proto.circumstance())};
    case v1::Condition::kFieldEquals:
      return {.kind = Kind::kFieldEquals,
              .field = proto.field_equals().key(),
              .values = Strings(proto.field_equals().values())};
    case v1::Condition::kRegimeIn: {
      Condition condition{.kind = Kind::kRegimeIn};
      for (int regime : proto.regime_in().regimes()) {
        condition.regimes.push_back(static_cast<Regime>(regime));
      }
      return condition;
    }
    case v1::Condition::kCountryIn:
      return {.kind = Kind::kCountryIn, .values = Strings(proto.country_in().codes())};
    case v1::Condition::kPhotoAsked:
      return {.kind = Kind::kPhotoAsked};
    case v1::Condition::kDataShared:
      return {.kind = Kind::kDataShared};
    case v1::Condition::kNot:
      return {.kind = Kind::kNot, .parts = {FromProto(proto.not_())}};
    case v1::Condition::kAllOf:
      return ListOf(Kind::kAllOf, proto.all_of());
    case v1::Condition::kAnyOf:
      return ListOf(Kind::kAnyOf, proto.any_of());
    case v1::Condition::kFieldFilled:
      return {.kind = Kind::kFieldFilled, .field = proto.field_filled()};
    case v1::Condition::TEST_NOT_SET:
      break;
  }
  return {};
}

Office FromProto(const v1::Office& proto) {
  Office office{.id = std::string(absl::StripPrefix(proto.name(), "offices/")),
                .series = {},
                .matters = {},
                .urgent_offered = proto.urgent_offered(),
                .validity = ValidityOf(proto)};
  for (const v1::CertificateSeries& row : proto.series()) {
    office.series.push_back({{.region = row.region(),
                              .office = row.office(),
                              .mark = row.mark(),
                              .region_pinyin = row.region_pinyin(),
                              .office_pinyin = row.office_pinyin(),
                              .mark_pinyin = row.mark_pinyin()},
                             ValidityOf(row)});
  }
  for (const v1::OfficeMatter& row : proto.matters()) {
    office.matters.push_back({row.matter(), ValidityOf(row)});
  }
  return office;
}

Matter FromProto(const v1::Matter& proto) {
  Matter matter{.code = proto.code(),
                .agent_allowed = proto.agent_allowed(),
                .lost_original_allowed = proto.lost_original_allowed(),
                .copy_trans_applies = proto.copy_trans_applies(),
                .tariff_item = proto.tariff_item(),
                .organisation_tariff_item = proto.organisation_tariff_item(),
                .validity = ValidityOf(proto)};
  for (int kind : proto.applicants()) {
    matter.for_persons |= kind == v1::Matter::PERSON;
    matter.for_organisations |= kind == v1::Matter::ORGANISATION_APPLICANT;
  }
  for (const v1::FormField& field : proto.fields()) matter.fields.push_back(FromProto(field));
  for (const v1::MaterialSlot& slot : proto.slots()) {
    matter.slots.push_back({.code = slot.code(),
                            .required_when = FromProto(slot.required_when()),
                            .may_share_data = slot.may_share_data(),
                            .max_pages = slot.max_pages(),
                            .for_draft = slot.for_draft()});
  }
  for (const v1::VerificationPlan& plan : proto.verifications()) {
    matter.verifications.push_back(FromProto(plan));
  }
  return matter;
}

Destination FromProto(const v1::Destination& proto) {
  return {.code = proto.code(),
          .regime = static_cast<Regime>(proto.regime()),
          .languages = Strings(proto.languages()),
          .photo_required = proto.photo_required(),
          .copy_trans_required = proto.copy_trans_required(),
          .validity = ValidityOf(proto)};
}

TariffItem FromProto(const v1::TariffItem& proto) {
  return {.code = proto.code(),
          .basis = static_cast<PriceBasis>(proto.basis()),
          .use = static_cast<TariffUse>(proto.use()),
          .unit = static_cast<TariffUnit>(proto.unit()),
          .unit_price_fen = proto.unit_price_fen(),
          .surcharge_percent = proto.surcharge_percent(),
          .languages = Strings(proto.languages()),
          .provinces = Strings(proto.provinces()),
          .validity = ValidityOf(proto)};
}

Reduction FromProto(const v1::Reduction& proto) {
  return {.code = proto.code(),
          .percents = {proto.percents().begin(), proto.percents().end()},
          .items = Strings(proto.items()),
          .validity = ValidityOf(proto)};
}

LegalBasis FromProto(const v1::LegalBasis& proto) { return {proto.code(), ValidityOf(proto)}; }

Limit FromProto(const v1::LegalLimit& proto) {
  return {proto.code(), proto.value(), proto.legal_basis(), ValidityOf(proto)};
}

Consent FromProto(const v1::ConsentText& proto) {
  return {proto.code(), static_cast<ConsentWhen>(proto.required_when()),
          Strings(proto.legal_bases()), ValidityOf(proto)};
}

absl::StatusOr<common::WorkingCalendar> FromProto(const v1::CalendarFile& proto) {
  std::vector<int> years;
  std::vector<common::DayRule> rules;
  for (const v1::WorkingCalendar& year : proto.years()) {
    years.push_back(year.year());
    for (const v1::CalendarRule& rule : year.rules()) AddRules(rule, year.source(), rules);
  }
  return common::WorkingCalendar::Create(proto.version(), years, std::move(rules));
}

Text FromProto(const v1::LocalizedText& proto) { return {proto.zh(), proto.en()}; }

v1::LocalizedText ToProto(const Text& text) {
  v1::LocalizedText proto;
  proto.set_zh(text.zh);
  proto.set_en(text.en);
  return proto;
}

}  // namespace notary::catalogue
