// Every legal move of a fee note (what a party owes), of a payment order (one attempt to pay it)
// and of a refund; whatever is absent is illegal. Source: domain.md 7.3.
#pragma once

#include <array>

#include "absl/status/statusor.h"
#include "platform/base/enum_names.h"
#include "platform/base/transitions.h"

namespace notary::payment {

enum class NoteState { kCreated, kPending, kPaid, kPartRefunded, kRefunded, kClosed, kWaived };
enum class NoteEvent {
  kPlaceOrder,    // the party asked for a QR code
  kOrderExpired,  // nobody paid that order; another may follow
  kPay,
  kReduce,  // approved by the head of the office
  kWaive,   // the same, to nothing
  kClose,   // the case ended, nothing is owed any more
  kRefundPart,
  kRefundAll,
};

inline constexpr auto kNoteMoves = std::to_array<Move<NoteState, NoteEvent>>({
    {NoteState::kCreated, NoteEvent::kPlaceOrder, NoteState::kPending},
    {NoteState::kCreated, NoteEvent::kPay, NoteState::kPaid},  // an expired order paid after all
    {NoteState::kCreated, NoteEvent::kReduce, NoteState::kCreated},
    {NoteState::kCreated, NoteEvent::kWaive, NoteState::kWaived},
    {NoteState::kCreated, NoteEvent::kClose, NoteState::kClosed},
    {NoteState::kPending, NoteEvent::kOrderExpired, NoteState::kCreated},
    {NoteState::kPending, NoteEvent::kPay, NoteState::kPaid},
    {NoteState::kPending, NoteEvent::kClose, NoteState::kClosed},
    {NoteState::kPaid, NoteEvent::kRefundPart, NoteState::kPartRefunded},
    {NoteState::kPaid, NoteEvent::kRefundAll, NoteState::kRefunded},
    {NoteState::kPartRefunded, NoteEvent::kRefundPart, NoteState::kPartRefunded},
    {NoteState::kPartRefunded, NoteEvent::kRefundAll, NoteState::kRefunded},
    {NoteState::kClosed, NoteEvent::kPay, NoteState::kPaid},  // PAID wins; a full refund follows
});
static_assert(IsDeterministic(kNoteMoves));
static_assert(IsFinal(kNoteMoves, NoteState::kRefunded) && IsFinal(kNoteMoves, NoteState::kWaived));

enum class OrderState { kCreated, kPending, kPaid, kClosed };
enum class OrderEvent {
  kPlaced,  // the provider knows it and gave a code
  kPaid,
  kClosed,  // the provider confirmed that it can no longer be paid
};

inline constexpr auto kOrderMoves = std::to_array<Move<OrderState, OrderEvent>>({
    {OrderState::kCreated, OrderEvent::kPlaced, OrderState::kPending},
    {OrderState::kCreated, OrderEvent::kPaid, OrderState::kPaid},  // the answer to placing was lost
    {OrderState::kCreated, OrderEvent::kClosed, OrderState::kClosed},
    {OrderState::kPending, OrderEvent::kPaid, OrderState::kPaid},
    {OrderState::kPending, OrderEvent::kClosed, OrderState::kClosed},
    {OrderState::kClosed, OrderEvent::kPaid, OrderState::kPaid},  // PAID wins over CLOSED
});
static_assert(IsDeterministic(kOrderMoves) && IsFinal(kOrderMoves, OrderState::kPaid));

enum class RefundState {
  kProposed,
  kApproved,
  kRejected,
  kSent,
  kDone,
  kAbnormal,   // the provider cannot bring the money back
  kResolving,  // it went back in another way, says one person; a second one checks that
};
enum class RefundEvent {
  kApprove,
  kReject,
  kSend,     // the provider took it
  kFinish,   // the money is back
  kFail,     // the payer's account cannot take it; a person finds another way
  kRetry,    // what the provider refused for is mended
  kResolve,  // how a person sent it instead is recorded, a proposal until another approves it
};

inline constexpr auto kRefundMoves = std::to_array<Move<RefundState, RefundEvent>>({
    {RefundState::kProposed, RefundEvent::kApprove, RefundState::kApproved},
    {RefundState::kProposed, RefundEvent::kReject, RefundState::kRejected},
    {RefundState::kApproved, RefundEvent::kSend, RefundState::kSent},
    {RefundState::kApproved, RefundEvent::kFinish, RefundState::kDone},
    {RefundState::kApproved, RefundEvent::kFail, RefundState::kAbnormal},
    {RefundState::kSent, RefundEvent::kFinish, RefundState::kDone},
    {RefundState::kSent, RefundEvent::kFail, RefundState::kAbnormal},
    // Somebody had it tried anew while the money was on its way by hand.
    {RefundState::kSent, RefundEvent::kResolve, RefundState::kResolving},
    {RefundState::kAbnormal, RefundEvent::kFinish, RefundState::kDone},  // the provider, after all
    {RefundState::kAbnormal, RefundEvent::kResolve, RefundState::kResolving},
    {RefundState::kAbnormal, RefundEvent::kRetry, RefundState::kSent},
    {RefundState::kResolving, RefundEvent::kApprove, RefundState::kDone},
    {RefundState::kResolving, RefundEvent::kFinish, RefundState::kDone},
    {RefundState::kResolving, RefundEvent::kReject,
     RefundState::kSent},  // the provider is asked anew
});
static_assert(IsDeterministic(kRefundMoves));
static_assert(IsFinal(kRefundMoves, RefundState::kRejected) &&
              IsFinal(kRefundMoves, RefundState::kDone));

// FAILED_PRECONDITION (FEE_NOTE_STATE, PAYMENT_ORDER_STATE, REFUND_STATE) for a move not in the
// table.
absl::StatusOr<NoteState> Decide(NoteState from, NoteEvent event);
absl::StatusOr<OrderState> Decide(OrderState from, OrderEvent event);
absl::StatusOr<RefundState> Decide(RefundState from, RefundEvent event);

}  // namespace notary::payment

// The names SQL stores and the protos spell.
namespace notary {

template <>
inline constexpr auto kEnumNames<payment::NoteState> = std::to_array<const char*>(
    {"CREATED", "PENDING", "PAID", "PART_REFUNDED", "REFUNDED", "CLOSED", "WAIVED"});
template <>
inline constexpr auto kEnumNames<payment::NoteEvent> =
    std::to_array<const char*>({"PLACE_ORDER", "ORDER_EXPIRED", "PAY", "REDUCE", "WAIVE", "CLOSE",
                                "REFUND_PART", "REFUND_ALL"});
template <>
inline constexpr auto kEnumNames<payment::OrderState> =
    std::to_array<const char*>({"CREATED", "PENDING", "PAID", "CLOSED"});
template <>
inline constexpr auto kEnumNames<payment::OrderEvent> =
    std::to_array<const char*>({"PLACED", "PAID", "CLOSED"});
template <>
inline constexpr auto kEnumNames<payment::RefundState> = std::to_array<const char*>(
    {"PROPOSED", "APPROVED", "REJECTED", "SENT", "DONE", "ABNORMAL", "RESOLVING"});
template <>
inline constexpr auto kEnumNames<payment::RefundEvent> =
    std::to_array<const char*>({"APPROVE", "REJECT", "SEND", "FINISH", "FAIL", "RETRY", "RESOLVE"});

}  // namespace notary
