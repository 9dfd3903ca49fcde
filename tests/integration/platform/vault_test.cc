#include "platform/vault/vault.h"

#include <gtest/gtest.h>

#include "platform/base/status_macros.h"
#include "platform/crypto/digest.h"
#include "platform/pg/migrate.h"
#include "services/identity/storage/identity_sql.sql.h"
#include "tests/testing/rpc_harness.h"
#include "tests/testing/test_database.h"

namespace notary::vault {
namespace {

using crypto::FieldCipher;
using crypto::FieldProfile;

constexpr crypto::FieldPlace kPlace{"person", "mobile", "1"};

class VaultTest : public ::testing::Test {
 protected:
  Secrets With(const std::string& kek, std::vector<std::string> retired = {}) const {
    return {FieldProfile::kAes256Gcm, kek, std::move(retired), index_key_};
  }

  const std::string kek_ = crypto::RandomBytes(32);
  const std::string index_key_ = crypto::RandomBytes(32);
  const absl::Time now_ = testing::TestStart();
  testing::TestDatabase database_{{&identity::sql::kMigrations}};
  std::unique_ptr<pg::Database> db_ = database_.As("identity");
  FakeClock looks_{now_};
};

TEST_F(VaultTest, AnotherProcessOpensWhatThisOneSealed) {
  Vault here(*db_, With(kek_)), there(*db_, With(kek_));
  const std::string sealed = here.Cipher("xuhui", now_)->Seal(kPlace, "13800000000");
  EXPECT_EQ(*there.Cipher("xuhui", now_)->Open(kPlace, sealed), "13800000000");
  EXPECT_FALSE(there.Cipher("minhang", now_)->Open(kPlace, sealed).ok());
}

TEST_F(VaultTest, ANewKeySealsOnceEverybodyHasSeenIt) {
  Vault here(*db_, With(kek_), looks_), there(*db_, With(kek_), looks_);
  const std::string old = here.Cipher("xuhui", now_)->Seal(kPlace, "old");
  ASSERT_TRUE(there.Cipher("xuhui", now_).ok());
  EXPECT_EQ(*here.Rotate(now_), 1);

  looks_.Advance(absl::Minutes(1));
  const absl::Time before = now_ + absl::Minutes(4);
  EXPECT_EQ(there.Cipher("xuhui", before)->Seal(kPlace, "x").substr(1, 4), old.substr(1, 4));
  const absl::Time after = now_ + Vault::kTakesEffect;
  const std::string sealed = here.Cipher("xuhui", after)->Seal(kPlace, "new");
  EXPECT_NE(sealed.substr(1, 4), old.substr(1, 4));
  EXPECT_EQ(*here.Cipher("xuhui", after)->Open(kPlace, old), "old");
  // A process that looked a minute before the key took effect knows it already.
  EXPECT_EQ(*there.Cipher("xuhui", before)->Open(kPlace, sealed), "new");
}

// The demonstration's clock runs ahead by hours between two calls.
TEST_F(VaultTest, LooksForKeysByRealTimeOnly) {
  Vault vault(*db_, With(kek_), looks_);
  const auto first = vault.SharedCipher("xuhui", now_, /*make=*/true);
  EXPECT_EQ(*vault.SharedCipher("xuhui", now_ + absl::Hours(24 * 30), false), *first);
  looks_.Advance(absl::Minutes(1));
  EXPECT_NE(*vault.SharedCipher("xuhui", now_, false), *first) << "looked again";
}

TEST_F(VaultTest, ANewKekRewritesNoData) {
  const std::string sealed = Vault(*db_, With(kek_)).Cipher("xuhui", now_)->Seal(kPlace, "data");
  const std::string next = crypto::RandomBytes(32);

  Vault changing(*db_, With(next, {kek_}));
  EXPECT_EQ(*changing.Cipher("xuhui", now_)->Open(kPlace, sealed), "data");
  EXPECT_EQ(*changing.Rewrap(), 1);
  EXPECT_EQ(*changing.Rewrap(), 0);

  EXPECT_EQ(*Vault(*db_, With(next)).Cipher("xuhui", now_)->Open(kPlace, sealed), "data");
  EXPECT_FALSE(Vault(*db_, With(kek_)).Cipher("xuhui", now_).ok());
}

// An office's first sealed row may be written after somebody who reads it has asked for the key.
TEST_F(VaultTest, WhoReadsMeanwhileLooksForTheFirstKeyAgain) {
  Vault here(*db_, With(kek_)), there(*db_, With(kek_));
  FakeClock clock(now_);
  OfficeKeys reading(here, clock), writing(there, clock);
  const auto connect = [&](pg::Keys& keys) {
    return std::make_unique<pg::Database>(pg::Database::Options{
        .target = database_.Target(pg::ServiceRole("identity")), .connections = 2, .keys = &keys});
  };
  const auto reader = connect(reading), writer = connect(writing);
  for (const char* office : {"xuhui", "minhang"}) {
    int tries = 0;
    std::string sealed;
    const auto open = [&](pg::Tx& tx) -> absl::StatusOr<std::string> {
      const auto first = [&](pg::Tx& other) {
        sealed = other.cipher().Seal(kPlace, "text");
        return absl::OkStatus();
      };
      if (tries++ == 0) RETURN_IF_ERROR(writer->Transact(office, first));
      return tx.Open(kPlace, sealed);
    };
    const bool reads = std::string(office) == "xuhui";
    const absl::Status status =
        reads ? reader->Read(office, open).status()
              : reader->Transact(office, [&](pg::Tx& tx) { return open(tx).status(); });
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(tries, 2);
  }
}

TEST_F(VaultTest, AnIndexIsOfItsKindAndKey) {
  const Vault vault(*db_, With(kek_));
  EXPECT_EQ(vault.BlindIndex("mobile", "13800000000").size(), 16u);
  EXPECT_EQ(vault.BlindIndex("mobile", "1"),
            Vault(*db_, With("other kek")).BlindIndex("mobile", "1"));
  EXPECT_NE(vault.BlindIndex("mobile", "1"), vault.BlindIndex("name", "1"));
  EXPECT_NE(vault.BlindIndex("mobile", "1"), vault.BlindIndex("mobile", "2"));
}

}  // namespace
}  // namespace notary::vault
