#include "services/catalogue/domain/validation.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/catalogue/domain/matter_validation.h"

namespace notary::catalogue {
namespace {

struct Period {
  std::string code;
  Validity validity;
};

class Checker {
 public:
  explicit Checker(const Catalogue& catalogue) : catalogue_(catalogue) {}

  std::vector<FieldViolation> Run() {
    CheckOffices();
    CheckMatters();
    CheckPeriods("destinations.textproto: destinations", Periods(catalogue_.destinations));
    CheckDestinations();
    CheckTariff();
    CheckLegal();
    CheckConsents();
    return std::move(violations_);
  }

 private:
  template <typename Row>
  static std::vector<Period> Periods(const std::vector<Row>& rows) {
    std::vector<Period> periods;
    periods.reserve(rows.size());
    for (const Row& row : rows) periods.push_back({row.code, row.validity});
    return periods;
  }

  // Rows of one code must not hold on the same day.
  void CheckPeriods(const std::string& place, const std::vector<Period>& periods) {
    for (size_t i = 0; i < periods.size(); ++i) {
      const std::string field = absl::StrCat(place, "[", periods[i].code, "]");
      if (periods[i].validity.IsEmpty()) {
        Add(field, "PERIOD_EMPTY", {"有效期为空", "The period ends before it begins"});
      }
      for (size_t k = i + 1; k < periods.size(); ++k) {
        if (periods[i].code != periods[k].code) continue;
        if (!Overlap(periods[i].validity, periods[k].validity)) continue;
        Add(field, "OVERLAP", {"有效期重叠", "Two rows of this code hold on the same day"});
      }
    }
  }

  // A case accepted on a day between two prices of an item would get no fee note.
  void CheckGaps(const std::string& place, std::vector<Period> periods) {
    std::sort(periods.begin(), periods.end(), [](const Period& a, const Period& b) {
      return std::tie(a.code, a.validity.from) < std::tie(b.code, b.validity.from);
    });
    for (size_t i = 1; i < periods.size(); ++i) {
      const Period& before = periods[i - 1];
      if (before.code != periods[i].code) continue;
      const std::optional<Validity> gap = Gap(before.validity, periods[i].validity);
      if (!gap) continue;
      const std::string days = absl::StrCat(absl::FormatCivilTime(gap->from), " – ",
                                            absl::FormatCivilTime(gap->to.value()));
      Add(absl::StrCat(place, "[", periods[i].code, "]"), "GAP",
          {absl::StrCat("以下日期没有收费标准：", days),
           absl::StrCat("There is no price on the days ", days)});
    }
  }

  void CheckOffices() {
    std::vector<Period> series;
    std::vector<Period> offices;
    for (const Office& office : catalogue_.offices) {
      const std::string place = absl::StrCat("offices.textproto: offices[", office.id, "]");
      offices.push_back({office.id, office.validity});
      for (const OfficeSeries& row : office.series) {
        const std::string prefix =
            absl::StrCat(row.series.region, row.series.office, "证", row.series.mark);
        series.push_back({prefix, row.validity});
      }
      std::vector<Period> matters;
      for (const OfficeMatter& row : office.matters) {
        matters.push_back({row.matter, row.validity});
        if (!FindMatter(catalogue_, row.matter)) {
          Unknown(absl::StrCat(place, ".matters[", row.matter, "]"));
        }
      }
      CheckPeriods(absl::StrCat(place, ".matters"), matters);
    }
    for (const Office& office : catalogue_.offices) CheckSeries(office);
    CheckPeriods("offices.textproto: offices", offices);
    // Over all offices: a number must lead to one office.
    CheckPeriods("offices.textproto: series", series);
  }

  // A certificate approved on a day without a series would get no number.
  void CheckSeries(const Office& office) {
    std::vector<Period> unmarked;
    for (const OfficeSeries& row : office.series) {
      if (row.series.mark.empty()) unmarked.push_back({office.id, row.validity});
    }
    const std::string place = absl::StrCat("offices.textproto: offices[", office.id, "].series");
    const auto before = [](const Period& a, const Period& b) {
      return a.validity.from < b.validity.from;
    };
    std::sort(unmarked.begin(), unmarked.end(), before);
    std::optional<absl::CivilDay> open = office.validity.from;  // the first day without one
    for (const Period& period : unmarked) {
      if (!open || period.validity.from > *open) break;
      open = period.validity.to ? std::optional(*period.validity.to + 1) : std::nullopt;
    }
    const bool closed = office.validity.to && open && *open > *office.validity.to;
    if (!open || closed) return;
    const std::string day = absl::FormatCivilTime(*open);
    Add(place, "SERIES_MISSING",
        {absl::StrCat(day, "没有无类别字的编号"),
         absl::StrCat("No series without a mark holds on ", day)});
  }

  void CheckMatters() {
    CheckPeriods("matters: code", Periods(catalogue_.matters));
    for (size_t i = 0; i < catalogue_.matters.size(); ++i) {
      for (FieldViolation& violation : ValidateMatter(catalogue_, i)) {
        violations_.push_back(std::move(violation));
      }
    }
  }

  void CheckDestinations() {
    for (const Destination& place : catalogue_.destinations) {
      if (!place.languages.empty()) continue;
      Add(absl::StrCat("destinations.textproto: destinations[", place.code, "].languages"),
          "LANGUAGE_MISSING", {"没有语种", "There is no language"});
    }
  }

  void CheckTariff() {
    const Tariff& tariff = catalogue_.tariff;
    CheckPeriods("tariff.textproto: items", Periods(tariff.items));
    CheckGaps("tariff.textproto: items", Periods(tariff.items));
    CheckPeriods("tariff.textproto: reductions", Periods(tariff.reductions));
    for (const TariffItem& item : tariff.items) {
      const bool surcharge = item.use == TariffUse::kUrgent;
      const bool fits = surcharge ? item.surcharge_percent > 0 && item.unit_price_fen == 0
                                  : item.unit_price_fen > 0 && item.surcharge_percent == 0;
      const std::string place = absl::StrCat("tariff.textproto: items[", item.code, "]");
      if (!fits) {
        Add(place, "PRICE_KIND",
            {"加急费填百分比,其余填单价",
             "The urgent service has a percentage, everything else a price"});
      }
      if (CountedBy(item.use).value_or(item.unit) == item.unit) continue;
      Add(absl::StrCat(place, ".unit"), "UNIT_DIFFERS",
          {"计量单位与该用途的计费方式不符", "It is not what the quote counts for this use"});
    }
    for (const Reduction& reduction : tariff.reductions) CheckReduction(tariff, reduction);
  }

  void CheckReduction(const Tariff& tariff, const Reduction& reduction) {
    const std::string place = absl::StrCat("tariff.textproto: reductions[", reduction.code, "]");
    const bool in_range = !reduction.percents.empty() &&
                          std::all_of(reduction.percents.begin(), reduction.percents.end(),
                                      [](int percent) { return percent >= 1 && percent <= 100; });
    if (!in_range) {
      Add(absl::StrCat(place, ".percents"), "PERCENT_RANGE",
          {"比例应为1至100", "Percentages are 1 to 100"});
    }
    for (const std::string& code : reduction.items) {
      const bool known = std::any_of(tariff.items.begin(), tariff.items.end(),
                                     [&](const TariffItem& item) { return item.code == code; });
      if (!known) Unknown(absl::StrCat(place, ".items: ", code));
    }
  }

  void CheckLegal() {
    CheckPeriods("legal: legal_bases", Periods(catalogue_.legal_bases));
    CheckPeriods("legal: limits", Periods(catalogue_.limits));
    for (const Limit& limit : catalogue_.limits) {
      if (limit.legal_basis.empty() || IsLegalBasis(limit.legal_basis)) continue;
      Unknown(absl::StrCat("legal: limits[", limit.code, "]"));
    }
  }

  void CheckConsents() {
    CheckPeriods("consents.textproto: consents", Periods(catalogue_.consents));
    for (const Consent& consent : catalogue_.consents) {
      for (const std::string& code : consent.legal_bases) {
        if (IsLegalBasis(code)) continue;
        Unknown(absl::StrCat("consents.textproto: consents[", consent.code, "].legal_bases"));
      }
    }
  }

  bool IsLegalBasis(const std::string& code) const {
    return std::any_of(catalogue_.legal_bases.begin(), catalogue_.legal_bases.end(),
                       [&](const LegalBasis& basis) { return basis.code == code; });
  }

  void Unknown(const std::string& field) {
    Add(field, "REFERENCE_UNKNOWN", {"引用的内容不存在", "What it refers to does not exist"});
  }

  void Add(const std::string& field, absl::string_view reason, Text text) {
    violations_.push_back({field, std::string(reason), std::move(text)});
  }

  const Catalogue& catalogue_;
  std::vector<FieldViolation> violations_;
};

}  // namespace

std::vector<FieldViolation> ValidateCatalogue(const Catalogue& catalogue) {
  return Checker(catalogue).Run();
}

}  // namespace notary::catalogue
