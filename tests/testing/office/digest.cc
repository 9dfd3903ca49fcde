#include "tests/testing/office/digest.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "platform/base/check.h"
#include "platform/base/status_macros.h"
#include "platform/pg/statement.h"

namespace notary::testing {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(15);
constexpr int kStillLooks = 3;

// When a worker looks again moves by itself, for as long as it looks.
constexpr pg::Statement kTables{
    "test_digest_tables",
    "SELECT schemaname || '.' || tablename AS name, EXISTS (SELECT FROM information_schema.columns "
    "WHERE table_schema = schemaname AND table_name = tablename "
    "AND column_name IN ('next_poll_time', 'next_look_time')) AS looked_at FROM pg_tables "
    "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY name"};
constexpr char kRow[] = "t::text";
constexpr char kRowWithoutLooks[] =
    "(to_jsonb(t) - '{next_poll_time,next_look_time}'::text[])::text";

// Without compiling the query first, which takes longer than to run it.
pg::Rows Query(pg::Database& owner, const pg::Statement& statement) {
  pg::Rows rows;
  const absl::Status status = owner.Transact(pg::kNoOffice, [&](pg::Tx& tx) -> absl::Status {
    RETURN_IF_ERROR(tx.Script("SET LOCAL jit = off"));
    ASSIGN_OR_RETURN(rows, tx.Query(statement));
    return absl::OkStatus();
  });
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
  return rows;
}

// One query over all tables: a digest is one moment, not a tour.
std::string DigestSql(pg::Database& owner) {
  std::vector<std::string> parts;
  for (const pg::Row& row : Query(owner, kTables)) {
    const std::string& table = row.Str("name");
    const char* text = row.Bool("looked_at") ? kRowWithoutLooks : kRow;
    parts.push_back(absl::StrCat(
        "SELECT '", table, "' AS name, count(*) || ' ' || coalesce(md5(string_agg(md5(", text,
        "), '' ORDER BY md5(", text, "))), '') AS digest FROM ", table, " t"));
  }
  return absl::StrJoin(parts, " UNION ALL ");
}

// Whether any service still owes another a call.
bool OwesNothing(const Digest& digest) {
  for (const auto& [table, rows] : digest) {
    if (absl::EndsWith(table, ".outbox") && !absl::StartsWith(rows, "0 ")) return false;
  }
  return true;
}

}  // namespace

Digest TakeDigest(pg::Database& owner) {
  // Prepared statements live as long as their connection.
  static const std::string& sql = *new std::string(DigestSql(owner));
  static const auto& statement = *new pg::Statement{"test_digest", sql.c_str()};
  Digest digest;
  for (const pg::Row& row : Query(owner, statement)) {
    digest[row.Str("name")] = row.Str("digest");
  }
  return digest;
}

std::vector<std::string> Differing(const Digest& before, const Digest& after) {
  std::vector<std::string> tables;
  for (const auto& [table, digest] : before) {
    if (after.at(table) != digest) tables.push_back(table);
  }
  return tables;
}

Digest Settle(pg::Database& owner) {
  static auto& settled = *new Digest();  // nothing has happened since: no need to wait
  const absl::Time until = absl::Now() + kPatience;
  Digest last = TakeDigest(owner);
  if (last == settled) return last;
  for (int still = 0; still < kStillLooks;) {
    NOTARY_CHECK(absl::Now() < until);
    absl::SleepFor(kBetweenLooks);
    const Digest now = TakeDigest(owner);
    still = now == last && OwesNothing(now) ? still + 1 : 0;
    last = now;
  }
  settled = last;
  return last;
}

}  // namespace notary::testing
