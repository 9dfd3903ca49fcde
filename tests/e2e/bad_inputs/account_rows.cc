// Signing in, accounts, persons and mandates: what is refused, and that no refusal tells whether
// somebody is known. Wrong codes and passwords of accounts that exist count as tries, so they leave
// a trace on purpose; tests/integration/services/identity has them.
#include "absl/strings/str_cat.h"
#include "tests/e2e/bad_inputs/row.h"

namespace notary::testing {
namespace {

using enum absl::StatusCode;

constexpr char kAsk[] = "SignInService/RequestCode";
constexpr char kCode[] = "SignInService/SignInWithCode";
constexpr char kEnter[] = "SignInService/SignInWithPassword";
constexpr char kChange[] = "SignInService/ChangePassword";
constexpr char kCreate[] = "StaffService/CreateStaff";
constexpr char kFile[] = "StaffService/FileSpecimen";
constexpr char kReal[] = "PersonService/RecordRealName";
constexpr char kMandate[] = "MandateService/CreateMandate";
constexpr char kAbsentStaff[] = "offices/xuhui/staff/0190aaaa-0000-7000-8000-000000000001";

Row Wrong(std::string name, std::string method, By by, std::string request, std::string reason,
          std::string field, std::string secret = "") {
  Row row = Refused(std::move(name), std::move(method), by, std::move(request), kInvalidArgument,
                    std::move(reason), std::move(field));
  row.secret = std::move(secret);
  return row;
}

Row Hidden(std::string name, std::string method, By by, std::string request) {
  return Refused(std::move(name), std::move(method), by, std::move(request), kNotFound,
                 "RESOURCE_NOT_FOUND");
}

Row Denied(std::string name, std::string method, By by, std::string request) {
  return Refused(std::move(name), std::move(method), by, std::move(request), kPermissionDenied,
                 "ROLE_NOT_ALLOWED");
}

std::string NewStaff(const std::string& login, const std::string& roles) {
  return absl::StrCat("parent: 'offices/xuhui' display_name: '公证员' login: '", login, "' ",
                      roles);
}

std::string RealName(const std::string& name, const std::string& type, const std::string& number) {
  return absl::StrCat("name: '{person}' real_name: '", name, "' id_type: '", type, "' id_number: '",
                      number, "'");
}

Rows SignInRows() {
  return {
      Wrong("code_without_a_number", kAsk, By::kNobody, "", "REQUIRED", "mobile"),
      Wrong("code_to_half_a_number", kAsk, By::kNobody, "mobile: '1380000'", "PHONE_FORMAT",
            "mobile", "1380000"),
      Wrong("code_to_a_landline", kAsk, By::kNobody, "mobile: '02164370000'", "PHONE_NOT_MOBILE",
            "mobile", "02164370000"),
      Wrong("code_abroad", kAsk, By::kNobody, "mobile: '+14155550100'", "PHONE_NOT_MAINLAND",
            "mobile", "4155550100"),
      Refused("code_of_no_challenge", kCode, By::kNobody,
              "challenge: '0190aaaa-0000-7000-8000-000000000001' code: '123456'", kUnauthenticated,
              "CODE_WRONG"),
      Wrong("code_challenge_malformed", kCode, By::kNobody, "challenge: 'x' code: '123456'",
            "MALFORMED", "challenge"),
      Wrong("code_of_seven_digits", kCode, By::kNobody,
            "challenge: '0190aaaa-0000-7000-8000-000000000001' code: '1234567'", "TOO_LONG",
            "code"),
      Wrong("code_with_a_number_too_long", kCode, By::kNobody,
            absl::StrCat("challenge: '0190aaaa-0000-7000-8000-000000000001' code: '123456' "
                         "id_number: '",
                         std::string(41, '1'), "'"),
            "TOO_LONG", "id_number"),
      Refused("password_of_nobody", kEnter, By::kNobody,
              "credentials { login: 'nobody.here' password: 'x' totp_code: '123456' }",
              kUnauthenticated, "SIGN_IN_FAILED"),
      Refused("password_of_nobody_sql", kEnter, By::kNobody,
              "credentials { login: \"a' OR '1'='1\" password: 'x' totp_code: '123456' }",
              kUnauthenticated, "SIGN_IN_FAILED"),
      Wrong("password_without_credentials", kEnter, By::kNobody, "", "REQUIRED", "credentials"),
      Refused("enrol_of_nobody", "SignInService/EnrolTotp", By::kNobody,
              "credentials { login: 'nobody.there' password: 'x' }", kUnauthenticated,
              "SIGN_IN_FAILED"),
      Wrong("password_too_short", kChange, By::kNobody,
            "credentials { login: 'nobody.a' password: 'x' } new_password: 'short-one'",
            "PASSWORD_TOO_SHORT", "new_password", "short-one"),
      Wrong("password_common", kChange, By::kNobody,
            "credentials { login: 'nobody.a' password: 'x' } new_password: 'password1234'",
            "PASSWORD_COMMON", "new_password", "password1234"),
      Wrong("password_like_login", kChange, By::kNobody,
            "credentials { login: 'nobody.a' password: 'x' } new_password: 'for nobody.a only'",
            "PASSWORD_LIKE_LOGIN", "new_password", "for nobody.a only"),
      Wrong("password_unchanged", kChange, By::kNobody,
            "credentials { login: 'nobody.a' password: 'the same long one' } "
            "new_password: 'the same long one'",
            "PASSWORD_UNCHANGED", "new_password", "the same long one"),
      Refused("change_of_nobody", kChange, By::kNobody,
              "credentials { login: 'nobody.b' password: 'x' } new_password: 'a long pass phrase'",
              kUnauthenticated, "SIGN_IN_FAILED"),
      Refused("session_unknown", "SessionService/IssueAccessToken", By::kNobody,
              "session_secret: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='", kUnauthenticated,
              "SESSION_ENDED"),
      Wrong("session_empty", "SessionService/IssueAccessToken", By::kNobody, "", "REQUIRED",
            "session_secret"),
      Refused("sign_out_of_nobody", "SignInService/SignOut", By::kNobody, "", kUnauthenticated,
              "TOKEN_MISSING"),
      Hidden("session_of_nobody_ended", "SignInService/EndSession", By::kPerson,
             "name: 'sessions/0190aaaa-0000-7000-8000-000000000001'"),
      Hidden("session_by_another_name", "SignInService/EndSession", By::kPerson, "name: '{draft}'"),
      Denied("code_sent_by_a_person", "NotificationService/SendCode", By::kApplicant,
             "message: '0190aaaa-0000-7000-8000-000000000001' mobile: '13800000000' "
             "code: '123456' minutes: 5"),
      Accepted("code_control", kAsk, By::kNobody, "mobile: '13900000077'"),
      Refused("code_too_soon", kAsk, By::kNobody, "mobile: '13900000077'", kResourceExhausted,
              "CODE_TOO_SOON"),
      Refused("self_of_nobody", "SignInService/GetSelf", By::kNobody, "", kUnauthenticated,
              "TOKEN_MISSING"),
      Harmless("self_control", "SignInService/GetSelf", By::kPerson, ""),
      Harmless("sessions_control", "SignInService/ListSessions", By::kPerson, ""),
      Harmless("sign_out_control", "SignInService/SignOut", By::kPerson, ""),
  };
}

Rows StaffRows() {
  return {
      Wrong("staff_login_malformed", kCreate, By::kSecurityAdmin,
            NewStaff("Wang Wu", "roles: ROLE_NOTARY"), "LOGIN_MALFORMED", "login"),
      Wrong("staff_without_roles", kCreate, By::kSecurityAdmin, NewStaff("xuhui.none", ""),
            "REQUIRED", "roles"),
      Wrong("staff_role_of_services", kCreate, By::kSecurityAdmin,
            NewStaff("xuhui.sys", "roles: ROLE_SYSTEM"), "ROLE_NOT_GRANTABLE", "roles"),
      Wrong("staff_role_of_applicants", kCreate, By::kSecurityAdmin,
            NewStaff("xuhui.app", "roles: ROLE_APPLICANT"), "ROLE_NOT_GRANTABLE", "roles"),
      Wrong("staff_two_administrators", kCreate, By::kSecurityAdmin,
            NewStaff("xuhui.two", "roles: ROLE_SECURITY_ADMIN roles: ROLE_AUDIT_ADMIN"),
            "ROLES_CONFLICT", "roles"),
      Wrong("staff_administrator_and_notary", kCreate, By::kSecurityAdmin,
            NewStaff("xuhui.mix", "roles: ROLE_NOTARY roles: ROLE_OPERATOR"), "ROLES_CONFLICT",
            "roles"),
      Refused("staff_login_taken", kCreate, By::kSecurityAdmin,
              NewStaff("xuhui.stage", "roles: ROLE_NOTARY"), kAlreadyExists, "LOGIN_TAKEN"),
      Denied("staff_made_by_the_head", kCreate, By::kHead,
             NewStaff("xuhui.head", "roles: ROLE_NOTARY")),
      Denied("staff_made_by_the_auditor", kCreate, By::kAuditAdmin,
             NewStaff("xuhui.audit", "roles: ROLE_NOTARY")),
      Hidden("staff_of_another_office", kCreate, By::kSecurityAdmin,
             "parent: 'offices/minhang' display_name: '公证员' login: 'minhang.x' "
             "roles: ROLE_NOTARY"),
      Hidden("staff_absent", "StaffService/GetStaff", By::kSecurityAdmin,
             absl::StrCat("name: '", kAbsentStaff, "'")),
      Hidden("colleague_absent", "StaffService/GetColleague", By::kSystem,
             "name: 'offices/xuhui/colleagues/0190aaaa-0000-7000-8000-000000000001'"),
      Denied("colleague_read_by_a_notary", "StaffService/GetColleague", By::kNotary,
             "name: 'offices/xuhui/colleagues/0190aaaa-0000-7000-8000-000000000001'"),
      Hidden("staff_absent_reset", "StaffService/ResetPassword", By::kSecurityAdmin,
             absl::StrCat("name: '", kAbsentStaff, "'")),
      Refused("staff_own_roles", "StaffService/UpdateRoles", By::kSecurityAdmin,
              "name: 'offices/xuhui/staff/0190aaaa-0000-7000-8000-0000000000aa' roles: ROLE_HEAD",
              kFailedPrecondition, "OWN_ACCOUNT"),
      Wrong("staff_name_spelt_in_characters", "StaffService/SpellName", By::kSecurityAdmin,
            "name: '{staff}' name_pinyin: '张三'", "PINYIN_FORMAT", "name_pinyin"),
      Hidden("staff_absent_spelt", "StaffService/SpellName", By::kSecurityAdmin,
             absl::StrCat("name: '", kAbsentStaff, "' name_pinyin: 'ZHANG San'")),
      Refused("staff_own_password", "StaffService/ResetPassword", By::kSecurityAdmin,
              "name: 'offices/xuhui/staff/0190aaaa-0000-7000-8000-0000000000aa'",
              kFailedPrecondition, "OWN_ACCOUNT"),
      Refused("staff_stale_etag", "StaffService/UpdateRoles", By::kSecurityAdmin,
              "name: '{staff}' roles: ROLE_HEAD etag: '99'", kAborted, "ETAG_STALE"),
      Wrong("specimen_that_ends_before_it_begins", kFile, By::kSecurityAdmin,
            "name: '{staff}' specimen { valid_from: '2026-01-02' valid_until: '2026-01-01' }",
            "SPECIMEN_PERIOD", "specimen.valid_until"),
      Wrong("specimen_of_no_day", kFile, By::kSecurityAdmin,
            "name: '{staff}' specimen { valid_from: '2026-02-30' valid_until: '2027-01-01' }",
            "DATE_INVALID", "specimen.valid_from"),
      Wrong("specimen_missing", kFile, By::kSecurityAdmin, "name: '{staff}'", "REQUIRED",
            "specimen"),
      Denied("specimen_filed_by_the_notary", kFile, By::kNotary,
             "name: '{staff}' specimen { valid_from: '2026-01-01' valid_until: '2026-01-02' }"),
      Refused("specimen_with_a_stale_etag", kFile, By::kSecurityAdmin,
              "name: '{staff}' specimen { valid_from: '2026-01-01' valid_until: '2026-01-02' } "
              "etag: '99'",
              kAborted, "ETAG_STALE"),
      Denied("events_read_by_who_makes_them", "StaffService/ListAccountEvents", By::kSecurityAdmin,
             "parent: 'offices/xuhui'"),
      Wrong("events_page_token_forged", "StaffService/ListAccountEvents", By::kAuditAdmin,
            "parent: 'offices/xuhui' page_token: 'abc'", "PAGE_TOKEN_INVALID", "page_token"),
      Denied("colleagues_seen_by_an_applicant", "StaffService/ListColleagues", By::kPerson,
             "parent: 'offices/xuhui'"),
      Hidden("colleagues_of_another_office", "StaffService/ListColleagues", By::kNotaryOfMinhang,
             "parent: 'offices/xuhui'"),
      Wrong("colleagues_page_token_of_accounts", "StaffService/ListColleagues", By::kNotary,
            "parent: 'offices/xuhui' page_token: 'abc'", "PAGE_TOKEN_INVALID", "page_token"),
      Harmless("colleagues_control", "StaffService/ListColleagues", By::kNotary,
               "parent: 'offices/xuhui'"),
      Harmless("staff_control_list", "StaffService/ListStaff", By::kAuditAdmin,
               "parent: 'offices/xuhui'"),
      Accepted("staff_control_disable", "StaffService/DisableStaff", By::kSecurityAdmin,
               "name: '{staff}'"),
  };
}

Rows PersonRows() {
  return {
      Wrong("real_name_bad_check_digit", kReal, By::kPerson,
            RealName("张一", "CITIZEN_ID", "310111199001151011"), "CITIZEN_NUMBER_CHECK_DIGIT",
            "id_number", "310111199001151011"),
      Wrong("real_name_unknown_document", kReal, By::kPerson, RealName("张一", "LIBRARY_CARD", "1"),
            "ID_TYPE_UNKNOWN", "id_type"),
      Wrong("real_name_with_a_question_mark", kReal, By::kPerson,
            RealName("吴?", "CITIZEN_ID", "310111199001151010"), "NAME_SUBSTITUTE", "real_name"),
      Hidden("real_name_of_another", kReal, By::kOtherPerson,
             RealName("张一", "CITIZEN_ID", "310111199001151010")),
      Hidden("person_of_another", "PersonService/GetPerson", By::kOtherPerson, "name: '{person}'"),
      Hidden("person_absent", "PersonService/GetPerson", By::kPerson,
             "name: 'persons/0190aaaa-0000-7000-8000-000000000001'"),
      Hidden("reveal_of_another", "PersonService/RevealPerson", By::kOtherPerson,
             "name: '{person}' purpose: 'SELF'"),
      Wrong("reveal_without_a_case", "PersonService/RevealPerson", By::kAssistant,
            "name: '{person}' purpose: 'REVIEW'", "REQUIRED", "application"),
      Wrong("reveal_without_a_purpose", "PersonService/RevealPerson", By::kPerson,
            "name: '{person}'", "REQUIRED", "purpose"),
      Hidden("reveal_who_is_not_of_the_case", "PersonService/RevealPerson", By::kAssistant,
             "name: '{person}' purpose: 'REVIEW' application: '{submitted}'"),
      Hidden("reveal_by_another_office", "PersonService/RevealPerson", By::kAssistantOfMinhang,
             "name: '{person}' purpose: 'REVIEW' application: '{submitted}'"),
      Denied("reveals_read_by_the_head", "PersonService/ListReveals", By::kHead,
             "parent: 'offices/xuhui'"),
      Accepted("reveal_control_is_written_down", "PersonService/RevealPerson", By::kPerson,
               "name: '{person}' purpose: 'SELF'"),
  };
}

Rows MandateRows() {
  return {
      Wrong("mandate_without_a_kind", kMandate, By::kPerson, "expire_time { seconds: 1798000000 }",
            "REQUIRED", "kind"),
      Wrong("mandate_in_the_past", kMandate, By::kPerson, "kind: AGENT expire_time { seconds: 1 }",
            "EXPIRY_PAST", "expire_time"),
      Wrong("mandate_for_ten_years", kMandate, By::kPerson,
            "kind: AGENT expire_time { seconds: 2110000000 }", "EXPIRY_TOO_FAR", "expire_time"),
      Wrong("mandate_agent_with_a_ward", kMandate, By::kPerson,
            "kind: AGENT expire_time { seconds: 1798000000 } ward { real_name: '郑九' "
            "id_type: 'CITIZEN_ID' id_number: '310111201509011094' }",
            "WARD_NOT_ALLOWED", "ward"),
      Wrong("mandate_guardian_without_a_ward", kMandate, By::kPerson,
            "kind: GUARDIAN expire_time { seconds: 1798000000 }", "REQUIRED", "ward"),
      Wrong("mandate_ward_with_a_bad_number", kMandate, By::kPerson,
            "kind: GUARDIAN expire_time { seconds: 1798000000 } ward { real_name: '郑九' "
            "id_type: 'CITIZEN_ID' id_number: '310111201509011095' }",
            "CITIZEN_NUMBER_CHECK_DIGIT", "ward.id_number", "310111201509011095"),
      Wrong("mandate_scope_of_two_offices", kMandate, By::kPerson,
            "kind: AGENT expire_time { seconds: 1798000000 } scope { office: 'offices/minhang' "
            "application: '{draft}' }",
            "SCOPE_CONFLICT", "scope.application"),
      Hidden("mandate_accepted_without_the_invitation", "MandateService/AcceptMandate",
             By::kOtherPerson, "name: '{mandate}' invitation: 'AAAAAAAAAAAAAAAA'"),
      Hidden("mandate_accepted_by_staff", "MandateService/AcceptMandate", By::kAssistant,
             "name: '{mandate}' proof: 'POWER_OF_ATTORNEY'"),
      Hidden("mandate_revoked_by_a_stranger", "MandateService/RevokeMandate", By::kOtherPerson,
             "name: '{mandate}'"),
      Hidden("mandate_absent", "MandateService/RevokeMandate", By::kPerson,
             "name: 'mandates/0190aaaa-0000-7000-8000-000000000001'"),
      Denied("mandate_checked_by_a_person", "MandateService/CheckMandate", By::kPerson,
             "name: '{mandate}' representative: '{person}' office: 'offices/xuhui' "
             "matter: 'CERT_EDU'"),
      Harmless("mandate_control_list", "MandateService/ListMandates", By::kPerson, ""),
      Accepted("mandate_control_revoke", "MandateService/RevokeMandate", By::kPerson,
               "name: '{mandate}'"),
  };
}

}  // namespace

Rows AccountRows() {
  Rows all;
  for (const auto& rows : {SignInRows, StaffRows, PersonRows, MandateRows}) {
    for (Row& row : rows()) all.push_back(std::move(row));
  }
  return all;
}

}  // namespace notary::testing
