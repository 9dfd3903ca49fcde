#include "services/payment/service/tariff_client.h"

#include "notary/catalogue/v1/catalogue_service.pb.h"
#include "platform/base/status_macros.h"

namespace notary::payment {

namespace api = ::notary::catalogue::v1;

namespace {

api::QuoteFeeRequest ToQuoteRequest(const PricedCase& of) {
  api::QuoteFeeRequest quote;
  quote.set_office(of.office);
  quote.set_matter(of.matter);
  quote.set_organisation(of.organisation);
  quote.set_destination(of.destination.empty() ? "CN" : of.destination);
  // BCP 47 begins with the ISO 639-1 code.
  quote.set_language(of.language.empty() ? "zh" : of.language.substr(0, 2));
  quote.set_extra_copies(of.copies);
  quote.set_courier_province(of.courier_province);
  quote.set_date(of.accept_date);
  return quote;
}

PriceBasis ToBasis(api::PriceBasis basis) {
  if (basis == api::THIRD_PARTY) return PriceBasis::kThirdParty;
  return basis == api::MARKET ? PriceBasis::kMarket : PriceBasis::kGovernment;
}

FeeLine ToLine(const api::FeeLine& line) {
  return {.code = line.code(),
          .name_zh = line.display_name().zh(),
          .name_en = line.display_name().en(),
          .basis = ToBasis(line.basis()),
          .unit_fen = line.unit_price_fen(),
          .quantity = line.quantity(),
          .discount_fen = line.discount_fen(),
          .subtotal_fen = line.subtotal_fen(),
          .parcel = line.use() == api::TariffItem::COURIER};
}

}  // namespace

absl::StatusOr<std::vector<FeeLine>> TariffClient::Quote(const PricedCase& of) {
  ASSIGN_OR_RETURN(const api::FeeQuote quote,
                   catalogue_.Call<api::FeeQuote>("QuoteFee", ToQuoteRequest(of)));
  std::vector<FeeLine> lines;
  for (const api::FeeLine& line : quote.lines()) lines.push_back(ToLine(line));
  return lines;
}

absl::StatusOr<std::vector<ReductionClass>> TariffClient::Reductions() {
  ASSIGN_OR_RETURN(
      const api::ListReductionsResponse known,
      catalogue_.Call<api::ListReductionsResponse>("ListReductions", api::ListReductionsRequest()));
  std::vector<ReductionClass> classes;
  for (const api::Reduction& reduction : known.reductions()) {
    classes.push_back({.code = reduction.code(),
                       .percents = {reduction.percents().begin(), reduction.percents().end()},
                       .items = {reduction.items().begin(), reduction.items().end()}});
  }
  return classes;
}

}  // namespace notary::payment
