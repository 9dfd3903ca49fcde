// Moves the law does not know, or not for this person, or not yet: quality.md D 90–94; domain.md
// 1.5.
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

Row WrongState(std::string name, std::string verb, By by, std::string request) {
  return Refused(std::move(name), "ApplicationService/" + verb, by, std::move(request),
                 kFailedPrecondition, "STATE_NOT_ALLOWED");
}

Row NotYet(std::string name, std::string verb, By by, std::string request, std::string reason) {
  return Refused(std::move(name), "ApplicationService/" + verb, by, std::move(request),
                 kFailedPrecondition, std::move(reason));
}

Row Bad(std::string name, std::string verb, By by, std::string request, std::string reason,
        std::string field) {
  return Refused(std::move(name), "ApplicationService/" + verb, by, std::move(request),
                 kInvalidArgument, std::move(reason), std::move(field));
}

Row Denied(std::string name, std::string verb, By by, std::string request, std::string reason) {
  return Refused(std::move(name), "ApplicationService/" + verb, by, std::move(request),
                 kPermissionDenied, std::move(reason));
}

constexpr char kChecks[] =
    " checks { has_interest: true no_dispute: true within_scope: true competent: true }";
constexpr char kAbsentQuestion[] =
    " verification: 'offices/xuhui/verifications/0190aaaa-0000-7000-8000-000000000001'";

Row BadCreate(std::string name, const std::string& application, std::string reason,
              std::string field) {
  return Bad(std::move(name), "CreateApplication", By::kApplicant,
             "parent: 'offices/xuhui' application { " + application + " }", std::move(reason),
             std::move(field));
}

}  // namespace

Rows StateRows() {
  return {
      BadCreate("matter_that_comes_with_another", "matter: 'COPY_TRANS' capacity: SELF",
                "MATTER_NOT_BY_ITSELF", "application.matter"),
      BadCreate("no_visit_where_none_is_offered",
                "matter: 'CERT_EDU' capacity: SELF visit_mode: NO_VISIT", "VISIT_MODE_NOT_OFFERED",
                "application.visit_mode"),
      Bad("no_visit_chosen_later", "UpdateApplication", By::kApplicant,
          "application { name: '{draft}' visit_mode: NO_VISIT }", "VISIT_MODE_NOT_OFFERED",
          "application.visit_mode"),
      WrongState("submit_twice", "SubmitApplication", By::kApplicant, "name: '{submitted}'"),
      WrongState("update_after_submit", "UpdateApplication", By::kApplicant,
                 "application { name: '{submitted}' form { key: 'applicant.phone' "
                 "value: '13800000000' } }"),
      WrongState("update_under_review", "UpdateApplication", By::kApplicant,
                 "application { name: '{reviewing}' materials { slot: 'M01' "
                 "document: '{document}' } }"),
      WrongState("update_issued_text", "UpdateApplication", By::kApplicant,
                 "application { name: '{issued}' form { key: 'applicant.name' value: '李二' } }"),
      WrongState("take_a_draft", "TakeApplication", By::kAssistant, "name: '{draft}'"),
      WrongState("take_twice", "TakeApplication", By::kAssistant, "name: '{precheck}'"),
      WrongState("accept_what_nobody_took", "AcceptApplication", By::kAssistant,
                 std::string("name: '{submitted}'") + kChecks),
      WrongState("accept_twice", "AcceptApplication", By::kAssistant,
                 std::string("name: '{accepted}'") + kChecks),
      WrongState("decline_after_acceptance", "DeclineApplication", By::kAssistant,
                 "name: '{accepted}' ground: 'R19_1'"),
      WrongState("cancel_after_acceptance", "CancelApplication", By::kApplicant,
                 "name: '{accepted}'"),
      WrongState("withdraw_a_draft", "WithdrawApplication", By::kApplicant, "name: '{draft}'"),
      WrongState("withdraw_a_consent_of_a_draft", "WithdrawConsent", By::kApplicant,
                 "name: '{draft}' code: 'AGENCY'"),
      WrongState("withdraw_a_consent_after_issue", "WithdrawConsent", By::kApplicant,
                 "name: '{issued}' code: 'AGENCY'"),
      WrongState("withdraw_after_issue", "WithdrawApplication", By::kApplicant, "name: '{issued}'"),
      WrongState("assign_before_acceptance", "AssignNotary", By::kHead,
                 "name: '{precheck}' notary: 'staff/xuhui-notary' notary_name: '公证员'"),
      WrongState("draft_before_review", "SubmitDraft", By::kNotary,
                 "name: '{accepted}' opinion: '同意'"),
      WrongState("approve_a_draft", "ApproveApplication", By::kApprover, "name: '{draft}'"),
      WrongState("approve_under_review", "ApproveApplication", By::kApprover,
                 "name: '{reviewing}'"),
      WrongState("approve_twice", "ApproveApplication", By::kApprover, "name: '{issued}'"),
      WrongState("return_after_issue", "ReturnApplication", By::kApprover,
                 "name: '{issued}' note: '再看'"),
      WrongState("produce_before_issue", "ProduceCertificate", By::kPrinter, "name: '{pending}'"),
      WrongState("produce_twice", "ProduceCertificate", By::kPrinter, "name: '{producing}'"),
      WrongState("check_quality_before_production", "PassQualityCheck", By::kAssistant,
                 "name: '{issued}'"),
      WrongState("hand_over_before_issue", "HandOver", By::kAssistant,
                 "name: '{pending}' identity_record: 'x' signer_name: '张一'"),
      WrongState("dispatch_before_issue", "DispatchCertificate", By::kAssistant,
                 "name: '{pending}'"),
      WrongState("archive_before_delivery", "ArchiveApplication", By::kArchivist,
                 "name: '{ready}' retention: 'SHORT'"),
      WrongState("archive_twice", "ArchiveApplication", By::kArchivist,
                 "name: '{archived}' retention: 'SHORT'"),
      WrongState("withhold_before_ready", "WithholdCertificate", By::kNotary,
                 "name: '{issued}' ground: 'REF05'"),
      WrongState("resolve_no_incident", "ResolveIncident", By::kAssistant, "name: '{archived}'"),
      WrongState("close_what_nobody_proposed", "ApproveClosure", By::kHead,
                 "name: '{reviewing}' fault: 'NOBODY'"),
      WrongState("send_back_what_nobody_proposed", "SendBackClosure", By::kHead,
                 "name: '{reviewing}' note: '再看'"),
      WrongState("supplement_nothing_asked", "SupplementApplication", By::kApplicant,
                 "name: '{reviewing}'"),
      WrongState("resubmit_nothing_asked", "ResubmitApplication", By::kApplicant,
                 "name: '{precheck}'"),
      WrongState("refuse_payment_before_acceptance", "RefusePayment", By::kApplicant,
                 "name: '{draft}'"),
      NotYet("approve_unpaid", "ApproveApplication", By::kApprover, "name: '{unpaid}'", "NOT_PAID"),
      NotYet("draft_without_verification", "SubmitDraft", By::kNotary,
             "name: '{reviewing}' opinion: '同意'", "VERIFICATION_MISSING"),
      NotYet("disclose_though_the_original_is_there", "StartVerification", By::kNotary,
             "name: '{marriage}' fact: 'MARRIAGE_RECORD' mode: 'DISCLOSE' "
             "supervisor: 'staff/xuhui-head'",
             "DISCLOSE_NEEDS_LOST_ORIGINAL"),
      Denied("approve_own_case", "ApproveApplication", By::kNotaryApprover, "name: '{pending}'",
             "FOUR_EYES"),
      Denied("check_own_production", "PassQualityCheck", By::kPrinterAssistant,
             "name: '{producing}'", "FOUR_EYES"),
      Denied("draft_in_a_case_of_another_notary", "SubmitDraft", By::kOtherNotary,
             "name: '{reviewing}' opinion: '同意'", "NOT_THE_HANDLER"),
      Denied("ask_in_a_case_of_another_notary", "StartVerification", By::kOtherNotary,
             "name: '{marriage}' fact: 'MARRIAGE_RECORD' mode: 'VERIFY'", "NOT_THE_HANDLER"),
      Denied("supplement_asked_by_another_notary", "RequestSupplement", By::kOtherNotary,
             "name: '{reviewing}' items { slot: 'M01' }", "NOT_THE_HANDLER"),
      Denied("refusal_proposed_by_another_notary", "ProposeRefusal", By::kOtherNotary,
             "name: '{reviewing}' ground: 'REF06' report: '不符'", "NOT_THE_HANDLER"),
      Denied("termination_proposed_by_another_notary", "ProposeTermination", By::kOtherNotary,
             "name: '{reviewing}' ground: 'R50_3'", "NOT_THE_HANDLER"),
      Bad("accept_without_interest", "AcceptApplication", By::kAssistant,
          "name: '{precheck}' checks { no_dispute: true within_scope: true competent: true }",
          "R19_NOT_MET", "checks.has_interest"),
      Bad("accept_without_checks", "AcceptApplication", By::kAssistant, "name: '{precheck}'",
          "REQUIRED", "checks"),
      Bad("decline_on_unknown_ground", "DeclineApplication", By::kAssistant,
          "name: '{precheck}' ground: 'BORED'", "NOT_AN_OPTION", "ground"),
      Bad("decline_as_not_competent_without_saying_who_is", "DeclineApplication", By::kAssistant,
          "name: '{precheck}' ground: 'R19_4'", "COMPETENT_OFFICE_UNCLEAR", "competent_office"),
      Bad("decline_and_send_to_an_office_that_is_not_there", "DeclineApplication", By::kAssistant,
          "name: '{precheck}' ground: 'R19_4' competent_office: 'offices/atlantis'",
          "OFFICE_UNKNOWN", "competent_office"),
      Bad("refuse_on_unknown_ground", "ProposeRefusal", By::kNotary,
          "name: '{reviewing}' ground: 'REF10' report: '不符'", "NOT_AN_OPTION", "ground"),
      Bad("terminate_on_unknown_ground", "ProposeTermination", By::kNotary,
          "name: '{reviewing}' ground: 'R50_2'", "NOT_AN_OPTION", "ground"),
      Bad("close_with_unknown_fault", "ApproveClosure", By::kHead,
          "name: '{refusal}' fault: 'WEATHER'", "NOT_AN_OPTION", "fault"),
      Bad("archive_for_unknown_term", "ArchiveApplication", By::kArchivist,
          "name: '{delivered}' retention: 'FOREVER'", "NOT_AN_OPTION", "retention"),
      Bad("reveal_for_unknown_purpose", "RevealApplication", By::kAssistant,
          "name: '{submitted}' purpose: 'CURIOSITY'", "NOT_AN_OPTION", "purpose"),
      Bad("assign_an_applicant_as_notary", "AssignNotary", By::kHead,
          "name: '{accepted}' notary: 'persons/zhang-yi' notary_name: '张一'", "NOT_STAFF",
          "notary"),
      Bad("reassign_to_the_same_notary", "ReassignNotary", By::kHead,
          "name: '{reviewing}' notary: 'staff/xuhui-notary' notary_name: '公证员'", "SAME_NOTARY",
          "notary"),
      Bad("ask_for_a_fact_not_in_the_plan", "StartVerification", By::kNotary,
          "name: '{marriage}' fact: 'DRIVING_LICENCE' mode: 'VERIFY'", "FACT_NOT_IN_PLAN", "fact"),
      Bad("ask_in_an_unknown_mode", "StartVerification", By::kNotary,
          "name: '{marriage}' fact: 'MARRIAGE_RECORD' mode: 'GUESS'", "MODE_UNKNOWN", "mode"),
      Bad("verify_by_hand_alone", "RecordManualVerification", By::kNotary,
          "name: '{reviewing}' fact: 'EDUCATION_RECORD' means: 'INSPECT' opinion: '属实'",
          "SECOND_PERSON_REQUIRED", "second_person"),
      Bad("verify_by_unknown_means", "RecordManualVerification", By::kNotary,
          "name: '{reviewing}' fact: 'EDUCATION_RECORD' means: 'DREAM' opinion: '属实'",
          "NOT_AN_OPTION", "means"),
      Bad("resolve_an_unknown_question", "ResolveVerification", By::kNotary,
          std::string("name: '{reviewing}' opinion: '属实'") + kAbsentQuestion,
          "VERIFICATION_UNKNOWN", "verification"),
      Bad("second_visit_without_reason", "RecordVisit", By::kAssistant,
          "name: '{visited}' identity_record: 'x' originals { slot: 'M01' passed: true }",
          "SECOND_VISIT_REASON_REQUIRED", "repeat_reason"),
      Bad("supplement_of_a_paper_that_is_none", "RequestSupplement", By::kNotary,
          "name: '{reviewing}' note: '请补充' items { slot: 'M99' }", "SLOT_UNKNOWN",
          "items[0].slot"),
      Bad("visit_with_an_original_that_is_none", "RecordVisit", By::kAssistant,
          "name: '{reviewing}' identity_record: 'x' originals { slot: 'M99' passed: true }",
          "NOT_AN_ORIGINAL", "originals[0].slot"),
      Bad("visit_with_an_original_twice", "RecordVisit", By::kAssistant,
          "name: '{reviewing}' identity_record: 'x' originals { slot: 'M01' passed: true } "
          "originals { slot: 'M01' passed: false }",
          "LISTED_TWICE", "originals[1].slot"),
      Bad("visit_without_originals", "RecordVisit", By::kAssistant,
          "name: '{reviewing}' identity_record: 'x'", "REQUIRED", "originals"),
      Bad("hand_over_to_a_stranger", "HandOver", By::kAssistant,
          "name: '{ready}' identity_record: 'x' signer_name: '周七'", "NOT_THE_NAMED_PERSON",
          "signer_name"),
      Bad("supplement_asked_twice_for_one_paper", "RequestSupplement", By::kNotary,
          "name: '{reviewing}' items { slot: 'M01' } items { slot: 'M01' }", "LISTED_TWICE",
          "items[1].slot"),
      Bad("completion_asked_twice_for_one_paper", "RequestCompletion", By::kAssistant,
          "name: '{precheck}' items { slot: 'M01' } items { slot: 'M01' }", "LISTED_TWICE",
          "items[1].slot"),
      Bad("submit_with_one_consent_twice", "SubmitApplication", By::kApplicant,
          "name: '{draft}' consents { code: 'FACE' text_hash: 'aa' } "
          "consents { code: 'FACE' text_hash: 'bb' }",
          "LISTED_TWICE", "consents[1].code"),
      Bad("submit_without_consents", "SubmitApplication", By::kApplicant, "name: '{draft}'",
          "CONSENT_REQUIRED", "consents"),
      Bad("submit_with_unknown_consent", "SubmitApplication", By::kApplicant,
          "name: '{draft}' {consents} consents { code: 'ABROAD' text_hash: 'aa' }",
          "CONSENT_UNKNOWN", "consents[5].code"),
      Bad("submit_with_consent_to_an_old_text", "SubmitApplication", By::kApplicant,
          "name: '{draft}' consents { code: 'FACE' text_hash: 'aa' }", "CONSENT_TEXT_OUTDATED",
          "consents[0].text_hash"),
      BadCreate("create_one_slot_twice",
                "matter: 'CERT_EDU' materials { slot: 'M01' document: '{document}' } "
                "materials { slot: 'M01' document: '{document}' }",
                "LISTED_TWICE", "application.materials[1].slot"),
      BadCreate("create_slot_with_nothing", "matter: 'CERT_EDU' materials { slot: 'M01' }",
                "MATERIAL_UNCLEAR", "application.materials[0].document"),
      BadCreate("create_slot_with_both",
                "matter: 'CERT_EDU' materials { slot: 'M01' document: '{document}' "
                "by_data_sharing: true }",
                "MATERIAL_UNCLEAR", "application.materials[0].document"),
      BadCreate("create_with_document_of_another_office",
                "matter: 'CERT_EDU' materials { slot: 'M01' document: "
                "'offices/minhang/documents/0190aaaa-0000-7000-8000-000000000001' }",
                "DOCUMENT_UNKNOWN", "application.materials[0].document"),
      BadCreate("create_with_visit_at_collection_and_courier",
                "matter: 'CERT_EDU' visit_mode: AT_COLLECTION handover_mode: COURIER",
                "COURIER_NEEDS_EARLIER_VISIT", "application.handover_mode"),
      BadCreate("create_without_matter", "capacity: SELF", "REQUIRED", "application.matter"),
      Refused("create_for_unknown_matter", "ApplicationService/CreateApplication", By::kApplicant,
              "parent: 'offices/xuhui' application { matter: 'WILL' }", kNotFound,
              "MATTER_UNKNOWN"),
      Refused("create_at_unknown_office", "ApplicationService/CreateApplication", By::kApplicant,
              "parent: 'offices/atlantis' application { matter: 'CERT_EDU' }", kNotFound,
              "OFFICE_UNKNOWN"),
      Refused("create_under_unknown_mandate", "ApplicationService/CreateApplication",
              By::kApplicant,
              "parent: 'offices/xuhui' application { matter: 'CERT_EDU' mandate: "
              "'mandates/0190aaaa-0000-7000-8000-000000000001' }",
              kPermissionDenied, "MANDATE_UNKNOWN"),
      Refused("create_under_something_else", "ApplicationService/CreateApplication", By::kApplicant,
              "parent: 'offices/xuhui' application { matter: 'CERT_EDU' mandate: "
              "'persons/0190aaaa-0000-7000-8000-000000000001' }",
              kPermissionDenied, "MANDATE_UNKNOWN"),
      Refused("etag_stale", "ApplicationService/SubmitApplication", By::kApplicant,
              "name: '{draft}' etag: '999'", kAborted, "ETAG_STALE"),
      Refused("etag_stale_on_update", "ApplicationService/UpdateApplication", By::kApplicant,
              "application { name: '{draft}' etag: '0' }", kAborted, "ETAG_STALE"),
      Refused("etag_of_sql", "ApplicationService/ApproveApplication", By::kApprover,
              "name: '{pending}' etag: \"' OR '1'='1\"", kAborted, "ETAG_STALE"),
      Bad("etag_of_41_characters", "SubmitApplication", By::kApplicant,
          "name: '{draft}' etag: '" + std::string(41, '1') + "'", "TOO_LONG", "etag"),
      Accepted("state_control_discuss", "ApplicationService/DiscussApplication", By::kApprover,
               "name: '{unpaid}' minutes: '重大复杂，集体讨论。'"),
  };
}

}  // namespace notary::testing
