#include "services/payment/domain/refund_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "platform/base/error.h"

namespace notary::payment {
namespace {

// domain.md 3.1: BIRTH for the US, two extra copies, English, COPY_TRANS, courier: 380 yuan.
const FeeTotal kExample{.office_fen = 36'000, .third_party_fen = 2'000};

Paid InFull(int64_t spent_fen = 0, FeeTotal refunded = {}) {
  return {.total = kExample, .third_party_spent_fen = spent_fen, .refunded = refunded};
}

TEST(CauseOfClosingTest, FollowsTheLaw) {
  const auto cause = [](const char* how, const char* fault, const char* ground, bool reviewed) {
    return CauseOfClosing({.how = how, .fault = fault, .ground = ground, .reviewed = reviewed});
  };
  EXPECT_EQ(cause("REFUSED", "OFFICE", "REF05", true), RefundCause::kRefused);
  EXPECT_EQ(cause("REFUSED", "NOBODY", "REF07", false), RefundCause::kRefused);
  EXPECT_EQ(cause("REFUSED", "PARTY", "REF05", true), RefundCause::kRefusedByFault);
  EXPECT_EQ(cause("REFUSED", "PARTY", "REF06", true), RefundCause::kRefused);
  EXPECT_EQ(cause("REFUSED", "PARTY", "REF09", true), RefundCause::kRefused);
  EXPECT_EQ(cause("TERMINATED", "PARTY", "R50_2", false), RefundCause::kWithdrawnEarly);
  EXPECT_EQ(cause("TERMINATED", "PARTY", "R50_2", true), RefundCause::kWithdrawnLate);
  EXPECT_EQ(cause("TERMINATED", "NOBODY", "R50_3", true), RefundCause::kWithdrawnLate);
  EXPECT_EQ(cause("TERMINATED", "OFFICE", "R50_5", true), RefundCause::kRefused);
  EXPECT_EQ(cause("ARCHIVED", "PARTY", "R50_2", true), std::nullopt);
  EXPECT_EQ(cause("REFUSED", "", "REF05", true), std::nullopt);
}

TEST(DefaultRefundTest, OfTheTable) {
  EXPECT_EQ(DefaultRefund(RefundCause::kRefused, InFull()), kExample);
  EXPECT_EQ(DefaultRefund(RefundCause::kRefusedByFault, InFull()), (FeeTotal{0, 0}));
  EXPECT_EQ(DefaultRefund(RefundCause::kWithdrawnEarly, InFull()), (FeeTotal{32'400, 2'000}));
  EXPECT_EQ(DefaultRefund(RefundCause::kWithdrawnLate, InFull()), (FeeTotal{18'000, 2'000}));
  EXPECT_EQ(DefaultRefund(RefundCause::kRevoked, InFull()), kExample);
}

TEST(DefaultRefundTest, WhatIsSpentOrReturnedDoesNotGoBackAgain) {
  EXPECT_EQ(DefaultRefund(RefundCause::kRefused, InFull(2'000)), (FeeTotal{36'000, 0}));
  EXPECT_EQ(DefaultRefund(RefundCause::kWithdrawnLate, InFull(0, {10'000, 2'000})),
            (FeeTotal{8'000, 0}));
  EXPECT_EQ(DefaultRefund(RefundCause::kWithdrawnLate, InFull(0, {20'000, 0})),
            (FeeTotal{0, 2'000}));
}

TEST(DefaultRefundTest, AFractionOfAFenGoesToThePayer) {
  const Paid odd{.total = {.office_fen = 8'001, .third_party_fen = 0},
                 .third_party_spent_fen = 0,
                 .refunded = {}};
  EXPECT_EQ(DefaultRefund(RefundCause::kWithdrawnLate, odd).office_fen, 4'001);
}

TEST(DefaultRefundTest, NeverReturnsMoreThanIsLeft) {
  std::mt19937_64 random(20261123);
  for (int round = 0; round < 5000; ++round) {
    const auto pick = [&](int64_t max) { return static_cast<int64_t>(random() % (max + 1)); };
    Paid paid{.total = {pick(100'000), pick(10'000)}, .third_party_spent_fen = 0, .refunded = {}};
    paid.third_party_spent_fen = pick(paid.total.third_party_fen);
    paid.refunded = {pick(paid.total.office_fen),
                     pick(paid.total.third_party_fen - paid.third_party_spent_fen)};
    paid.reduced_fen = pick(paid.refunded.office_fen);
    const int64_t discount_fen = pick(paid.total.office_fen);
    for (const FeeTotal& back : {DefaultRefund(RefundCause::kRefused, paid),
                                 DefaultRefund(RefundCause::kRefusedByFault, paid),
                                 DefaultRefund(RefundCause::kWithdrawnEarly, paid),
                                 RefundOfReduction(discount_fen, paid)}) {
      ASSERT_GE(back.office_fen, 0);
      ASSERT_GE(back.third_party_fen, 0);
      ASSERT_LE(back.office_fen + paid.refunded.office_fen, paid.total.office_fen);
      ASSERT_LE(back.third_party_fen + paid.refunded.third_party_fen + paid.third_party_spent_fen,
                paid.total.third_party_fen);
    }
  }
}

TEST(ExactRefundTest, OfALine) {
  FeeLine courier{.code = "COURIER",
                  .name_zh = "邮寄费",
                  .name_en = "Courier",
                  .basis = PriceBasis::kThirdParty,
                  .unit_fen = 2'000,
                  .quantity = 1,
                  .discount_fen = 0,
                  .subtotal_fen = 2'000};
  EXPECT_EQ(RefundOfLine(courier, InFull()), (FeeTotal{0, 2'000}));
  EXPECT_EQ(RefundOfLine(courier, InFull(2'000)), (FeeTotal{0, 0}));
  courier.basis = PriceBasis::kMarket;
  EXPECT_EQ(RefundOfLine(courier, InFull()), (FeeTotal{2'000, 0}));
}

// Whichever comes first, all the party gets back is the reduction and the share of the rest.
TEST(RefundOfReductionTest, AndAShareCommute) {
  std::mt19937_64 random(20261123);
  for (int round = 0; round < 5000; ++round) {
    const int64_t fee_fen = static_cast<int64_t>(random() % 100'000) + 1;
    const int64_t discount_fen = static_cast<int64_t>(random() % (fee_fen + 1));
    for (const RefundCause cause :
         {RefundCause::kRefused, RefundCause::kWithdrawnEarly, RefundCause::kWithdrawnLate}) {
      Paid paid{.total = {.office_fen = fee_fen}};
      const int64_t reduced_fen = RefundOfReduction(discount_fen, paid).office_fen;
      ASSERT_EQ(reduced_fen, discount_fen);
      paid.refunded.office_fen = paid.reduced_fen = reduced_fen;
      const int64_t share_last_fen = reduced_fen + DefaultRefund(cause, paid).office_fen;

      paid = {.total = {.office_fen = fee_fen}};
      paid.refunded = DefaultRefund(cause, paid);
      const int64_t reduction_last_fen =
          paid.refunded.office_fen + RefundOfReduction(discount_fen, paid).office_fen;
      ASSERT_LE(std::abs(share_last_fen - reduction_last_fen), 1)
          << Name(cause) << " of " << fee_fen << " less " << discount_fen;
    }
  }
}

TEST(RefundOfReductionTest, OfNothingIsNothing) {
  EXPECT_EQ(RefundOfReduction(0, {}), (FeeTotal{0, 0}));
  EXPECT_EQ(RefundOfReduction(36'000, InFull(0, kExample)), (FeeTotal{0, 0}));
}

TEST(CheckReductionStandsTest, OnlyWhileNothingElseWentBack) {
  EXPECT_TRUE(CheckReductionStands(18'000, InFull(), {18'000, 0}).ok());
  EXPECT_TRUE(CheckReductionStands(18'000, InFull(0, {0, 2'000}), {18'000, 0}).ok())
      << "the courier is no part of it";
  EXPECT_EQ(ReasonOf(CheckReductionStands(18'000, InFull(0, {18'000, 0}), {18'000, 0})),
            "PROPOSAL_OUTDATED");
}

TEST(ExactRefundTest, OfEverything) {
  EXPECT_EQ(RefundOfAll(InFull()), kExample);
  EXPECT_EQ(RefundOfAll(InFull(500, {6'000, 0})), (FeeTotal{30'000, 1'500}));
}

TEST(ExactRefundTest, OfACourierThatWasNotNeeded) {
  const FeeLine certificate{.basis = PriceBasis::kMarket, .subtotal_fen = 36'000};
  const FeeLine apostille{.basis = PriceBasis::kThirdParty, .subtotal_fen = 500};
  const FeeLine courier{.basis = PriceBasis::kThirdParty, .subtotal_fen = 1'500, .parcel = true};
  EXPECT_EQ(RefundOfParcels({certificate, apostille, courier}, InFull()), (FeeTotal{0, 1'500}));
  EXPECT_EQ(RefundOfParcels({certificate, apostille}, InFull()), (FeeTotal{0, 0}));
  EXPECT_EQ(RefundOfParcels({courier, courier}, InFull()), (FeeTotal{0, 2'000}));
  EXPECT_EQ(RefundOfParcels({courier}, InFull(0, {0, 1'000})), (FeeTotal{0, 1'000}));
}

TEST(IsRefusedForGoodTest, WhatMayPassOrIsInDoubtIsNot) {
  const auto answer = [](absl::string_view reason) {
    return MakeError(absl::StatusCode::kInternal, reason, {"", ""});
  };
  for (const char* reason : {"CHANNEL_RULE_LIMIT", "CHANNEL_NOT_ENTITLED",
                             "CHANNEL_REQUEST_REFUSED", "CHANNEL_ORDER_UNKNOWN"}) {
    EXPECT_TRUE(IsRefusedForGood(answer(reason))) << reason;
  }
  for (const char* reason : {"CHANNEL_BALANCE_SHORT", "CHANNEL_SYSTEM_ERROR", "HTTP_TIMEOUT",
                             "CHANNEL_REPLY_UNREADABLE", "CHANNEL_REPLY_FORGED"}) {
    EXPECT_FALSE(IsRefusedForGood(answer(reason))) << reason;
  }
  EXPECT_FALSE(IsRefusedForGood(absl::OkStatus()));
}

TEST(CheckProposalTest, StaysWithinWhatIsLeftAndWhatTheRuleGives) {
  EXPECT_TRUE(CheckProposal(RefundCause::kRevoked, InFull(), {100, 0}).ok());
  EXPECT_TRUE(CheckProposal(RefundCause::kRevoked, InFull(), kExample).ok());
  EXPECT_TRUE(CheckProposal(RefundCause::kRefusedByFault, InFull(), {36'000, 0}).ok());
  for (const FeeTotal& asked :
       {FeeTotal{0, 0}, FeeTotal{36'001, 0}, FeeTotal{-1, 2}, FeeTotal{0, 2'001}}) {
    EXPECT_EQ(ReasonOf(CheckProposal(RefundCause::kRevoked, InFull(), asked)), "REFUND_AMOUNT");
  }
  EXPECT_EQ(ReasonOf(CheckProposal(RefundCause::kRefusedByFault, InFull(), {0, 1})),
            "REFUND_AMOUNT");
  EXPECT_EQ(ReasonOf(CheckProposal(RefundCause::kRevoked, InFull(2'000), {0, 1})), "REFUND_AMOUNT");
  EXPECT_TRUE(CheckProposal(RefundCause::kFinalFeeLower, InFull(), {36'000, 0}).ok());
  EXPECT_EQ(ReasonOf(CheckProposal(RefundCause::kFinalFeeLower, InFull(), {0, 1})),
            "REFUND_AMOUNT");
  for (const RefundCause automatic :
       {RefundCause::kPaidTwice, RefundCause::kPaidAfterClose, RefundCause::kLineDropped}) {
    EXPECT_EQ(ReasonOf(CheckProposal(automatic, InFull(), {1, 0})), "REFUND_CAUSE_AUTOMATIC");
  }
}

}  // namespace
}  // namespace notary::payment
