#include "tests/e2e/repeated/repeater.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cmd/notaryd/modules.h"
#include "google/protobuf/descriptor.h"
#include "platform/base/check.h"
#include "platform/pg/statement.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/services.h"

namespace notary::testing {
namespace {

using ::testing::IsEmpty;

constexpr int kTimesPerMethod = 3;
constexpr int kAttempts = 3;

// Owed calls are deleted when answered; a copy stays here. As the owner: services may not write to
// a schema of nobody's.
constexpr char kSpy[] = R"(
CREATE SCHEMA spy;
CREATE TABLE spy.owed (service text, office_id text, id uuid, method text, request bytea);
CREATE FUNCTION spy.copy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO spy.owed VALUES (TG_TABLE_SCHEMA, NEW.office_id, NEW.id, NEW.method, NEW.request);
  RETURN NEW;
END $$;
)";

constexpr pg::Statement kOwed{
    "test_owed_calls", "SELECT service, office_id, id, method, request FROM spy.owed ORDER BY id"};

void Must(const absl::Status& status) {
  if (!status.ok()) internal::CheckFailed(__FILE__, __LINE__, status.ToString());
}

// "/notary.payment.v1.PaymentService/CreateFeeNote" → payment: the schema with the answer.
std::string ReceiverOf(const std::string& method) {
  return std::vector<std::string>(absl::StrSplit(method, '.'))[1];
}

// A statement is known by its address to each connection, so it is kept for good.
const pg::Statement& StoredAnswer(const std::string& schema) {
  struct Kept {
    std::string name;
    std::string text;
    pg::Statement statement{name.c_str(), text.c_str()};
  };
  static auto& all = *new std::map<std::string, std::unique_ptr<Kept>>();
  std::unique_ptr<Kept>& kept = all[schema];
  if (kept == nullptr) {
    kept.reset(new Kept{absl::StrCat("test_answer_", schema),
                        absl::StrCat("SELECT office_id, principal, response FROM ", schema,
                                     ".request_log WHERE request_id = $1::uuid")});
  }
  return kept->statement;
}

}  // namespace

std::set<std::string> MutatingMethods() {
  std::set<std::string> methods;
  for (const google::protobuf::ServiceDescriptor* service : OwnServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const google::protobuf::MethodDescriptor& method = *service->method(i);
      if (method.input_type()->FindFieldByName("request_id") == nullptr) continue;
      methods.insert(absl::StrCat("/", service->full_name(), "/", method.name()));
    }
  }
  return methods;
}

Repeater::Repeater(OfficeWorld& world) : world_(world) {
  std::string sql = kSpy;
  for (const pg::MigrationSet* set : AllMigrations()) {
    absl::StrAppend(&sql, "CREATE TRIGGER spy AFTER INSERT ON ", set->schema,
                    ".outbox FOR EACH ROW EXECUTE FUNCTION spy.copy();\n");
  }
  Must(world_.owner().Transact(pg::kNoOffice, [&](pg::Tx& tx) { return tx.Script(sql); }));
}

void Repeater::Again(const std::string& token, const std::string& method,
                     const std::string& request, const std::string& response) {
  if (!mutating_.contains(method) || repeated_[method] >= kTimesPerMethod) return;
  Expect(token, method, request, response);
}

void Repeater::Expect(const std::string& token, const std::string& method,
                      const std::string& request, const std::string& response) {
  ++repeated_[method];
  std::vector<std::string> changed;
  // A parcel or a payment on its way may move just then; a second effect would show every time.
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const Digest before = Settle(world_.owner());

    const absl::StatusOr<std::string> again = world_.channel().CallBytes(
        method, request, {.authorization = token, .timeout = absl::Seconds(10)});

    changed = Differing(before, TakeDigest(world_.owner()));
    ASSERT_TRUE(again.ok()) << method << " " << again.status();
    EXPECT_TRUE(SameAnswer(method, *again, response)) << method << " answers otherwise";
    if (changed.empty()) return;
  }
  EXPECT_THAT(changed, IsEmpty()) << method;
}

std::string Repeater::Do(By by, const std::string& method, const std::string& text) {
  const std::string request = RequestOf(method, text, world_.Now());
  const absl::StatusOr<std::string> response = Send(world_, by, method, request);
  if (!response.ok()) {
    ADD_FAILURE() << method << " " << response.status();
    return "";
  }
  Again(TokenOf(world_, by), FullMethod(method), request, *response);
  return NameIn(method, *response);
}

std::string Repeater::Opened(const std::string& schema, const std::string& office,
                             const crypto::FieldPlace& place, const std::string& sealed) {
  if (sealed.empty()) return sealed;
  const auto cipher = world_.CipherOf(schema, office);
  Must(cipher.status());
  const absl::StatusOr<std::string> opened = (*cipher)->Open(place, sealed);
  Must(opened.status());
  return *opened;
}

void Repeater::OwedCallsAgain() {
  Settle(world_.owner());
  const absl::StatusOr<pg::Rows> owed =
      world_.owner().Read(pg::kNoOffice, [](pg::Tx& tx) { return tx.Query(kOwed); });
  Must(owed.status());
  std::map<std::string, int> times;
  for (const pg::Row& call : *owed) {
    const std::string& method = call.Str("method");
    if (++times[method] > kTimesPerMethod) continue;
    const auto stored = world_.owner().Read(pg::kNoOffice, [&](pg::Tx& tx) {
      return tx.MaybeOne(StoredAnswer(ReceiverOf(method)), call.Str("id"));
    });
    Must(stored.status());
    if (!stored->has_value()) {
      ADD_FAILURE() << method << " was owed and has no stored answer";
      continue;
    }
    const std::string& id = call.Str("id");
    const auto request = Opened(call.Str("service"), call.Str("office_id"),
                                {"outbox", "request", id}, call.Bytes("request"));
    const std::string row = absl::StrCat((*stored)->Str("principal"), "/", id);
    const auto response = Opened(ReceiverOf(method), (*stored)->Str("office_id"),
                                 {"request_log", "response", row}, (*stored)->Bytes("response"));
    Expect(world_.Token(SystemService(call.Str("service"))), method, request, response);
  }
}

}  // namespace notary::testing
