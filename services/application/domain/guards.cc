#include "services/application/domain/guards.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "services/application/domain/answers.h"
#include "services/application/domain/party.h"
#include "services/application/domain/recusal.h"

namespace notary::application {
namespace {

absl::Status NoPauseOpen(const Case& c) {
  if (!c.IsPaused()) return absl::OkStatus();
  return PreconditionError("PAUSE_OPEN", {"期限仍在中止", "The clock is still paused"});
}

// What was given back since, a part or all of it, is owed no more: before the end of a case that is
// decided by two people only, and the note can never be paid again.
bool IsSettled(PaymentState state) {
  return state == PaymentState::kPaid || state == PaymentState::kWaived ||
         state == PaymentState::kPartRefunded || state == PaymentState::kRefunded;
}

bool Asked(const Case& c, const std::string& fact) {
  for (const Verification& v : c.verifications) {
    if (v.fact == fact) return true;
  }
  return false;
}

absl::Status AnswersAreFresh(const Case& c, const std::vector<std::string>& facts, absl::Time now) {
  for (const Verification& v : LatestOf(c, facts)) {
    if (!IsStale(v, now)) continue;
    return PreconditionError("VERIFICATION_STALE",
                             {"核查结果已过期，须重新核查",
                              "An agency's answer is too old and must be asked for again"});
  }
  return absl::OkStatus();
}

absl::Status IdentityAndOriginals(const Application& a) {
  if (a.visit_mode == VisitMode::kBeforeIssue) {
    if (a.identity_state != IdentityState::kInPerson) {
      return PreconditionError(
          "IDENTITY_NOT_IN_PERSON",
          {"须到场核验身份后方可出证", "Identity must be checked in person first"});
    }
    if (a.originals_state != OriginalsState::kPassed) {
      return PreconditionError("ORIGINALS_NOT_PASSED",
                               {"原件核对未通过", "The originals have not passed the comparison"});
    }
    return absl::OkStatus();
  }
  if (a.visit_mode == VisitMode::kAtCollection && a.identity_state == IdentityState::kUnchecked) {
    return PreconditionError(
        "IDENTITY_UNCHECKED",
        {"须先完成远程身份核验", "The remote identity check must be on file first"});
  }
  if (a.visit_mode == VisitMode::kNoVisit) {
    return PreconditionError(
        "ZERO_VISIT_RECORD_INCOMPLETE",
        {"零次跑办证记录不完整", "The record of the remote act is not complete"});
  }
  return absl::OkStatus();
}

bool SharesData(const Case& c) {
  if (c.application.original_lost) return true;
  for (const Material& material : c.materials) {
    if (material.by_data_sharing) return true;
  }
  return false;
}

absl::Status OneOf(absl::string_view field, const std::string& value,
                   const std::vector<std::string>& allowed) {
  for (const std::string& candidate : allowed) {
    if (value == candidate) return absl::OkStatus();
  }
  const std::string list = absl::StrJoin(allowed, ", ");
  return InvalidField(field, "NOT_AN_OPTION",
                      {absl::StrCat("须为： ", list), absl::StrCat("Must be one of ", list)});
}

absl::Status NeedsLostOriginal() {
  return PreconditionError(
      "DISCLOSE_NEEDS_LOST_ORIGINAL",
      {"仅原件遗失时可调取登记记录", "The record is asked for only when the original is lost"});
}

}  // namespace

absl::Status MayApplyFor(const Application& a, const Offer& offer) {
  if (!offer.matter) {
    return InvalidField("application.matter", "MATTER_NOT_OFFERED",
                        {"本机构目前不办理该事项", "This office does not handle the matter today"});
  }
  if (!offer.by_itself) {
    return InvalidField("application.matter", "MATTER_NOT_BY_ITSELF",
                        {"该事项随主公证事项一并办理，不能单独申请",
                         "It comes with another matter and is not applied for by itself"});
  }
  if (a.visit_mode == VisitMode::kNoVisit && !offer.no_visit) {
    return InvalidField("application.visit_mode", "VISIT_MODE_NOT_FOR_MATTER",
                        {"该事项须到场办理", "This matter is not handled without a visit"});
  }
  const bool open = a.visit_mode == VisitMode::kUnspecified;
  if (open || std::ranges::count(offer.visit_modes, a.visit_mode) > 0) return absl::OkStatus();
  return InvalidField("application.visit_mode", "VISIT_MODE_NOT_OFFERED",
                      {"本机构不提供该到场方式", "This office does not offer this way to visit"});
}

absl::Status MaySubmit(const Case& c) {
  const Application& a = c.application;
  std::vector<FieldViolation> missing;
  if (a.capacity == Capacity::kUnspecified) {
    missing.push_back(
        {"application.capacity", "REQUIRED", {"请选择办理身份", "Say in what capacity you act"}});
  }
  if (a.visit_mode == VisitMode::kUnspecified) {
    missing.push_back(
        {"application.visit_mode", "REQUIRED", {"请选择到场方式", "Choose when to visit"}});
  }
  if (a.handover_mode == HandoverMode::kUnspecified) {
    missing.push_back(
        {"application.handover_mode", "REQUIRED", {"请选择领取方式", "Choose how to receive it"}});
  }
  if (SharesData(c) && !a.commitment_signed) {
    missing.push_back({"commitment_signed",
                       "COMMITMENT_REQUIRED",
                       {"由公证处核查的材料须签署书面承诺",
                        "Papers obtained by the office need the written commitment N22"}});
  }
  return missing.empty() ? absl::OkStatus() : InvalidFields(std::move(missing));
}

absl::Status MayRequestCompletion(const Application& a, int64_t rounds,
                                  const std::string& late_round_reason) {
  if (a.completion_rounds < rounds || !late_round_reason.empty()) return absl::OkStatus();
  return InvalidField(
      "late_round_reason", "COMPLETION_ROUND_REASON_REQUIRED",
      {"第三次及以后补正须说明理由", "From the third round on a reason is required"});
}

absl::Status MayAccept(const AcceptanceChecks& checks) {
  std::vector<FieldViolation> failed;
  const auto need = [&](bool holds, const char* field, const char* zh, const char* en) {
    if (!holds) failed.push_back({field, "R19_NOT_MET", {zh, en}});
  };
  need(checks.has_interest, "checks.has_interest", "申请人须与事项有利害关系",
       "The applicant must have an interest (R19(1))");
  need(checks.no_dispute, "checks.no_dispute", "申请人之间须无争议",
       "There must be no dispute (R19(2))");
  need(checks.within_scope, "checks.within_scope", "须属公证业务范围",
       "The matter must be within Art. 11 (R19(3))");
  need(checks.competent, "checks.competent", "须属本处执业区域",
       "The office must be competent (R19(4))");
  return failed.empty() ? absl::OkStatus() : InvalidFields(std::move(failed));
}

absl::Status CheckCompetentOffice(const std::string& ground, const std::string& office,
                                  const std::string& office_name) {
  const bool none = office.empty() && office_name.empty();
  const bool both = !office.empty() && !office_name.empty();
  if (ground == "R19_4" && (none || both)) {
    return InvalidField("competent_office", "COMPETENT_OFFICE_UNCLEAR",
                        {"须写明有管辖权的公证机构，本系统内的机构与其他机构名称二者择一",
                         "Name the competent office: one of these, or another by its name"});
  }
  if (ground != "R19_4" && !none) {
    return InvalidField("competent_office", "COMPETENT_OFFICE_NOT_ASKED",
                        {"仅因执业区域不予受理时须写明有管辖权的公证机构",
                         "Only R19(4) sends the party to another office"});
  }
  return absl::OkStatus();
}

absl::Status AcceptedElsewhere(const Text& holder) {
  return PreconditionError(
      "ACCEPTED_ELSEWHERE",
      {absl::StrCat("当事人的同一事项已由", holder.zh,
                    "先行受理，由该处办理（公证程序规则第十六条）"),
       absl::StrCat(holder.en,
                    " has accepted the same matter of this party and handles it (R16)")});
}

absl::Status MaySignForAbroad(const std::optional<Notary>& handler, absl::CivilDay today) {
  const std::optional<Specimen> filed = handler ? handler->specimen : std::nullopt;
  if (filed && filed->valid_from <= today && today <= filed->valid_until) return absl::OkStatus();
  return PreconditionError(
      "SPECIMEN_NOT_VALID",
      {"承办公证员当日没有有效的签名备案，不能办理域外使用的公证书",
       "The notary's signature is not on file with the foreign ministry today, so it cannot stand "
       "under a certificate for use abroad"});
}

absl::Status MaySignNotice(const Application& a) {
  if (a.identity_state != IdentityState::kUnchecked) return absl::OkStatus();
  return PreconditionError("IDENTITY_UNCHECKED",
                           {"请先完成身份核验", "Identity must be checked first"});
}

absl::Status CheckSignedText(const std::optional<std::string>& given,
                             const std::string& signed_text) {
  if (!given) {
    return PreconditionError("NOTICE_NOT_GIVEN", {"告知书正在制作，请稍后",
                                                  "The notice is being made; try in a moment"});
  }
  if (*given == signed_text) return absl::OkStatus();
  return InvalidField("text_hash", "NOTICE_TEXT_DIFFERS",
                      {"所签文本不是送达的告知书", "This is not the text of the notice given"});
}

absl::Status MayAskAgency(const Application& a, const std::string& actor, const std::string& mode,
                          const std::string& supervisor, const std::string& permitted_by) {
  RETURN_IF_ERROR(IsHandler(a, actor));
  if (mode != "VERIFY" && mode != "DISCLOSE") {
    return InvalidField("mode", "MODE_UNKNOWN",
                        {"核查方式须为VERIFY或DISCLOSE", "Must be VERIFY or DISCLOSE"});
  }
  if (mode == "VERIFY") return absl::OkStatus();
  if (!a.original_lost) return NeedsLostOriginal();
  if (permitted_by.empty()) {
    return PreconditionError("DISCLOSURE_NOT_PERMITTED",
                             {"调取登记记录须先经另一人同意",
                              "Somebody else has to permit first that the record is asked for"});
  }
  if (permitted_by == actor) {  // who has taken over the case since
    return DeniedError("FOUR_EYES", {"不能凭本人的同意调取登记记录",
                                     "Nobody asks for the record by their own permission"});
  }
  if (!supervisor.empty() && supervisor != permitted_by) {
    return InvalidField("supervisor", "SUPERVISOR_DIFFERS",
                        {"与同意调取的人员不符", "It was somebody else who permitted it"});
  }
  return absl::OkStatus();
}

absl::Status MayPermitDisclosure(const Application& a, const std::string& actor) {
  if (!a.original_lost) return NeedsLostOriginal();
  if (actor != a.handler) return absl::OkStatus();
  return DeniedError(
      "FOUR_EYES", {"承办公证员不能自行同意调取登记记录", "Who handles the case cannot permit it"});
}

absl::Status MayConfirmFinding(const Verification& v, const std::string& actor) {
  if (v.mode != kByHand || v.supervisor != actor) {
    return DeniedError("NOT_THE_SECOND_PERSON",
                       {"仅共同核实的人员可以确认", "Only who came along to verify confirms it"});
  }
  if (v.AwaitsSecondPerson()) return absl::OkStatus();
  return PreconditionError("NOTHING_TO_CONFIRM",
                           {"该核实无需确认或已确认", "It is confirmed, or needs no confirmation"});
}

absl::Status MayVerifyByHand(const Application& a, const std::string& actor,
                             const std::string& means, const std::string& second_person) {
  RETURN_IF_ERROR(IsHandler(a, actor));
  RETURN_IF_ERROR(
      OneOf("means", means, {"DOCUMENTS", "ASK_UNIT", "INSPECT", "QUESTION", "EXPERT"}));
  if (!second_person.empty()) RETURN_IF_ERROR(CheckStaff("second_person", second_person));
  if (means == kMeansAlone || (!second_person.empty() && second_person != actor)) {
    return absl::OkStatus();
  }
  return InvalidField("second_person", "SECOND_PERSON_REQUIRED",
                      {"外出核实须二人共同进行", "Two people go out to verify (R28)"});
}

absl::Status MaySubmitDraft(const Case& c, const std::string& actor,
                            const std::vector<std::string>& required_facts) {
  RETURN_IF_ERROR(IsHandler(c.application, actor));
  RETURN_IF_ERROR(NoRecusalOpen(c.application));
  if (!c.application.notice_sign_time) {
    return PreconditionError("NOTICE_NOT_SIGNED",
                             {"告知书尚未签署", "The notice N05 is not signed"});
  }
  RETURN_IF_ERROR(NoPauseOpen(c));
  for (const std::string& fact : required_facts) {
    if (!Asked(c, fact)) {
      return PreconditionError("VERIFICATION_MISSING",
                               {"必要的核查尚未进行", "A required verification has not been made"});
    }
  }
  return AnswersSupport(c, required_facts);
}

absl::Status MayApprove(const Case& c, const std::string& approver,
                        const std::vector<std::string>& required_facts, absl::Time now) {
  const Application& a = c.application;
  if (approver == a.handler) {
    return DeniedError("FOUR_EYES",
                       {"不得审批自己承办的公证事项", "Nobody approves a case of their own (R40)"});
  }
  RETURN_IF_ERROR(NoRecusalOpen(a));
  RETURN_IF_ERROR(NoPauseOpen(c));
  if (!IsSettled(a.payment_state)) {
    return PreconditionError("NOT_PAID", {"尚未缴费", "The fee is not paid"});
  }
  RETURN_IF_ERROR(AnswersSupport(c, required_facts));
  RETURN_IF_ERROR(AnswersAreFresh(c, required_facts, now));
  return IdentityAndOriginals(a);
}

absl::Status MayRefusePayment(const Application& a) {
  if (a.payment_state == PaymentState::kAssessed) return absl::OkStatus();
  return PreconditionError("NOTHING_IS_OWED", {"没有待缴的公证费", "No fee is owed"});
}

absl::Status MayEndForDelay(const Application& a, absl::Time before) {
  if (a.accept_time && *a.accept_time < before) return absl::OkStatus();
  return PreconditionError("SIX_MONTHS_NOT_OVER",
                           {"受理未满六个月，不能以当事人原因终止",
                            "Not six months have passed since acceptance (R50(1))"});
}

absl::Status MayPassQuality(const Application& a, const std::string& actor) {
  if (a.producer != actor) return absl::OkStatus();
  return DeniedError("FOUR_EYES",
                     {"不得检验自己制作的公证书", "Nobody checks a certificate they produced"});
}

absl::Status MayApproveClosure(const Application& a, const std::string& proposer,
                               const std::string& actor) {
  if (actor == a.handler || actor == proposer) {
    return DeniedError("FOUR_EYES",
                       {"不得审批自己的报告", "Nobody approves a report of their own"});
  }
  RETURN_IF_ERROR(MayEndWithRecusal(a));
  if (a.ground == "REF09" && IsSettled(a.payment_state)) {
    return PreconditionError("PAID_MEANWHILE",
                             {"公证费已缴清，不能再以拒缴为由不予办理，应退回继续办理",
                              "The fee has been paid since: the case is sent back and goes on"});
  }
  if (a.closure_reported || a.handler.empty()) return absl::OkStatus();
  return PreconditionError("CLOSURE_NOT_REPORTED",
                           {"承办公证员尚未书面报告", "The handling notary has not reported yet"});
}

absl::Status CheckPurpose(const std::string& purpose) {
  return OneOf("purpose", purpose,
               {"REVIEW", "VERIFY", "PRODUCE", "HAND_OVER", "APPROVE", "ARCHIVE"});
}

absl::Status CheckStaff(absl::string_view field, const std::string& subject) {
  if (absl::StartsWith(subject, "staff/")) return absl::OkStatus();
  return InvalidField(field, "NOT_STAFF", {"须为本处工作人员", "Must be a member of the staff"});
}

absl::Status CheckOutcome(const std::string& outcome) {
  return OneOf("outcome", outcome,
               {"VERIFIED", "MISMATCH", "NOT_FOUND", "INCONCLUSIVE", "UNAVAILABLE", "REJECTED"});
}

absl::Status CheckShipmentState(const std::string& state) {
  return OneOf(
      "shipment_state", state,
      {"CREATED", "PICKED_UP", "IN_TRANSIT", "OUT_FOR_DELIVERY", "SIGNED", "SIGNED_BY_OTHER",
       "FAILED_ATTEMPT", "RETURNING", "RETURNED", "LOST", "DAMAGED", "CANCELLED"});
}

absl::Status MayOwe(const Application& a, int64_t fee_fen, int64_t refund_fen) {
  if (refund_fen > fee_fen) {
    return InvalidField("refund_fen", "REFUND_EXCEEDS_FEE",
                        {"退费不能超过收费", "No more goes back than was charged"});
  }
  if (a.accept_time || fee_fen == 0) return absl::OkStatus();
  return PreconditionError("NOT_ACCEPTED_YET",
                           {"受理前不得收费", "No fee may exist before acceptance"});
}

absl::Status CheckGround(const std::string& ground, const std::vector<std::string>& allowed) {
  return OneOf("ground", ground, allowed);
}

absl::Status CheckFault(const std::string& fault) {
  return OneOf("fault", fault, {"OFFICE", "NOBODY", "PARTY"});
}

absl::Status IsHandler(const Application& a, const std::string& actor) {
  if (actor == a.handler) return absl::OkStatus();
  return DeniedError("NOT_THE_HANDLER",
                     {"仅承办公证员可操作", "Only the handling notary may do this"});
}

}  // namespace notary::application
