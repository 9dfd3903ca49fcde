#include "services/application/domain/recusal.h"

#include <algorithm>

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/guards.h"

namespace notary::application {
namespace {

constexpr char kWithdrawn[] = "R50_2";

bool IsRecused(const Application& a, const std::string& staff) {
  return std::ranges::count(a.recused, staff) > 0;
}

absl::Status Required(const char* field) {
  return InvalidField(field, "REQUIRED", {"必填", "This field is required"});
}

}  // namespace

absl::Status CheckRecusalGround(const std::string& ground) {
  return CheckGround(ground, {"SELF", "NEAR_RELATIVE", "INTERESTED", "OTHER_RELATION"});
}

absl::Status NoRecusalOpen(const Application& a) {
  if (!a.recusal_open) return absl::OkStatus();
  return PreconditionError(
      "RECUSAL_OPEN",
      {"回避申请尚未决定", "A recusal is asked for and the head has not decided yet"});
}

absl::Status CheckDecision(bool upheld, const std::string& notary, const std::string& reason) {
  if (upheld) return notary.empty() ? Required("notary") : CheckStaff("notary", notary);
  if (!notary.empty()) {
    return InvalidField("notary", "NOT_UPHELD_HAS_NO_NOTARY",
                        {"回避不成立的，承办公证员不变", "Not upheld: the notary stays the same"});
  }
  return reason.empty() ? Required("reason") : absl::OkStatus();
}

absl::Status MayDecideRecusal(const Case& c, const std::string& head) {
  if (c.recusals.empty() || !c.recusals.back().IsOpen()) {
    return PreconditionError("NO_RECUSAL_OPEN",
                             {"没有待决定的回避申请", "No recusal is asked for"});
  }
  const Recusal& open = c.recusals.back();
  if (head != open.notary && head != open.asker) return absl::OkStatus();
  return DeniedError("FOUR_EYES", {"不得决定与自己有关的回避申请",
                                   "Nobody decides on a recusal of their own (L23(3))"});
}

absl::Status MayTakeOver(const Application& a, const std::string& notary) {
  if (a.handler == notary) {
    return InvalidField("notary", "SAME_NOTARY",
                        {"须指定另一公证员", "Another notary must take over"});
  }
  if (!IsRecused(a, notary)) return absl::OkStatus();
  return InvalidField("notary", "NOTARY_RECUSED",
                      {"该公证员已在本案回避", "This notary was recused in this case"});
}

absl::Status NotRecused(const Application& a, const std::string& actor) {
  if (!IsRecused(a, actor)) return absl::OkStatus();
  return DeniedError("NOTARY_RECUSED", {"您已在本案回避", "You were recused in this case"});
}

absl::Status MayEndWithRecusal(const Application& a) {
  return a.ground == kWithdrawn ? absl::OkStatus() : NoRecusalOpen(a);
}

}  // namespace notary::application
