// Applicants: a mobile number and a one-time code.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "platform/base/error.h"
#include "platform/base/id.h"
#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/rpc/timestamp.h"
#include "services/common/phone.h"
#include "services/identity/service/fields.h"
#include "services/identity/service/sign_in_service.h"
#include "services/identity/service/start_session.h"

namespace notary::identity {
namespace {

absl::Status CodeWrong() {
  return MakeError(
      absl::StatusCode::kUnauthenticated, "CODE_WRONG",
      {"验证码有误或已失效，请重新获取", "The code is wrong or no longer good; ask for another"});
}

// Six digits, each of a million as likely: numbers of the uneven rest are drawn again.
std::string NewCode() {
  constexpr uint32_t kCodes = 1000000;
  constexpr uint32_t kFair = UINT32_MAX - UINT32_MAX % kCodes;
  for (;;) {
    uint32_t number = 0;
    for (const char byte : crypto::RandomBytes(sizeof number)) {
      number = number << 8 | static_cast<unsigned char>(byte);
    }
    if (number < kFair) return absl::StrFormat("%06d", number % kCodes);
  }
}

// A message can be sent to mainland numbers only.
absl::StatusOr<std::string> MainlandMobile(const std::string& text) {
  ASSIGN_OR_RETURN(const common::Phone phone, common::ParseMobile("mobile", text));
  if (phone.kind == common::PhoneKind::kMainlandMobile) return phone.number;
  return InvalidField("mobile", "PHONE_NOT_MAINLAND",
                      {"目前仅支持中国大陆手机号", "Only mainland mobile numbers for now"});
}

}  // namespace

absl::Status SignInService::SenderBusy() {
  return MakeError(absl::StatusCode::kUnavailable,
                   {.reason = "CODE_SENDER_BUSY",
                    .text = {"短信发送繁忙，请稍后再试",
                             "Text messages are slow just now; try again in a moment"},
                    .retry_after = absl::Seconds(5)});
}

std::string SignInService::CodeHash(const std::string& challenge, absl::string_view code) const {
  return crypto::HmacSha256(vault_.DerivedKey("sign-in code"), absl::StrCat(challenge, "|", code));
}

absl::StatusOr<v1::RequestCodeResponse> SignInService::RequestCode(
    const Call& call, const v1::RequestCodeRequest& request) {
  ASSIGN_OR_RETURN(const std::string mobile, MainlandMobile(request.mobile()));
  // Before the number's quota: who is sent away has used none of it.
  ASSIGN_OR_RETURN(const Slots::Slot slot, sending_.Take());
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  const std::string code = NewCode();
  const std::string id = NewId(call.now);
  const SignInCode kept{.id = id,
                        .mobile_index = vault_.BlindIndex(kMobileIndex, mobile),
                        .mobile = cipher.Seal(CodeMobile(id), mobile),
                        .code_hash = CodeHash(id, code),
                        .create_time = call.now};
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(store_.TakeQuota(tx, kept.mobile_index, call.now));
    store_.InsertCode(tx, kept);
    return absl::OkStatus();
  }));
  // After the commit: a message that is under way is counted, whatever becomes of it.
  RETURN_IF_ERROR(sender_.Send(id, Sensitive<std::string>(mobile), Sensitive<std::string>(code)));
  v1::RequestCodeResponse response;
  response.set_challenge(id);
  *response.mutable_expire_time() = rpc::ToTimestamp(call.now + kCodeLife);
  *response.mutable_resend_time() = rpc::ToTimestamp(call.now + kResendAfter);
  return response;
}

absl::StatusOr<Person> SignInService::PersonOf(pg::Tx& tx, const Call& call, const SignInCode& code,
                                               bool* created) const {
  ASSIGN_OR_RETURN(const std::optional<Person> known, store_.PersonOfMobile(tx, code.mobile_index));
  if (known) return *known;
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, call.now));
  ASSIGN_OR_RETURN(const std::string mobile, cipher.Open(CodeMobile(code.id), code.mobile));
  Person person{
      .id = NewId(call.now), .mobile = "", .create_time = call.now, .sign_in_time = call.now};
  person.mobile = cipher.Seal(PersonMobile(person.id), mobile);
  ASSIGN_OR_RETURN(*created, store_.InsertPerson(tx, person, code.mobile_index));
  if (*created) return person;
  ASSIGN_OR_RETURN(const std::optional<Person> other, store_.PersonOfMobile(tx, code.mobile_index));
  if (!other) return absl::AbortedError("the number went to somebody else meanwhile");
  return *other;
}

absl::Status SignInService::Enter(pg::Tx& tx, const Call& call, const SignInCode& code,
                                  const v1::SignInWithCodeRequest& request,
                                  v1::SignInWithCodeResponse& response) const {
  ASSIGN_OR_RETURN(const bool used, store_.UseCode(tx, code.id));
  if (!used) return CodeWrong();
  bool created = false;
  ASSIGN_OR_RETURN(const Person person, PersonOf(tx, call, code, &created));
  store_.SetSignInTime(tx, person.id, call.now);
  response.set_person(absl::StrCat("persons/", person.id));
  response.set_created(created);
  *response.mutable_session() =
      StartSession(tx, {response.person(), "", request.device()}, kApplicantLimits, call.now);
  return absl::OkStatus();
}

absl::Status SignInService::EnterAfterLong(const Call& call, const SignInCode& code,
                                           const Person& former,
                                           const v1::SignInWithCodeRequest& request,
                                           v1::SignInWithCodeResponse& response) {
  if (!request.start_anew()) {
    RETURN_IF_ERROR(owner_.Check(former.id, Sensitive<std::string>(request.id_number()), call.now));
  }
  return db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    if (request.start_anew()) store_.ReleaseNumber(tx, former.id, code.mobile_index);
    return Enter(tx, call, code, request, response);
  });
}

absl::StatusOr<v1::SignInWithCodeResponse> SignInService::SignInWithCode(
    const Call& call, const v1::SignInWithCodeRequest& request) {
  v1::SignInWithCodeResponse response;
  std::optional<SignInCode> code;
  std::optional<Person> rested;
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(code, store_.TryCode(tx, request.challenge(), call.now));
    const bool right = code && crypto::ConstantTimeEquals(
                                   code->code_hash, CodeHash(request.challenge(), request.code()));
    if (!right) code.reset();
    if (!right) return absl::OkStatus();  // the try counts
    ASSIGN_OR_RETURN(rested, store_.PersonOfMobile(tx, code->mobile_index));
    if (rested && MayBeAnothers(*rested, call.now)) return absl::OkStatus();
    rested.reset();
    return Enter(tx, call, *code, request, response);
  }));
  if (!code) return CodeWrong();
  if (rested) RETURN_IF_ERROR(EnterAfterLong(call, *code, *rested, request, response));
  return response;
}

}  // namespace notary::identity
