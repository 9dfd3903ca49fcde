#include "services/identity/service/owner_proof.h"

#include "absl/strings/str_cat.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/time/clock.h"
#include "services/common/id_document.h"
#include "services/identity/service/fields.h"

namespace notary::identity {
namespace {

// As it is written down when it is stated; "" for what is no such number.
std::string NumberOf(const RealName& stated, const std::string& typed, absl::Time now) {
  const auto type = common::ParseIdType(stated.id_type);
  if (!type) return "";
  const absl::StatusOr<common::IdDocument> document =
      common::ParseIdDocument("id_number", *type, typed, absl::ToCivilDay(now, ShanghaiZone()));
  return document.ok() ? document->number : "";
}

}  // namespace

absl::Status OwnerProof::Check(const std::string& person, const Sensitive<std::string>& id_number,
                               absl::Time now) {
  ASSIGN_OR_RETURN(const CaseDirectory::Cases here, KeptHere(person, id_number.Reveal(), now));
  ASSIGN_OR_RETURN(const CaseDirectory::Cases cases,
                   cases_.CasesOf(absl::StrCat("persons/", person), id_number));
  if (!here.any && !cases.any) return absl::OkStatus();
  if (id_number.Reveal().empty()) {
    return PreconditionError(
        "OWNER_NOT_PROVED",
        {"该号码超过90天未登录，请输入办证时填写的完整证件号码；如为新机主，请选择以新用户登录",
         "Nobody has signed in with this number for 90 days: state the number of the identity "
         "document in your case, or, if the number is new to you, start anew"});
  }
  // Only now, so that a time in which nobody could say uses up none; and before it is said.
  RETURN_IF_ERROR(TakeTry(person));
  if (here.number_fits || cases.number_fits) return absl::OkStatus();
  return InvalidField("id_number", "NUMBER_DOES_NOT_FIT",
                      {"与该账号登记的证件号码不符",
                       "No case under this telephone number has this document in it"});
}

absl::Status OwnerProof::TakeTry(const std::string& person) {
  bool taken = false;
  RETURN_IF_ERROR(db_.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(taken, store_.TakeProofTry(tx, person, kProofTries));
    return absl::OkStatus();
  }));
  if (taken) return absl::OkStatus();
  return PreconditionError(
      "OWNER_PROOFS_USED_UP",
      {"证件号码输入错误次数已达上限，只能以新用户登录；原有案件请到公证处办理",
       "Too many numbers did not fit: only a new beginning is left under this "
       "telephone number; for former cases, come to the office"});
}

absl::StatusOr<CaseDirectory::Cases> OwnerProof::KeptHere(const std::string& person,
                                                          const std::string& id_number,
                                                          absl::Time now) {
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, now));
  return db_.Read(pg::kNoOffice, [&](pg::Tx& tx) -> absl::StatusOr<CaseDirectory::Cases> {
    CaseDirectory::Cases kept;
    ASSIGN_OR_RETURN(kept.any, mandates_.HasAny(tx, absl::StrCat("persons/", person), now));
    ASSIGN_OR_RETURN(const std::optional<RealName> name, store_.LatestRealName(tx, person));
    if (!name) return kept;
    const std::string row = RealNameRow(person, name->revision);
    ASSIGN_OR_RETURN(const std::string number, cipher.Open(PersonIdNumber(row), name->id_number));
    kept.any = true;
    kept.number_fits = NumberOf(*name, id_number, now) == number;
    return kept;
  });
}

}  // namespace notary::identity
