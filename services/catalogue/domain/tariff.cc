#include "services/catalogue/domain/tariff.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/money.h"
#include "platform/base/status_macros.h"

namespace notary::catalogue {
namespace {

constexpr char kChinese[] = "zh";

bool Contains(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Index of the price of `code` on the day of the order.
std::optional<size_t> FindByCode(const Tariff& tariff, const FeeOrder& order,
                                 const std::string& code) {
  for (size_t i = 0; i < tariff.items.size(); ++i) {
    const TariffItem& item = tariff.items[i];
    if (item.code == code && item.validity.Covers(order.day)) return i;
  }
  return std::nullopt;
}

// The price for this use that lists `key`, else the one that lists none.
std::optional<size_t> FindByUse(const Tariff& tariff, const FeeOrder& order, TariffUse use,
                                std::vector<std::string> TariffItem::*keys,
                                const std::string& key) {
  std::optional<size_t> general;
  for (size_t i = 0; i < tariff.items.size(); ++i) {
    const TariffItem& item = tariff.items[i];
    if (item.use != use || !item.validity.Covers(order.day)) continue;
    if (Contains(item.*keys, key)) return i;
    if ((item.*keys).empty()) general = i;
  }
  return general;
}

absl::Status PriceMissing() {
  return PreconditionError("PRICE_MISSING",
                           {"该日期没有适用的收费标准", "The tariff has no price on this day"});
}

class Note {
 public:
  explicit Note(const Tariff& tariff) : tariff_(tariff) {}

  absl::Status Add(std::optional<size_t> item, int64_t quantity) {
    if (!item) return PriceMissing();
    if (quantity == 0) return absl::OkStatus();
    const int64_t unit = tariff_.items[*item].unit_price_fen;
    ASSIGN_OR_RETURN(const Money gross, Multiply({unit, "CNY"}, quantity));
    quote_.lines.push_back({*item, unit, quantity, 0, gross.minor});
    return absl::OkStatus();
  }

  // On everything so far that is not passed on from a third party.
  void AddSurcharge(size_t item) {
    int64_t base = 0;
    for (const FeeLine& line : quote_.lines) {
      if (!IsThirdParty(line)) base += line.subtotal_fen;
    }
    const int64_t surcharge = base * tariff_.items[item].surcharge_percent / 100;
    quote_.lines.push_back({item, surcharge, 1, 0, surcharge});
  }

  void Reduce(const Reduction& reduction, int percent) {
    for (FeeLine& line : quote_.lines) {
      const std::string& code = tariff_.items[line.item].code;
      const bool named = reduction.items.empty() || Contains(reduction.items, code);
      if (IsThirdParty(line) || !named) continue;
      const int64_t rest = LessPercent(line.subtotal_fen, percent);
      line.discount_fen = line.subtotal_fen - rest;
      line.subtotal_fen = rest;
    }
  }

  FeeQuote Total() {
    for (const FeeLine& line : quote_.lines) {
      quote_.total_fen += line.subtotal_fen;
      if (IsThirdParty(line)) quote_.third_party_fen += line.subtotal_fen;
    }
    return std::move(quote_);
  }

 private:
  bool IsThirdParty(const FeeLine& line) const {
    return tariff_.items[line.item].basis == PriceBasis::kThirdParty;
  }

  const Tariff& tariff_;
  FeeQuote quote_;
};

absl::Status AddCertificates(const Tariff& tariff, const FeeOrder& order, Note& note) {
  RETURN_IF_ERROR(note.Add(FindByCode(tariff, order, order.certificate_item), order.items));
  int64_t certificates = order.items;
  if (!order.copy_trans_item.empty()) {
    RETURN_IF_ERROR(note.Add(FindByCode(tariff, order, order.copy_trans_item), order.items));
    certificates += order.items;
  }
  const auto copy = std::find_if(tariff.items.begin(), tariff.items.end(), [&](const auto& item) {
    return item.use == TariffUse::kExtraCopy && item.validity.Covers(order.day);
  });
  if (order.extra_copies == 0) return absl::OkStatus();
  if (copy == tariff.items.end()) return PriceMissing();
  return note.Add(copy - tariff.items.begin(), certificates * order.extra_copies);
}

absl::Status AddTranslation(const Tariff& tariff, const FeeOrder& order, Note& note) {
  if (order.language == kChinese) return absl::OkStatus();
  const std::optional<size_t> item =
      FindByUse(tariff, order, TariffUse::kTranslation, &TariffItem::languages, order.language);
  if (item) return note.Add(item, order.items);
  return InvalidField(
      "language", "TRANSLATION_NOT_PRICED",
      {"该语种没有翻译收费标准", "The tariff has no translation into this language"});
}

absl::Status AddExtras(const Tariff& tariff, const FeeOrder& order, Note& note) {
  for (size_t i = 0; i < order.extras.size(); ++i) {
    const std::optional<size_t> item = FindByCode(tariff, order, order.extras[i].first);
    if (!item || tariff.items[*item].use != TariffUse::kOptional) {
      return InvalidField(absl::StrCat("extras[", i, "].code"), "TARIFF_ITEM_UNKNOWN",
                          {"没有可单独选择的此收费项目",
                           "The tariff has no such item that can be ordered by itself"});
    }
    RETURN_IF_ERROR(note.Add(item, order.extras[i].second));
  }
  return absl::OkStatus();
}

absl::Status AddUrgent(const Tariff& tariff, const FeeOrder& order, Note& note) {
  if (!order.urgent) return absl::OkStatus();
  for (size_t i = 0; i < tariff.items.size(); ++i) {
    const TariffItem& item = tariff.items[i];
    if (item.use != TariffUse::kUrgent || !item.validity.Covers(order.day)) continue;
    note.AddSurcharge(i);
    return absl::OkStatus();
  }
  return PriceMissing();
}

absl::Status AddCourier(const Tariff& tariff, const FeeOrder& order, Note& note) {
  if (order.courier_province.empty()) return absl::OkStatus();
  const std::optional<size_t> item =
      FindByUse(tariff, order, TariffUse::kCourier, &TariffItem::provinces, order.courier_province);
  if (item) return note.Add(item, 1);
  return InvalidField(
      "courier_province", "COURIER_NOT_PRICED",
      {"没有寄往该地区的快递收费标准", "The tariff has no parcel to this province"});
}

absl::Status ApplyReduction(const Tariff& tariff, const FeeOrder& order, Note& note) {
  if (order.reduction.empty()) return absl::OkStatus();
  const auto reduction = std::find_if(
      tariff.reductions.begin(), tariff.reductions.end(), [&](const Reduction& candidate) {
        return candidate.code == order.reduction && candidate.validity.Covers(order.day);
      });
  if (reduction == tariff.reductions.end()) {
    return InvalidField("reduction", "REDUCTION_UNKNOWN",
                        {"没有此减免类别", "There is no such class of reduction"});
  }
  const std::vector<int>& allowed = reduction->percents;
  if (std::find(allowed.begin(), allowed.end(), order.reduction_percent) == allowed.end()) {
    return InvalidField("reduction_percent", "REDUCTION_PERCENT",
                        {"该类别不允许此减免比例", "This class does not allow this percentage"});
  }
  note.Reduce(*reduction, order.reduction_percent);
  return absl::OkStatus();
}

}  // namespace

std::optional<TariffUnit> CountedBy(TariffUse use) {
  switch (use) {
    case TariffUse::kCertificate:
      return TariffUnit::kItem;
    case TariffUse::kExtraCopy:
      return TariffUnit::kCopy;
    case TariffUse::kTranslation:
      return TariffUnit::kDocument;
    case TariffUse::kCourier:
      return TariffUnit::kShipment;
    case TariffUse::kUrgent:
      return TariffUnit::kCase;
    case TariffUse::kOptional:
      break;
  }
  return std::nullopt;
}

absl::StatusOr<FeeQuote> Quote(const Tariff& tariff, const FeeOrder& order) {
  Note note(tariff);
  RETURN_IF_ERROR(AddCertificates(tariff, order, note));
  RETURN_IF_ERROR(AddTranslation(tariff, order, note));
  RETURN_IF_ERROR(AddExtras(tariff, order, note));
  RETURN_IF_ERROR(AddUrgent(tariff, order, note));
  RETURN_IF_ERROR(AddCourier(tariff, order, note));
  RETURN_IF_ERROR(ApplyReduction(tariff, order, note));
  return note.Total();
}

}  // namespace notary::catalogue
