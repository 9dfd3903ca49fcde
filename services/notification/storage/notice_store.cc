#include "services/notification/storage/notice_store.h"

#include "platform/base/status_macros.h"
#include "services/notification/storage/notification_sql.sql.h"

namespace notary::notification {
namespace {

Notice ToNotice(const pg::Row& row) {
  return {.office = row.Str("office_id"),
          .id = row.Str("id"),
          .code = row.Str("code"),
          .number = row.Str("number"),
          .application = row.Str("application"),
          .addressee = row.Str("addressee"),
          .mobile = row.Str("mobile"),
          .title = {row.Str("title_zh"), row.Str("title_en")},
          .text = {row.Str("text_zh"), row.Str("text_en")},
          .legal_basis = row.Str("legal_basis"),
          .message_state = row.Str("message_state"),
          .create_time = row.Time("create_time"),
          .read_time = row.MaybeTime("read_time")};
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
               n.mobile, n.title.zh, n.title.en, n.text.zh, n.text.en, n.legal_basis,
               n.message_state, due, n.create_time);
}

absl::StatusOr<Notice> NoticeStore::Get(pg::Tx& tx, const std::string& office,
                                        const std::string& id) const {
  ASSIGN_OR_RETURN(const std::optional<pg::Row> row, tx.MaybeOne(sql::kNoticeGet, office, id));
  if (!row) return NotFoundError("RESOURCE_NOT_FOUND", {"未找到", "Not found"});
  return ToNotice(*row);
}

absl::StatusOr<std::vector<Notice>> NoticeStore::List(pg::Tx& tx, const std::string& office,
                                                      const std::string& application) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kNoticeList, office, application));
  std::vector<Notice> notices;
  for (const pg::Row& row : rows) notices.push_back(ToNotice(row));
  return notices;
}

void NoticeStore::MarkRead(pg::Tx& tx, const Notice& notice, absl::Time now) const {
  tx.ExecLater(sql::kNoticeRead, notice.office, notice.id, now);
}

absl::StatusOr<std::vector<QueuedMessage>> NoticeStore::ClaimMessages(pg::Tx& tx, absl::Time now,
                                                                      absl::Time lease_end,
                                                                      int64_t limit) const {
  ASSIGN_OR_RETURN(const pg::Rows rows, tx.Query(sql::kMessageClaim, now, lease_end, limit));
  std::vector<QueuedMessage> messages;
  for (const pg::Row& row : rows) messages.push_back({ToNotice(row), row.Int("message_attempts")});
  return messages;
}

void NoticeStore::RecordMessage(pg::Tx& tx, const Notice& notice, absl::string_view state,
                                std::optional<absl::Time> next) const {
  tx.ExecLater(sql::kMessageOutcome, notice.office, notice.id, state, next);
}

}  // namespace notary::notification
