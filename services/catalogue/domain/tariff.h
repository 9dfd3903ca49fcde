// Prices, and the one rule that turns an order into the lines of a fee note: used for the quote
// before anything is started and for the fee note after acceptance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/catalogue/domain/validity.h"

namespace notary::catalogue {

enum class PriceBasis { kGovernment = 1, kMarket = 2, kThirdParty = 3 };
enum class TariffUse {
  kCertificate = 1,
  kExtraCopy = 2,
  kTranslation = 3,
  kCourier = 4,
  kUrgent = 5,
  kOptional = 6,
};

enum class TariffUnit {
  kItem = 1,
  kCopy = 2,
  kDocument = 3,
  kShipment = 4,
  kTrip = 5,
  kCase = 6,
};

struct TariffItem {
  std::string code;
  PriceBasis basis;
  TariffUse use;
  TariffUnit unit;
  int64_t unit_price_fen = 0;
  int surcharge_percent = 0;           // on all lines that are not third-party cost
  std::vector<std::string> languages;  // kTranslation; empty: all others
  std::vector<std::string> provinces;  // kCourier; empty: all others
  Validity validity;
};

struct Reduction {
  std::string code;
  std::vector<int> percents;
  std::vector<std::string> items;  // empty: all that are not third-party cost
  Validity validity;
};

// What the quote counts for a use; nullopt: whatever the item says.
std::optional<TariffUnit> CountedBy(TariffUse use);

struct Tariff {
  std::vector<TariffItem> items;
  std::vector<Reduction> reductions;
};

struct FeeOrder {
  absl::CivilDay day;            // whose prices hold
  std::string certificate_item;  // tariff code of the matter
  std::string copy_trans_item;   // empty: no COPY_TRANS
  int64_t items = 1;
  int64_t extra_copies = 0;  // of each certificate, COPY_TRANS included
  std::string language = "zh";
  std::string courier_province;  // empty: collected
  bool urgent = false;
  std::vector<std::pair<std::string, int64_t>> extras;  // code, quantity
  std::string reduction;                                // empty: none
  int reduction_percent = 0;
};

struct FeeLine {
  size_t item;  // index in Tariff::items
  int64_t unit_price_fen;
  int64_t quantity;
  int64_t discount_fen;
  int64_t subtotal_fen;
};

struct FeeQuote {
  std::vector<FeeLine> lines;
  int64_t total_fen = 0;
  int64_t third_party_fen = 0;
};

// INVALID_ARGUMENT: TARIFF_ITEM_UNKNOWN (extras[i].code), TRANSLATION_NOT_PRICED (language),
// COURIER_NOT_PRICED (courier_province), REDUCTION_UNKNOWN (reduction), REDUCTION_PERCENT
// (reduction_percent). FAILED_PRECONDITION PRICE_MISSING: the tariff has no price on that day.
absl::StatusOr<FeeQuote> Quote(const Tariff& tariff, const FeeOrder& order);

}  // namespace notary::catalogue
