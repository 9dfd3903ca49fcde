#include "tests/testing/test_database.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>

#include "absl/strings/str_cat.h"
#include "platform/base/check.h"
#include "platform/base/log.h"
#include "platform/crypto/digest.h"
#include "platform/pg/connection.h"
#include "platform/pg/migrate.h"

namespace notary::testing {
namespace {

std::string Cluster() {
  const char* dir = std::getenv("NOTARY_TEST_PG");
  if (dir != nullptr) return dir;
  internal::CheckFailed(__FILE__, __LINE__, "set NOTARY_TEST_PG: cmd/dev/postgres start DIR fast");
}

std::string TargetOf(absl::string_view database, absl::string_view user) {
  return absl::StrCat("host=", Cluster(), " dbname=", database, " user=", user);
}

void Must(const absl::Status& status) {
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
}

// CREATE DATABASE cannot run in a transaction, and has no parameters.
void Administer(const std::string& sql) {
  auto connection = pg::Connection::Open(TargetOf("postgres", "onevisit"));
  Must(connection.status());
  Must((*connection)->InAutocommit([&](pg::Tx& tx) { return tx.Script(sql); }));
}

std::string NewName() {
  static std::atomic<int> next{0};
  return absl::StrCat("t", getpid(), "_", next++);
}

// One key for each office, known to nobody but tests.
class TestKeys final : public pg::Keys {
 public:
  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> CipherOf(
      const std::string& office) override {
    return std::make_shared<const crypto::FieldCipher>(
        crypto::FieldProfile::kAes256Gcm, office,
        std::vector<crypto::FieldKey>{{1, crypto::HmacSha256("test key", office)}});
  }
  absl::StatusOr<std::shared_ptr<const crypto::FieldCipher>> FirstCipherOf(
      const std::string& office) override {
    return CipherOf(office);
  }
  std::string BlindIndex(absl::string_view kind, absl::string_view value) const override {
    return crypto::HmacSha256(kind, value).substr(0, 16);
  }
};

TestKeys& Keys() {
  static auto& keys = *new TestKeys();
  return keys;
}

const std::string& TemplateFor(const std::vector<const pg::MigrationSet*>& schemas) {
  static auto& templates = *new std::map<std::vector<const pg::MigrationSet*>, std::string>();
  std::string& name = templates[schemas];
  if (!name.empty()) return name;
  SetMinimumSeverity(Severity::kWarning);
  name = NewName();
  Administer(absl::StrCat("CREATE DATABASE ", name));
  Must(pg::Migrate(TargetOf(name, "onevisit"), schemas));
  return name;
}

}  // namespace

TestDatabase::TestDatabase(const std::vector<const pg::MigrationSet*>& schemas) : name_(NewName()) {
  const std::string& origin = TemplateFor(schemas);
  Administer(absl::StrCat("CREATE DATABASE ", name_, " TEMPLATE ", origin));
  // Settings of a role belong to a database and are not copied with it.
  for (const pg::MigrationSet* set : schemas) {
    const std::string role = pg::ServiceRole(set->schema);
    Administer(absl::StrCat("ALTER ROLE ", role, " IN DATABASE ", name_,
                            " SET search_path = ", set->schema));
    Administer(absl::StrCat("ALTER ROLE ", role, " IN DATABASE ", name_, " SET timezone = 'UTC'"));
  }
}

TestDatabase::~TestDatabase() {
  Administer(absl::StrCat("DROP DATABASE ", name_, " WITH (FORCE)"));
}

std::string TestDatabase::TargetWithoutUser() const {
  return absl::StrCat("host=", Cluster(), " dbname=", name_);
}

std::string TestDatabase::Target(absl::string_view user) const { return TargetOf(name_, user); }

std::unique_ptr<pg::Database> TestDatabase::As(absl::string_view schema, int connections) const {
  return std::make_unique<pg::Database>(pg::Database::Options{
      .target = Target(pg::ServiceRole(schema)), .connections = connections, .keys = &Keys()});
}

std::string TestDatabase::OwedRequest(const pg::Row& row) {
  const auto cipher = Keys().CipherOf(row.Str("office_id"));
  const std::string id = row.Str("id");
  const auto request = (*cipher)->Open({"outbox", "request", id}, row.Bytes("request"));
  Must(request.status());
  return *request;
}

std::unique_ptr<pg::Database> TestDatabase::AsOwner() const {
  return std::make_unique<pg::Database>(
      pg::Database::Options{.target = Target("onevisit"), .connections = 2});
}

}  // namespace notary::testing
