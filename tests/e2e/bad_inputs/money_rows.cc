// Money: quality.md D 75–79. Clients never say what something costs; what the system's own parts
// report is held to the same rules.
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "notary/application/v1/application.pb.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kQuote[] = "CatalogueService/QuoteFee";
constexpr char kReport[] = "ApplicationService/ReportPayment";
constexpr char kOverpaid[] = "ApplicationService/ReportOverpayment";

Row BadQuote(std::string name, const std::string& more, std::string reason, std::string field) {
  return Refused(
      std::move(name), kQuote, By::kNobody,
      "office: 'offices/xuhui' matter: 'CERT_EDU' destination: 'US' language: 'en' " + more,
      kInvalidArgument, std::move(reason), std::move(field));
}

constexpr char kReduce[] = "PaymentService/ReduceFeeNote";
constexpr char kProof[] = "proof: '{document}' ";

Row BadReduction(std::string name, const std::string& what, const std::string& proof,
                 absl::StatusCode code, std::string reason, std::string field) {
  return Refused(std::move(name), kReduce, By::kHead,
                 absl::StrCat("name: '{unpaid_fee_note}' reason: '低保' ", what, " ", proof), code,
                 std::move(reason), std::move(field));
}

Row BadReport(std::string name, const std::string& more, std::string reason, std::string field) {
  return Refused(std::move(name), kReport, By::kSystem, "name: '{reviewing}' " + more,
                 kInvalidArgument, std::move(reason), std::move(field));
}

}  // namespace

Rows MoneyRows() {
  return {
      BadQuote("quote_of_minus_one_item", "items: -1", "OUT_OF_RANGE", "items"),
      BadQuote("quote_of_51_items", "items: 51", "OUT_OF_RANGE", "items"),
      BadQuote("quote_of_the_largest_int32", "items: 2147483647", "OUT_OF_RANGE", "items"),
      BadQuote("quote_of_minus_one_copy", "extra_copies: -1", "OUT_OF_RANGE", "extra_copies"),
      BadQuote("quote_of_51_copies", "extra_copies: 51", "OUT_OF_RANGE", "extra_copies"),
      BadQuote("quote_reduced_by_101_percent", "reduction: 'HARDSHIP' reduction_percent: 101",
               "OUT_OF_RANGE", "reduction_percent"),
      BadQuote("quote_reduced_by_minus_one_percent", "reduction: 'HARDSHIP' reduction_percent: -1",
               "OUT_OF_RANGE", "reduction_percent"),
      BadQuote("quote_with_unknown_reduction", "reduction: 'FRIEND'", "REDUCTION_UNKNOWN",
               "reduction"),
      BadQuote("quote_with_unknown_extra", "extras { code: 'CHAMPAGNE' quantity: 1 }",
               "TARIFF_ITEM_UNKNOWN", "extras[0].code"),
      BadQuote("quote_with_extra_of_quantity_0", "extras { code: 'TRANSLATION' }", "REQUIRED",
               "extras[0].quantity"),
      BadQuote("quote_with_negative_extra", "extras { code: 'TRANSLATION' quantity: -3 }",
               "OUT_OF_RANGE", "extras[0].quantity"),
      BadQuote("quote_for_an_organisation_of_a_diploma", "organisation: true", "APPLICANT_KIND",
               "organisation"),
      BadQuote("quote_with_unknown_province", "courier_province: 'ZZ'", "PROVINCE_UNKNOWN",
               "courier_province"),
      Refused("quote_for_unknown_office", kQuote, By::kNobody,
              "office: 'offices/atlantis' matter: 'CERT_EDU' destination: 'US' language: 'en'",
              kNotFound, "OFFICE_UNKNOWN"),
      Refused("quote_for_unknown_matter", kQuote, By::kNobody,
              "office: 'offices/xuhui' matter: 'WILL' destination: 'US' language: 'en'", kNotFound,
              "MATTER_UNKNOWN"),
      Refused("quote_for_destination_in_lower_case", kQuote, By::kNobody,
              "office: 'offices/xuhui' matter: 'CERT_EDU' destination: 'us' language: 'en'",
              kInvalidArgument, "MALFORMED", "destination"),
      BadReport("report_negative_fee", "payment_state: 'PAID' fee_fen: -1", "OUT_OF_RANGE",
                "fee_fen"),
      BadReport("report_smallest_fee", "payment_state: 'PAID' fee_fen: -9223372036854775808",
                "OUT_OF_RANGE", "fee_fen"),
      BadReport("report_fee_of_1e18", "payment_state: 'PAID' fee_fen: 1000000000000000000",
                "OUT_OF_RANGE", "fee_fen"),
      BadReport("report_negative_refund", "payment_state: 'REFUNDED' fee_fen: 100 refund_fen: -100",
                "OUT_OF_RANGE", "refund_fen"),
      BadReport("report_refund_above_the_fee",
                "payment_state: 'REFUNDED' fee_fen: 100 refund_fen: 101", "REFUND_EXCEEDS_FEE",
                "refund_fen"),
      BadReport("report_unknown_payment_state", "payment_state: 'LOANED' fee_fen: 100",
                "ENUM_UNKNOWN", "payment_state"),
      Refused("report_fee_before_acceptance", kReport, By::kSystem,
              "name: '{draft}' payment_state: 'PAID' fee_fen: 100", kFailedPrecondition,
              "NOT_ACCEPTED_YET"),
      Refused("report_overpayment_of_nothing", kOverpaid, By::kSystem, "name: '{reviewing}'",
              kInvalidArgument, "REQUIRED", "returned_fen"),
      Refused("report_overpayment_of_less_than_nothing", kOverpaid, By::kSystem,
              "name: '{reviewing}' returned_fen: -1", kInvalidArgument, "OUT_OF_RANGE",
              "returned_fen"),
      Refused("report_overpayment_before_acceptance", kOverpaid, By::kSystem,
              "name: '{draft}' returned_fen: 100", kFailedPrecondition, "NOT_ACCEPTED_YET"),
      BadReduction("reduction_of_unknown_class", "reduction: 'FRIEND' percent: 50", kProof,
                   kInvalidArgument, "REDUCTION_UNKNOWN", "reduction"),
      BadReduction("reduction_of_30_percent", "reduction: 'LOW_INCOME' percent: 30", kProof,
                   kInvalidArgument, "REDUCTION_PERCENT", "percent"),
      BadReduction("reduction_of_101_percent", "reduction: 'LOW_INCOME' percent: 101", kProof,
                   kInvalidArgument, "OUT_OF_RANGE", "percent"),
      BadReduction("reduction_without_proof", "reduction: 'LOW_INCOME' percent: 50", "",
                   kInvalidArgument, "REQUIRED", "proof"),
      BadReduction("reduction_with_a_case_as_proof", "reduction: 'LOW_INCOME' percent: 50",
                   "proof: '{reviewing}' ", kInvalidArgument, "MALFORMED", "proof"),
      BadReduction("reduction_with_a_proof_that_is_not_there",
                   "reduction: 'LOW_INCOME' percent: 50",
                   "proof: 'offices/xuhui/documents/0190aaaa-0000-7000-8000-000000000011' ",
                   kInvalidArgument, "DOCUMENT_UNKNOWN", "proof"),
      BadReduction("reduction_with_half_a_proof", "reduction: 'LOW_INCOME' percent: 50",
                   "proof: '{upload}' ", kInvalidArgument, "DOCUMENT_NOT_FINISHED", "proof"),
      BadReduction("reduction_of_what_is_not_on_the_note", "reduction: 'AGED_80' percent: 100",
                   kProof, kFailedPrecondition, "NOTHING_TO_REDUCE", ""),
      Refused("reduction_after_payment", kReduce, By::kHead,
              absl::StrCat("name: '{paid_fee_note}' reduction: 'LOW_INCOME' percent: 50 "
                           "reason: '低保' ",
                           kProof),
              kFailedPrecondition, "FEE_NOTE_STATE"),
      Refused("fee_note_of_51_copies", "PaymentService/CreateFeeNote", By::kSystem,
              "parent: 'offices/xuhui' application: '{reviewing}' payer: 'persons/zhang-yi' "
              "matter: 'CERT_EDU' destination: 'US' language: 'en' copies: 51 "
              "accept_date: '2026-11-23'",
              kInvalidArgument, "OUT_OF_RANGE", "copies"),
      Refused("fee_note_for_a_case_of_another_office", "PaymentService/CreateFeeNote", By::kSystem,
              "parent: 'offices/minhang' application: '{reviewing}' payer: 'persons/zhang-yi' "
              "matter: 'CERT_EDU' destination: 'US' language: 'en' accept_date: '2026-11-23'",
              kInvalidArgument, "MALFORMED", "application"),
      Refused("settle_with_unknown_closing", "PaymentService/SettleFeeNote", By::kSystem,
              "parent: 'offices/xuhui' application: '{pending}' closing: 'BURNT' ground: 'REF06' "
              "fault: 'OFFICE'",
              kInvalidArgument, "ENUM_UNKNOWN", "closing"),
      Refused("pay_before_acceptance", "PaymentService/StartPayment", By::kApplicant,
              "name: 'offices/xuhui/feeNotes/0190aaaa-0000-7000-8000-000000000001'", kNotFound,
              "RESOURCE_NOT_FOUND"),
      Refused("pay_twice", "PaymentService/StartPayment", By::kApplicant, "name: '{paid_fee_note}'",
              kFailedPrecondition, "FEE_NOTE_STATE"),
      // A client that says what it wants to pay is not heard: there is no such field.
      {.name = "money_control_fee_in_the_application_is_not_taken",
       .method = "ApplicationService/CreateApplication",
       .by = By::kApplicant,
       .request = "parent: 'offices/xuhui' application { matter: 'CERT_EDU' fee_fen: -100 "
                  "refund_fen: 7 payment_state: WAIVED state: ISSUED visit_count: 3 "
                  "handler: 'staff/x' acceptance_number: 'x' }",
       .effect = Effect::kSomething,
       .then =
           [](const std::string& response) {
             application::v1::Application made;
             ASSERT_TRUE(made.ParseFromString(response));
             EXPECT_EQ(made.state(), application::v1::Application::DRAFT);
             EXPECT_EQ(made.payment_state(), application::v1::Application::NONE);
             EXPECT_EQ(made.fee_fen() + made.refund_fen() + made.visit_count(), 0);
             EXPECT_EQ(made.handler() + made.acceptance_number(), "");
           }},
      Harmless("money_control_quote", kQuote, By::kNobody,
               "office: 'offices/xuhui' matter: 'CERT_EDU' destination: 'US' language: 'en' "
               "items: 50 extra_copies: 50"),
      Accepted("money_control_reduction", kReduce, By::kHead,
               absl::StrCat("name: '{unpaid_fee_note}' reduction: 'LOW_INCOME' percent: 50 "
                            "reason: '低保' ",
                            kProof)),
      Accepted("money_control_order", "PaymentService/StartPayment", By::kApplicant,
               "name: '{fee_note}'"),
  };
}

}  // namespace notary::testing
