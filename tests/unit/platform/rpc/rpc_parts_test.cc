// Tokens, page tokens, rate limits and statuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "notary/platform/v1/principal.pb.h"
#include "platform/base/error.h"
#include "platform/rpc/auth.h"
#include "platform/rpc/paging.h"
#include "platform/rpc/rate_limit.h"
#include "platform/rpc/status.h"

namespace notary::rpc {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

class TokenTest : public ::testing::Test {
 protected:
  TokenTest() {
    crypto::SigningKey key = crypto::SigningKey::Generate(crypto::KeyType::kEd25519);
    std::map<std::string, crypto::VerifyingKey> keys;
    keys.emplace("k1", *key.Public());
    verifier_ = std::make_unique<TokenVerifier>(std::move(keys));
    signer_ = std::make_unique<TokenSigner>("k1", std::move(key));
  }

  std::string Token(absl::Duration lifetime = absl::Hours(1)) {
    return signer_->Sign({"staff/n1", "甲", "xuhui", {Role::ROLE_NOTARY}}, kNow, kNow + lifetime);
  }

  std::unique_ptr<TokenSigner> signer_;
  std::unique_ptr<TokenVerifier> verifier_;
};

TEST_F(TokenTest, TellsWhoTheBearerIs) {
  const absl::StatusOr<VerifiedToken> token = verifier_->Verify(Token(), kNow);

  ASSERT_TRUE(token.ok()) << token.status();
  EXPECT_EQ(token->principal.subject, "staff/n1");
  EXPECT_EQ(token->principal.office, "xuhui");
  EXPECT_TRUE(token->principal.Has(Role::ROLE_NOTARY));
  EXPECT_FALSE(token->principal.Has(Role::ROLE_HEAD));
}

TEST_F(TokenTest, TellsWhenTheBearerSignedIn) {
  Principal person{.subject = "persons/zhang", .sign_in_time = kNow - absl::Minutes(9)};
  const auto signed_in = [&] {
    return verifier_->Verify(signer_->Sign(person, kNow, kNow + absl::Hours(1)), kNow)
        ->principal.sign_in_time;
  };
  EXPECT_EQ(signed_in(), kNow - absl::Minutes(9));
  person.sign_in_time = absl::UnixEpoch();
  EXPECT_EQ(signed_in(), absl::UnixEpoch()) << "a service never did";
}

TEST_F(TokenTest, ExpiresWithAMinuteOfGrace) {
  EXPECT_TRUE(verifier_->Verify(Token(), kNow + absl::Hours(1) + absl::Seconds(59)).ok());
  EXPECT_EQ(
      ReasonOf(verifier_->Verify(Token(), kNow + absl::Hours(1) + absl::Seconds(61)).status()),
      "TOKEN_EXPIRED");
  EXPECT_EQ(ReasonOf(verifier_->Verify(Token(), kNow - absl::Minutes(2)).status()),
            "TOKEN_EXPIRED");
}

TEST_F(TokenTest, AnyChangedByteIsRefused) {
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(Token().substr(7), &bytes));
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(verifier_->Verify("Bearer " + absl::WebSafeBase64Escape(changed), kNow).ok()) << i;
  }
}

TEST_F(TokenTest, AKeyNobodyTrustsIsRefused) {
  const TokenSigner stranger("k1", crypto::SigningKey::Generate(crypto::KeyType::kEd25519));
  const TokenSigner unknown("k2", crypto::SigningKey::Generate(crypto::KeyType::kEd25519));
  const Principal head{"staff/h", "", "xuhui", {Role::ROLE_HEAD}};
  const absl::Time end = kNow + absl::Hours(1);

  EXPECT_EQ(ReasonOf(verifier_->Verify(stranger.Sign(head, kNow, end), kNow).status()),
            "TOKEN_SIGNATURE");
  EXPECT_EQ(ReasonOf(verifier_->Verify(unknown.Sign(head, kNow, end), kNow).status()),
            "TOKEN_KEY_UNKNOWN");
}

TEST_F(TokenTest, OtherShapesAreMalformed) {
  for (const std::string& bad :
       {std::string("Bearer"), std::string("Bearer %%%"), std::string("Basic eHg6eXk="),
        std::string("bearer ") + Token().substr(7), std::string(10000, 'x')}) {
    EXPECT_EQ(ReasonOf(verifier_->Verify(bad, kNow).status()), "TOKEN_MALFORMED");
  }
}

// Protobuf has a line for standard error for it, which anybody could fill the log with.
TEST_F(TokenTest, TextThatIsNoUtf8IsRefusedInSilence) {
  const std::string claims = "\x0a\x02\xc3\x28";  // subject
  platform::v1::AccessToken token;
  token.set_principal(claims);
  token.set_signature("s");
  platform::v1::Principal unread;
  ::testing::internal::CaptureStderr();

  const absl::Status refused =
      verifier_->Verify("Bearer " + absl::WebSafeBase64Escape(token.SerializeAsString()), kNow)
          .status();

  EXPECT_EQ(ReasonOf(refused), "TOKEN_MALFORMED");
  EXPECT_FALSE(unread.ParseFromString(claims));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(PageTokenTest, RoundTripsForTheSameScopeOnly) {
  const std::string token = MakePageToken("0190", "persons/a|xuhui|");

  EXPECT_EQ(*ParsePageToken(token, "persons/a|xuhui|"), "0190");
  EXPECT_EQ(*ParsePageToken("", "anything"), "");
  for (const std::string& bad :
       {token.substr(1), token + "A", std::string("x"), std::string("%")}) {
    EXPECT_EQ(ReasonOf(ParsePageToken(bad, "persons/a|xuhui|").status()), "PAGE_TOKEN_INVALID");
  }
  EXPECT_FALSE(ParsePageToken(token, "persons/b|xuhui|").ok());
}

struct ListRequest {
  int32_t page_size() const { return 2; }
  const std::string& page_token() const { return token; }
  std::string token;
};

constexpr auto kItself = [](const std::string& row) { return row; };

TEST(PagingTest, ATokenIsGivenOnlyWhenThereIsMore) {
  const auto first = Paging::Of(ListRequest(), "list");
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->behind(), "");
  EXPECT_EQ(first->limit(), 3);
  std::vector<std::string> rows = {"a", "b", "c"};
  const std::string token = first->Cut(rows, kItself);
  EXPECT_THAT(rows, ::testing::ElementsAre("a", "b"));

  const auto second = Paging::Of(ListRequest{token}, "list");
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->behind(), "b");
  rows = {"c", "d"};
  EXPECT_EQ(second->Cut(rows, kItself), "");
  EXPECT_EQ(rows.size(), 2);
  EXPECT_FALSE(Paging::Of(ListRequest{token}, "another list").ok());
}

TEST(PageSizeTest, HasALimitOnBothSides) {
  EXPECT_EQ(PageSize(0), 20);
  EXPECT_EQ(PageSize(7), 7);
  EXPECT_EQ(PageSize(1000000000), 100);
}

TEST(RateLimitTest, RefusesABurstAndSaysWhen) {
  RateLimit limit({.calls_per_second = 0.001, .burst = 3});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limit.Admit("persons/a").ok());

  const absl::Status refused = limit.Admit("persons/a");

  EXPECT_EQ(ReasonOf(refused), "RATE_LIMITED");
  EXPECT_TRUE(DetailOf(refused)->retry_after.has_value());
  EXPECT_TRUE(limit.Admit("persons/b").ok());
}

TEST(RateLimitTest, CallersOfManyNamesMakeNobodyForgottenWhoAskedMore) {
  RateLimit limit({.calls_per_second = 0.001, .burst = 2});
  EXPECT_TRUE(limit.Admit("persons/often").ok());
  EXPECT_TRUE(limit.Admit("persons/often").ok());

  for (int i = 0; i < 250'000; ++i) {
    ASSERT_TRUE(limit.Admit(absl::StrCat("persons/", i)).ok());
  }

  EXPECT_FALSE(limit.Admit("persons/often").ok());
}

TEST(StatusTest, ADetailSurvivesTheWire) {
  const absl::Status sent =
      InvalidFields({{"form.name", "REQUIRED", {"必填", "Required"}},
                     {"form.day", "DATE_INVALID", {"日期不存在", "No such day"}}});

  const absl::Status received = FromGrpc(ToGrpc(sent, "trace-1"));

  EXPECT_EQ(received.code(), sent.code());
  EXPECT_EQ(DetailOf(received), DetailOf(sent));
}

TEST(StatusTest, InternalTextsStayInside) {
  const grpc::Status sent = ToGrpc(absl::InternalError("relation payment.fee_note"), "trace-1");

  EXPECT_EQ(sent.error_message(), "internal error, trace trace-1");
  EXPECT_TRUE(sent.error_details().empty());
}

}  // namespace
}  // namespace notary::rpc
