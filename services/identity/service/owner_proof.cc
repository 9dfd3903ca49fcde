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
  ASSIGN_OR_RETURN(const CaseDirectory::Cases stated, Stated(person, id_number.Reveal(), now));
  if (stated.number_fits) return absl::OkStatus();
  ASSIGN_OR_RETURN(const CaseDirectory::Cases cases,
                   cases_.CasesOf(absl::StrCat("persons/", person), id_number));
  const bool nothing_to_show = !stated.any && !cases.any;
  if (cases.number_fits || nothing_to_show) return absl::OkStatus();
  if (id_number.Reveal().empty()) {
    return PreconditionError(
        "OWNER_NOT_PROVED",
        {"该号码超过90天未登录，请输入办证时填写的完整证件号码；如为新机主，请选择以新用户登录",
         "Nobody has signed in with this number for 90 days: state the number of the identity "
         "document in your case, or, if the number is new to you, start anew"});
  }
  return InvalidField("id_number", "NUMBER_DOES_NOT_FIT",
                      {"与该账号登记的证件号码不符",
                       "No case under this telephone number has this document in it"});
}

absl::StatusOr<CaseDirectory::Cases> OwnerProof::Stated(const std::string& person,
                                                        const std::string& id_number,
                                                        absl::Time now) {
  ASSIGN_OR_RETURN(const crypto::FieldCipher cipher, vault_.Cipher(kDirectory, now));
  ASSIGN_OR_RETURN(const std::optional<RealName> name, db_.Read(pg::kNoOffice, [&](pg::Tx& tx) {
    return store_.LatestRealName(tx, person);
  }));
  if (!name) return CaseDirectory::Cases{};
  ASSIGN_OR_RETURN(
      const std::string kept,
      cipher.Open(PersonIdNumber(RealNameRow(person, name->revision)), name->id_number));
  return CaseDirectory::Cases{.any = true, .number_fits = NumberOf(*name, id_number, now) == kept};
}

}  // namespace notary::identity
