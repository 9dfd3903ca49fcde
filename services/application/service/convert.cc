#include "services/application/service/convert.h"

#include "platform/base/error.h"
#include "platform/rpc/timestamp.h"
#include "services/application/service/acts.h"
#include "services/common/masking.h"

namespace notary::application {
namespace {

// Domain and proto enumerators have one name (tests/conformance holds them together).
template <typename Proto, typename Domain>
Proto Convert(bool (*parse)(google::protobuf::ConstStringParam, Proto*), Domain value) {
  Proto out{};
  parse(Name(value), &out);
  return out;
}

template <typename Domain, typename Proto>
Domain ConvertBack(const std::string& (*name)(Proto), Proto value) {
  return Parse<Domain>(name(value)).value_or(Domain{});
}

void AddVerifications(const Case& c, v1::Application& out) {
  for (const Verification& v : c.verifications) {
    v1::VerificationItem& item = *out.add_verifications();
    item.set_verification(v.name);
    item.set_fact(v.fact);
    item.set_mode(v.mode);
    item.set_blocking(v.blocking);
    item.set_outcome(v.outcome);
    item.set_reason_code(v.reason_code);
    item.set_reply_number(v.reply_number);
    if (v.answer_time) *item.mutable_answer_time() = rpc::ToTimestamp(*v.answer_time);
    item.set_duration_ms(v.duration_ms);
    item.set_opinion(v.opinion);
    item.set_claim_changed(v.claim_changed);
    item.set_second_person(v.supervisor);
    item.set_awaits_second_person(v.AwaitsSecondPerson());
  }
}

void AddRecusals(const Case& c, v1::Application& out) {
  for (const Recusal& recusal : c.recusals) {
    v1::Recusal& item = *out.add_recusals();
    item.set_notary(recusal.notary);
    item.set_asker(recusal.asker);
    item.set_ground(recusal.ground);
    item.set_explanation(recusal.explanation);
    *item.mutable_ask_time() = rpc::ToTimestamp(recusal.ask_time);
    item.set_outcome(Convert(&v1::Recusal_Outcome_Parse, recusal.outcome));
    item.set_decider(recusal.decider);
    item.set_reason(recusal.reason);
    if (recusal.decide_time) {
      *item.mutable_decide_time() = rpc::ToTimestamp(*recusal.decide_time);
    }
  }
}

void AddParts(const Case& c, bool clear, v1::Application& out) {
  for (const auto& [field, value] : clear ? c.form : common::MaskForm(c.form)) {
    (*out.mutable_form())[field] = value;
  }
  for (const Material& material : c.materials) {
    v1::Material& item = *out.add_materials();
    item.set_slot(material.slot);
    item.set_document(material.document);
    item.set_by_data_sharing(material.by_data_sharing);
    item.set_original(Convert(&v1::Application_OriginalsState_Parse, material.original));
  }
  for (const Pause& pause : c.pauses) {
    v1::Pause& item = *out.add_pauses();
    item.set_kind(Name(pause.kind));
    item.set_reason(pause.reason);
    *item.mutable_start_time() = rpc::ToTimestamp(pause.start);
    if (pause.end) *item.mutable_end_time() = rpc::ToTimestamp(*pause.end);
  }
  for (const IssuedCertificate& certificate : c.certificates) {
    v1::IssuedCertificate& item = *out.add_certificates();
    item.set_number(certificate.number);
    item.set_serial(static_cast<int32_t>(certificate.serial));
    item.set_kind(certificate.kind);
    item.set_issue_date(absl::FormatCivilTime(certificate.issue_date));
    item.set_status(certificate.voided ? "VOID" : "VALID");
  }
  if (c.application.AwaitsItems()) {
    for (const auto& [slot, note] : c.asked_items) {
      v1::AskedItem& item = *out.add_asked_items();
      item.set_slot(slot);
      item.set_note(note);
    }
  }
  out.set_electronic_service(c.electronic_service);
  AddVerifications(c, out);
  AddRecusals(c, out);
}

// What a notary says of himself is for those who decide and work with him.
void HideWhatStaffSaid(v1::Application& shown) {
  for (v1::Recusal& recusal : *shown.mutable_recusals()) {
    if (recusal.asker() == recusal.notary()) recusal.clear_explanation();
  }
}

}  // namespace

v1::Application ToProto(const Case& c, bool clear) {
  const Application& a = c.application;
  v1::Application out;
  out.set_name(a.Name());
  out.set_applicant(a.applicant);
  out.set_mandate(a.mandate);
  out.set_represented(a.represented);
  out.set_representative(a.representative);
  out.set_matter(a.matter);
  out.set_capacity(Convert(&v1::Application_Capacity_Parse, a.capacity));
  out.set_visit_mode(Convert(&v1::Application_VisitMode_Parse, a.visit_mode));
  out.set_handover_mode(Convert(&v1::Application_HandoverMode_Parse, a.handover_mode));
  out.set_original_lost(a.original_lost);
  out.set_state(Convert(&v1::Application_State_Parse, a.state));
  out.set_etag(a.Etag());
  out.set_acceptance_number(a.acceptance_number);
  if (a.accept_time) *out.mutable_accept_time() = rpc::ToTimestamp(*a.accept_time);
  if (a.due_date) out.set_due_date(absl::FormatCivilTime(*a.due_date));
  out.set_due_date_provisional(a.due_date_provisional);
  out.set_handler(a.handler);
  out.set_approver(a.approver);
  out.set_recusal_open(a.recusal_open);
  out.set_payment_state(Convert(&v1::Application_PaymentState_Parse, a.payment_state));
  out.set_fee_note(a.fee_note);
  out.set_fee_fen(a.fee_fen);
  out.set_refund_fen(a.refund_fen);
  out.set_identity_state(Convert(&v1::Application_IdentityState_Parse, a.identity_state));
  out.set_originals_state(Convert(&v1::Application_OriginalsState_Parse, a.originals_state));
  out.set_visit_count(static_cast<int32_t>(a.visit_count));
  if (a.notice_sign_time) *out.mutable_notice_sign_time() = rpc::ToTimestamp(*a.notice_sign_time);
  out.set_ground(a.ground);
  out.set_waybill(a.waybill);
  out.set_shipment(a.shipment);
  out.set_freight_collect(a.freight_collect);
  out.set_recall_state(Convert(&v1::Application_RecallState_Parse, a.recall_state));
  out.set_uncollected(a.uncollected);
  out.set_closure_reported(a.closure_reported);
  out.set_completion_rounds(static_cast<int32_t>(a.completion_rounds));
  *out.mutable_create_time() = rpc::ToTimestamp(a.create_time);
  *out.mutable_update_time() = rpc::ToTimestamp(a.update_time);
  AddParts(c, clear, out);
  return out;
}

v1::Application Show(const rpc::Call& call, const Case& c, bool clear) {
  v1::Application shown = ToProto(c, clear);
  if (!call.caller.IsStaff()) HideWhatStaffSaid(shown);
  for (const std::string& act : ActsOpenTo(call, c.application)) shown.add_acts(act);
  return shown;
}

Case FromProto(const v1::Application& in) {
  Case c;
  Application& a = c.application;
  a.matter = in.matter();
  a.mandate = in.mandate();
  a.capacity = ConvertBack<Capacity>(&v1::Application_Capacity_Name, in.capacity());
  a.visit_mode = ConvertBack<VisitMode>(&v1::Application_VisitMode_Name, in.visit_mode());
  a.handover_mode =
      ConvertBack<HandoverMode>(&v1::Application_HandoverMode_Name, in.handover_mode());
  a.original_lost = in.original_lost();
  c.form = {in.form().begin(), in.form().end()};
  for (const v1::Material& material : in.materials()) {
    c.materials.push_back({material.slot(), material.document(), material.by_data_sharing()});
  }
  return c;
}

v1::HistoryEntry ToProto(const HistoryEntry& entry) {
  v1::HistoryEntry out;
  out.set_revision(entry.revision);
  v1::Application::State from{}, to{};
  v1::Application_State_Parse(entry.from, &from);
  v1::Application_State_Parse(entry.to, &to);
  out.set_from_state(from);
  out.set_to_state(to);
  out.set_event(entry.event);
  platform::v1::Role role{};
  platform::v1::Role_Parse("ROLE_" + entry.role, &role);
  out.set_role(role);
  out.set_actor(entry.actor);
  out.set_reason(entry.reason);
  *out.mutable_time() = rpc::ToTimestamp(entry.time);
  out.set_note(entry.note);
  return out;
}

}  // namespace notary::application
