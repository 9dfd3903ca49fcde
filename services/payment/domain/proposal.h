// What one member of staff proposes about money and another decides: a refund that no rule makes by
// itself, how money went back outside the provider, what became of a report that our books could
// not explain. Source: domain.md 3.3 (maker-checker), 7.1.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/base/enum_names.h"
#include "services/payment/domain/ledger.h"
#include "services/payment/domain/reduction.h"

namespace notary::payment {

// How money goes back.
enum class ReturnWay {
  kChannel,       // by the provider, to the paying account
  kBankTransfer,  // from the office's bank account
  kProviderSite,  // by hand at the provider's site for merchants, from the same balance
  kNone,          // no money lies there
};

// Whether money lies in our account for what is to be settled.
enum class MoneyLies {
  kNo,
  kYes,
  kUnseen,  // perhaps in that of a merchant number given up, which the books do not follow
};

enum class Verdict {
  kOpen,
  kApproved,
  kRejected,
  kOvertaken,  // the provider brought the money back before anybody decided
};

struct Proposal {
  std::string office;
  std::string id;
  std::optional<std::string> refund;  // id; this or `report` is what it is about
  std::optional<std::string> report;  // id
  std::string proposer;               // "staff/…"
  std::string reason;
  ReturnWay way = ReturnWay::kChannel;
  std::string reference;  // of the transfer or of the provider; empty where no money moved by hand
  absl::Time propose_time;
  Verdict verdict = Verdict::kOpen;
  std::string decider = {};  // "staff/…"
  std::string note = {};
  std::optional<absl::Time> decide_time = std::nullopt;
  std::optional<ProposedReduction> reduction = std::nullopt;  // for which a lower fee goes back
};

// FAILED_PRECONDITION (PROPOSAL_OPEN): another one waits for its decision.
absl::Status AnotherProposal();

// PERMISSION_DENIED (OWN_PROPOSAL): who proposed it does not decide it.
absl::Status CheckDecider(absl::string_view proposer, absl::string_view decider);

// Money that must go back by hand goes by bank or at the provider's site, with a reference; where
// none lies, none goes. What nobody could see went back at that site if it was paid at all.
// INVALID_ARGUMENT RETURN_WAY, REQUIRED.
absl::Status CheckReturn(MoneyLies lies, ReturnWay way, absl::string_view reference);

// Which account it leaves. Pre: not kNone.
Account AccountOf(ReturnWay way);

}  // namespace notary::payment

namespace notary {
template <>
inline constexpr auto kEnumNames<payment::ReturnWay> =
    std::to_array<const char*>({"CHANNEL", "BANK_TRANSFER", "PROVIDER_SITE", "NONE"});
template <>
inline constexpr auto kEnumNames<payment::Verdict> =
    std::to_array<const char*>({"OPEN", "APPROVED", "REJECTED", "OVERTAKEN"});
}  // namespace notary
