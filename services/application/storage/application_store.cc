#include "services/application/storage/application_store.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/sealed.h"
#include "services/application/storage/application_sql.sql.h"
#include "services/application/storage/sealed_columns.h"

namespace notary::application {
namespace {

absl::StatusOr<Application> ToApplication(const pg::Row& row) {
  Application a;
  ASSIGN_OR_RETURN(a.capacity, pg::EnumOf<Capacity>(row, "capacity"));
  ASSIGN_OR_RETURN(a.visit_mode, pg::EnumOf<VisitMode>(row, "visit_mode"));
  ASSIGN_OR_RETURN(a.handover_mode, pg::EnumOf<HandoverMode>(row, "handover_mode"));
  ASSIGN_OR_RETURN(a.state, pg::EnumOf<State>(row, "state"));
  ASSIGN_OR_RETURN(a.payment_state, pg::EnumOf<PaymentState>(row, "payment_state"));
  ASSIGN_OR_RETURN(a.identity_state, pg::EnumOf<IdentityState>(row, "identity_state"));
  ASSIGN_OR_RETURN(a.recall_state, pg::EnumOf<RecallState>(row, "recall_state"));
  ASSIGN_OR_RETURN(a.originals_state, pg::EnumOf<OriginalsState>(row, "originals_state"));
  a.office = row.Str("office_id");
  a.id = row.Str("id");
  a.applicant = row.Str("applicant");
  a.mandate = row.Str("mandate");
  a.represented = row.Str("represented");
  a.representative = row.Str("representative");
  a.matter = row.Str("matter");
  a.original_lost = row.Bool("original_lost");
  a.commitment_signed = row.Bool("commitment_signed");
  a.revision = row.Int("revision");
  a.acceptance_number = row.Str("acceptance_number");
  a.accept_time = row.MaybeTime("accept_time");
  a.due_date = row.MaybeDate("due_date");
  a.due_date_provisional = row.Bool("due_date_provisional");
  a.calendar_version = row.Str("calendar_version");
  a.taker = row.Str("taker");
  a.handler = row.Str("handler");
  a.handler_name = row.Str("handler_name");
  a.handler_name_pinyin = row.Str("handler_name_pinyin");
  a.recusal_open = row.Bool("recusal_open");
  a.recused = row.Array("recused");
  a.approver = row.Str("approver");
  a.producer = row.Str("producer");
  a.fee_note = row.Str("fee_note");
  a.fee_fen = row.Int("fee_fen");
  a.refund_fen = row.Int("refund_fen");
  a.visit_count = row.Int("visit_count");
  a.called_visit = row.Int("called_visit");
  a.completion_rounds = row.Int("completion_rounds");
  a.notice_sign_time = row.MaybeTime("notice_sign_time");
  a.ground = row.Str("ground");
  a.fault = row.Str("fault");
  a.closure_reported = row.Bool("closure_reported");
  a.shipment = row.Str("shipment");
  a.waybill = row.Str("waybill");
  a.parcels_sent = row.Int("parcels_sent");
  a.freight_collect = row.Bool("freight_collect");
  a.uncollected = row.Bool("uncollected");
  a.retention = row.Str("retention");
  a.create_time = row.Time("create_time");
  a.update_time = row.Time("update_time");
  return a;
}

absl::StatusOr<std::vector<Application>> ToApplications(const absl::StatusOr<pg::Rows>& rows) {
  RETURN_IF_ERROR(rows.status());
  std::vector<Application> applications;
  for (const pg::Row& row : *rows) {
    ASSIGN_OR_RETURN(Application application, ToApplication(row));
    applications.push_back(std::move(application));
  }
  return applications;
}

absl::StatusOr<Material> ToMaterial(const pg::Row& row) {
  ASSIGN_OR_RETURN(const OriginalsState original, pg::EnumOf<OriginalsState>(row, "original"));
  return Material{row.Str("slot"), row.Str("document"), row.Bool("by_data_sharing"), original};
}

absl::StatusOr<Pause> ToPause(const pg::Tx& tx, const std::string& id, const pg::Row& row) {
  ASSIGN_OR_RETURN(const PauseKind kind, pg::EnumOf<PauseKind>(row, "kind"));
  pg::Opener open(tx, row, PartRow(id, row.Str("kind")));
  Pause pause{kind, open(kPauseReason), row.Time("start_time"), row.MaybeTime("end_time")};
  RETURN_IF_ERROR(open.status());
  return pause;
}

absl::StatusOr<Verification> ToVerification(const pg::Tx& tx, const std::string& id,
                                            const pg::Row& row) {
  pg::Opener open(tx, row, PartRow(id, row.Str("name")));
  Verification v{.name = row.Str("name"),
                 .fact = row.Str("fact"),
                 .mode = row.Str("mode"),
                 .blocking = row.Bool("blocking"),
                 .supervisor = row.Str("supervisor"),
                 .outcome = row.Str("outcome"),
                 .reason_code = row.Str("reason_code"),
                 .reply_number = row.Str("reply_number"),
                 .ask_time = row.MaybeTime("ask_time"),
                 .answer_time = row.MaybeTime("answer_time"),
                 .data_time = row.MaybeTime("data_time"),
                 .duration_ms = row.Int("duration_ms"),
                 .opinion = open(kOpinion),
                 .stale_after_days = row.Int("stale_after_days"),
                 .supporting_outcome = row.Str("supporting_outcome"),
                 .claim_changed = row.Bool("claim_changed"),
                 .confirm_time = row.MaybeTime("confirm_time"),
                 .ask_revision = row.Int("ask_revision"),
                 .answer_revision = row.Int("answer_revision")};
  RETURN_IF_ERROR(open.status());
  return v;
}

IssuedCertificate ToCertificate(const pg::Row& row) {
  return {.number = row.Str("number"),
          .year = row.Int("year"),
          .serial = row.Int("serial"),
          .kind = row.Str("kind"),
          .issue_date = row.Date("issue_date"),
          .voided = row.Str("status") == "VOID"};
}

}  // namespace

void ApplicationStore::Insert(pg::Tx& tx, const Application& a, const std::string& starter) const {
  tx.ExecLater(sql::kApplicationInsert, a.office, a.id, a.applicant, a.matter, Name(a.capacity),
               Name(a.visit_mode), Name(a.handover_mode), a.original_lost, a.create_time, a.mandate,
               a.represented, a.representative, starter);
}

void ApplicationStore::Hold(pg::Tx& tx, const Application& a) const {
  tx.ExecLater(sql::kApplicationHold, a.office, a.id, a.revision);
}

// The case and all that hangs on it, in one round trip, and another while it awaits items. Each
// statement sees what was committed when it starts: when the case moves between two of them, the
// first has its older revision.
absl::StatusOr<Case> ApplicationStore::Get(pg::Tx& tx, const std::string& office,
                                           const std::string& id) const {
  ASSIGN_OR_RETURN(
      const std::vector<pg::Rows> answers,
      tx.QueryAll({&sql::kApplicationGet, &sql::kFormGet, &sql::kMaterialGet, &sql::kPauseGet,
                   &sql::kVerificationGet, &sql::kCertificateGet, &sql::kRecusalGet},
                  office, id));
  const pg::Rows& applications = answers[0];
  if (applications.empty()) return NotHere();
  Case c;
  ASSIGN_OR_RETURN(c.application, ToApplication(applications[0]));
  c.electronic_service = applications[0].Bool("electronic_service");
  for (const pg::Row& row : answers[1]) {
    const std::string& field = row.Str("field");
    pg::Opener open(tx, row, PartRow(id, field));
    c.form[field] = open(kFormValue);
    RETURN_IF_ERROR(open.status());
  }
  for (const pg::Row& row : answers[2]) {
    ASSIGN_OR_RETURN(Material material, ToMaterial(row));
    c.materials.push_back(std::move(material));
  }
  for (const pg::Row& row : answers[3]) {
    ASSIGN_OR_RETURN(Pause pause, ToPause(tx, id, row));
    c.pauses.push_back(std::move(pause));
  }
  for (const pg::Row& row : answers[4]) {
    ASSIGN_OR_RETURN(Verification verification, ToVerification(tx, id, row));
    c.verifications.push_back(std::move(verification));
  }
  for (const pg::Row& row : answers[5]) c.certificates.push_back(ToCertificate(row));
  for (const pg::Row& row : answers[6]) {
    ASSIGN_OR_RETURN(Recusal recusal, ToRecusal(tx, id, row));
    c.recusals.push_back(std::move(recusal));
  }
  if (c.application.AwaitsItems()) {
    ASSIGN_OR_RETURN(c.asked_items, AskedItems(tx, c.application));
  }
  return c;
}

void ApplicationStore::Advance(pg::Tx& tx, Application& a, State from, Event event,
                               const Mover& mover) const {
  tx.ExecLater(sql::kApplicationAdvance, a.office, a.id, a.revision, Name(a.state), a.update_time,
               Name(a.visit_mode), Name(a.handover_mode), a.original_lost, a.commitment_signed,
               a.acceptance_number, a.accept_time, a.due_date, a.due_date_provisional, a.taker,
               a.handler, a.approver, a.producer, Name(a.payment_state), a.fee_note, a.fee_fen,
               a.refund_fen, Name(a.identity_state), Name(a.originals_state), a.visit_count,
               a.completion_rounds, a.notice_sign_time, a.ground, a.fault, a.shipment, a.waybill,
               a.retention, Name(a.capacity), Name(from), Name(event), mover.role, mover.actor,
               mover.reason,
               pg::Seal(tx, kHistoryNote, PartRow(a.id, absl::StrCat(a.revision + 1)), mover.note),
               a.handler_name, a.recusal_open, a.recused, a.calendar_version, a.freight_collect,
               a.closure_reported, a.parcels_sent, Name(a.recall_state), a.uncollected,
               a.called_visit, a.handler_name_pinyin);
  a.revision += 1;
}

absl::StatusOr<std::vector<Application>> ApplicationStore::List(pg::Tx& tx,
                                                                const ListFilter& filter) const {
  if (filter.worklist) return ToApplications(QueryWorklist(tx, filter));
  return ToApplications(tx.Query(sql::kApplicationList, filter.office, filter.applicant,
                                 filter.state, filter.before_id, filter.limit));
}

absl::StatusOr<std::vector<Application>> ApplicationStore::Among(
    pg::Tx& tx, const std::string& office, const std::vector<std::string>& ids,
    const std::string& state) const {
  return ToApplications(tx.Query(sql::kApplicationAmong, office, ids, state));
}

absl::StatusOr<std::vector<FoundCase>> ApplicationStore::Search(pg::Tx& tx,
                                                                const std::string& office,
                                                                const std::string& number_index,
                                                                const std::string& before_id,
                                                                int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kApplicationSearch, office,
                                                 pg::Bytes{number_index}, before_id, limit));
  std::vector<FoundCase> found;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Application application, ToApplication(row));
    found.push_back({std::move(application), absl::StrSplit(row.Str("fields"), ',')});
  }
  return found;
}

absl::StatusOr<ApplicationStore::Brought> ApplicationStore::WhoBrought(pg::Tx& tx,
                                                                       const Application& a) const {
  ASSIGN_OR_RETURN(const pg::Row row,
                   tx.One(sql::kHistoryWhoBrought, a.office, a.id, Name(a.state)));
  return Brought{
      .by = row.Str("actor"), .time = row.Time("event_time"), .from = row.Str("from_state")};
}

absl::StatusOr<std::vector<HistoryEntry>> ApplicationStore::History(pg::Tx& tx,
                                                                    const std::string& office,
                                                                    const std::string& id,
                                                                    bool with_notes) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kHistoryList, office, id));
  std::vector<HistoryEntry> entries;
  for (const pg::Row& row : rows) {
    HistoryEntry entry{row.Int("revision"), row.Str("from_state"), row.Str("event"),
                       row.Str("to_state"), row.Str("role"),       row.Str("actor"),
                       row.Str("reason"),   row.Time("event_time")};
    if (with_notes) {
      pg::Opener open(tx, row, PartRow(id, absl::StrCat(entry.revision)));
      entry.note = open(kHistoryNote);
      RETURN_IF_ERROR(open.status());
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace notary::application
