#include "services/notification/storage/notice_store.h"

#include "platform/base/error.h"
#include "platform/base/status_macros.h"
#include "platform/pg/enum_of.h"
#include "platform/pg/office_wall.h"
#include "platform/pg/sealed.h"
#include "services/notification/storage/notification_sql.sql.h"
#include "services/notification/storage/sealed_columns.h"

namespace notary::notification {
namespace {

absl::StatusOr<Notice> ToNotice(const pg::Tx& tx, const pg::Row& row) {
  pg::Opener open(tx, row, row.Str("id"));
  Notice notice{.office = row.Str("office_id"),
                .id = row.Str("id"),
                .code = row.Str("code"),
                .number = row.Str("number"),
                .application = row.Str("application"),
                .addressee = row.Str("addressee"),
                .mobile = open(kMobile),
                .title = {row.Str("title_zh"), row.Str("title_en")},
                .text = {open(kTextZh), open(kTextEn)},
                .legal_basis = row.Str("legal_basis"),
                .message_state = row.Str("message_state"),
                .create_time = row.Time("create_time"),
                .read_time = row.MaybeTime("read_time")};
  RETURN_IF_ERROR(open.status());
  ASSIGN_OR_RETURN(notice.service, pg::EnumOf<NoticeService>(row, "service"));
  ASSIGN_OR_RETURN(const PaperWay way, pg::EnumOf<PaperWay>(row, "paper_way"));
  if (way == PaperWay::kNotServed) return notice;
  notice.paper = {.way = way,
                  .day = row.Date("serve_date"),
                  .by = row.Str("served_by"),
                  .mail_number = row.Str("mail_number")};
  return notice;
}

absl::StatusOr<std::vector<Notice>> ToNotices(const pg::Tx& tx, absl::StatusOr<pg::Rows> rows) {
  RETURN_IF_ERROR(rows.status());
  std::vector<Notice> notices;
  for (const pg::Row& row : *rows) {
    ASSIGN_OR_RETURN(Notice notice, ToNotice(tx, row));
    notices.push_back(std::move(notice));
  }
  return notices;
}

absl::StatusOr<Notice> OneNotice(const pg::Tx& tx, absl::StatusOr<std::optional<pg::Row>> row) {
  RETURN_IF_ERROR(row.status());
  if (!*row) return NotHere();
  return ToNotice(tx, **row);
}

}  // namespace

absl::StatusOr<int64_t> NoticeStore::NextSerial(pg::Tx& tx, const Notice& notice,
                                                int64_t year) const {
  ASSIGN_OR_RETURN(const pg::Row row, tx.One(sql::kNoticeNumber, notice.office, notice.code, year));
  return row.Int("last");
}

void NoticeStore::Insert(pg::Tx& tx, const Notice& n) const {
  const std::optional<absl::Time> due =
      n.message_state == "QUEUED" ? std::optional(n.create_time) : std::nullopt;
  tx.ExecLater(sql::kNoticeInsert, n.office, n.id, n.code, n.number, n.application, n.addressee,
               pg::Seal(tx, kMobile, n.id, n.mobile), n.title.zh, n.title.en,
               pg::Seal(tx, kTextZh, n.id, n.text.zh), pg::Seal(tx, kTextEn, n.id, n.text.en),
               n.legal_basis, n.message_state, due, n.create_time, Name(n.service));
}

absl::StatusOr<Notice> NoticeStore::Get(pg::Tx& tx, const std::string& office,
                                        const std::string& id) const {
  return OneNotice(tx, tx.MaybeOne(sql::kNoticeGet, office, id));
}

absl::StatusOr<Notice> NoticeStore::GetForUpdate(pg::Tx& tx, const std::string& office,
                                                 const std::string& id) const {
  return OneNotice(tx, tx.MaybeOne(sql::kNoticeHold, office, id));
}

absl::StatusOr<std::vector<Notice>> NoticeStore::List(pg::Tx& tx, const std::string& office,
                                                      const std::string& application) const {
  return ToNotices(tx, tx.Query(sql::kNoticeList, office, application));
}

absl::StatusOr<std::vector<Notice>> NoticeStore::ListUnserved(pg::Tx& tx, const std::string& office,
                                                              const std::string& after,
                                                              int64_t limit) const {
  return ToNotices(tx, tx.Query(sql::kNoticeUnserved, office, after, limit));
}

void NoticeStore::RecordService(pg::Tx& tx, const Notice& notice) const {
  const PaperService& paper = *notice.paper;
  tx.ExecLater(sql::kNoticeServed, notice.office, notice.id, Name(paper.way), paper.day, paper.by,
               paper.mail_number);
}

void NoticeStore::MarkRead(pg::Tx& tx, const Notice& notice, absl::Time now) const {
  tx.ExecLater(sql::kNoticeRead, notice.office, notice.id, now);
}

absl::StatusOr<std::vector<std::string>> NoticeStore::OfficesDue(pg::Tx& tx, absl::Time now,
                                                                 int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kMessageDue, now, limit));
  return pg::OfficesOf(rows);
}

absl::StatusOr<std::vector<QueuedMessage>> NoticeStore::ClaimMessages(pg::Tx& tx, absl::Time now,
                                                                      absl::Time lease_end,
                                                                      int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows,
                   tx.Query(sql::kMessageClaim, tx.office(), now, lease_end, limit));
  std::vector<QueuedMessage> messages;
  for (const pg::Row& row : rows) {
    ASSIGN_OR_RETURN(Notice notice, ToNotice(tx, row));
    messages.push_back({std::move(notice), row.Int("message_attempts")});
  }
  return messages;
}

void NoticeStore::RecordMessage(pg::Tx& tx, const std::string& office,
                                const SmsOutcome& outcome) const {
  tx.ExecLater(sql::kMessageOutcome, office, outcome.notice, outcome.state,
               outcome.next_attempt_time);
}

}  // namespace notary::notification
