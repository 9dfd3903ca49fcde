// What hangs on a case: form, materials, pauses, questions, numbers.
#include "platform/base/status_macros.h"
#include "platform/pg/sealed.h"
#include "services/application/domain/consents.h"
#include "services/application/domain/document_number.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/application_store.h"
#include "services/application/storage/sealed_columns.h"

namespace notary::application {
namespace {

std::string MissingRow(const std::string& application, int64_t revision, const std::string& slot) {
  return PartRow(application, absl::StrCat(revision, "/", slot));
}

}  // namespace

void ApplicationStore::PutForm(pg::Tx& tx, const Application& a,
                               const std::map<std::string, std::string>& values) const {
  std::vector<std::string> fields, removed, numbered;
  std::vector<pg::Sealed> sealed, indexes;
  for (const auto& [field, value] : values) {
    if (value.empty()) {
      removed.push_back(field);
      continue;
    }
    fields.push_back(field);
    sealed.push_back(pg::Seal(tx, kFormValue, PartRow(a.id, field), value));
    if (!HoldsDocumentNumber(field)) continue;
    numbered.push_back(field);
    indexes.push_back({tx.BlindIndex(kDocumentNumber, NormalDocumentNumber(value))});
  }
  if (!removed.empty()) {
    tx.ExecLater(sql::kFormRemove, a.office, a.id, removed);
  }
  if (fields.empty()) return;
  tx.ExecLater(sql::kFormPut, a.office, a.id, fields, sealed, numbered, indexes);
}

void ApplicationStore::PutMaterials(pg::Tx& tx, const Application& a,
                                    const std::vector<Material>& materials) const {
  if (materials.empty()) return;
  std::vector<std::string> slots, documents;
  for (const Material& material : materials) {
    slots.push_back(material.slot);
    documents.push_back(material.document);
  }
  tx.ExecLater(sql::kMaterialPut, a.office, a.id, slots, documents);
}

void ApplicationStore::RemoveMaterials(pg::Tx& tx, const Application& a,
                                       const std::vector<std::string>& slots) const {
  if (!slots.empty()) tx.ExecLater(sql::kMaterialRemove, a.office, a.id, slots);
}

void ApplicationStore::PutOriginals(pg::Tx& tx, const Application& a,
                                    const std::vector<Material>& materials) const {
  std::vector<std::string> slots, originals;
  for (const Material& material : materials) {
    slots.push_back(material.slot);
    originals.emplace_back(Name(material.original));
  }
  tx.ExecLater(sql::kMaterialCompared, a.office, a.id, slots, originals);
}

void ApplicationStore::PutConsents(pg::Tx& tx, const Application& a,
                                   const std::vector<GivenConsent>& consents,
                                   absl::Time now) const {
  if (consents.empty()) return;
  std::vector<std::string> codes, hashes;
  for (const GivenConsent& consent : consents) {
    codes.push_back(consent.code);
    hashes.push_back(consent.text_hash);
  }
  tx.ExecLater(sql::kConsentPut, a.office, a.id, codes, hashes, now);
}

void ApplicationStore::WithdrawConsent(pg::Tx& tx, const Application& a, const std::string& code,
                                       absl::Time now) const {
  tx.ExecLater(sql::kConsentWithdraw, a.office, a.id, code, now);
}

absl::StatusOr<ConsentTimes> ApplicationStore::Consents(pg::Tx& tx, const Application& a) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kConsentGet, a.office, a.id));
  ConsentTimes given;
  for (const pg::Row& row : rows) given[row.Str("code")] = row.Time("consent_time");
  return given;
}

absl::StatusOr<std::vector<std::string>> ApplicationStore::WithdrawnConsents(
    pg::Tx& tx, const Application& a) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kConsentWithdrawn, a.office, a.id));
  std::vector<std::string> codes;
  for (const pg::Row& row : rows) codes.push_back(row.Str("code"));
  return codes;
}

void ApplicationStore::PutMissingItems(pg::Tx& tx, const Application& a, const Items& items) const {
  std::vector<std::string> slots;
  std::vector<pg::Sealed> notes;
  for (const auto& [slot, note] : items) {
    slots.push_back(slot);
    notes.push_back(pg::Seal(tx, kMissingNote, MissingRow(a.id, a.revision, slot), note));
  }
  tx.ExecLater(sql::kMissingPut, a.office, a.id, a.revision, slots, notes);
}

absl::StatusOr<Items> ApplicationStore::AskedItems(pg::Tx& tx, const Application& a) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kMissingLatest, a.office, a.id));
  Items items;
  for (const pg::Row& row : rows) {
    const std::string& slot = row.Str("slot");
    pg::Opener open(tx, row, MissingRow(a.id, row.Int("revision"), slot));
    items.emplace_back(slot, open(kMissingNote));
    RETURN_IF_ERROR(open.status());
  }
  return items;
}

void ApplicationStore::StartPause(pg::Tx& tx, const Application& a, const Pause& pause) const {
  tx.ExecLater(sql::kPauseStart, a.office, a.id, Name(pause.kind), pause.start,
               pg::Seal(tx, kPauseReason, PartRow(a.id, Name(pause.kind)), pause.reason));
}

void ApplicationStore::EndPause(pg::Tx& tx, const Application& a, PauseKind kind,
                                absl::Time end) const {
  tx.ExecLater(sql::kPauseEnd, a.office, a.id, Name(kind), end);
}

void ApplicationStore::AskVerification(pg::Tx& tx, const Application& a,
                                       const Verification& v) const {
  tx.ExecLater(sql::kVerificationAsk, a.office, a.id, v.name, v.fact, v.mode, v.blocking,
               v.supervisor, v.stale_after_days, v.ask_time, v.supporting_outcome, a.revision);
}

void ApplicationStore::MarkOvertaken(pg::Tx& tx, const Application& a,
                                     const std::vector<std::string>& verifications) const {
  if (verifications.empty()) return;
  tx.ExecLater(sql::kVerificationOvertaken, a.office, a.id, verifications);
}

void ApplicationStore::AnswerVerification(pg::Tx& tx, const Application& a,
                                          const Verification& v) const {
  tx.ExecLater(sql::kVerificationAnswer, a.office, a.id, v.name, v.outcome, v.reason_code,
               v.reply_number, v.answer_time, v.data_time, v.duration_ms, a.revision);
}

void ApplicationStore::ConfirmFinding(pg::Tx& tx, const Application& a,
                                      const Verification& v) const {
  tx.ExecLater(sql::kVerificationConfirm, a.office, a.id, v.name, v.confirm_time);
}

absl::StatusOr<std::string> ApplicationStore::WhoPermitted(pg::Tx& tx, const Application& a,
                                                           const std::string& fact) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kDisclosurePermit, a.office, a.id, fact));
  return row ? row->Str("actor") : std::string();
}

void ApplicationStore::PutOpinion(pg::Tx& tx, const Application& a, const std::string& verification,
                                  const std::string& opinion) const {
  tx.ExecLater(sql::kVerificationOpinion, a.office, a.id, verification,
               pg::Seal(tx, kOpinion, PartRow(a.id, verification), opinion));
}

absl::StatusOr<int64_t> ApplicationStore::TakeNumbers(pg::Tx& tx, const std::string& office,
                                                      int64_t year, absl::string_view kind,
                                                      int64_t count) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kSeriesTake, office, year, kind, count));
  return row.Int("last");
}

absl::StatusOr<std::optional<absl::Time>> ApplicationStore::LastIssue(pg::Tx& tx,
                                                                      const std::string& office,
                                                                      int64_t year) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row,
                   tx.MaybeOne(sql::kCertificateLast, office, year));
  return row ? std::optional(row->Time("issue_time")) : std::nullopt;
}

void ApplicationStore::InsertCertificate(pg::Tx& tx, const Application& a,
                                         const IssuedCertificate& c, absl::Time now) const {
  tx.ExecLater(sql::kCertificateInsert, a.office, c.year, c.serial, a.id, c.number, c.kind,
               a.handler, a.approver, c.issue_date, now);
}

void ApplicationStore::VoidCertificates(pg::Tx& tx, const Application& a,
                                        const std::string& reason) const {
  tx.ExecLater(sql::kCertificateVoid, a.office, a.id, reason);
}

void ApplicationStore::OpenRegister(pg::Tx& tx, const Application& a, int64_t year, int64_t serial,
                                    absl::CivilDay accept_date) const {
  tx.ExecLater(sql::kRegisterInsert, a.office, year, serial, a.id, a.matter, accept_date);
}

void ApplicationStore::CloseRegister(pg::Tx& tx, const Application& a, absl::string_view closing,
                                     absl::CivilDay close_date) const {
  tx.ExecLater(sql::kRegisterClose, a.office, a.id, closing, close_date);
}

}  // namespace notary::application
