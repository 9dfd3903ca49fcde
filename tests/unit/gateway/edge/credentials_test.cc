// Cookies, tokens, and whether a page of ours has asked: quality.md C2, D 44–46.
#include "gateway/edge/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/client_address.h"
#include "gateway/edge/session_cache.h"
#include "gateway/edge/watch_slots.h"
#include "platform/base/error.h"
#include "platform/crypto/digest.h"

namespace notary::gateway {
namespace {

using ::testing::HasSubstr;

const std::string kSecret(43, 'a');

Request With(Headers headers) {
  headers.emplace_back("host", "localhost:8443");
  return {.headers = std::move(headers)};
}

TEST(CredentialsTest, AreReadFromCookieOrHeader) {
  EXPECT_EQ(ReadCredentials(With({}))->secret, "");
  EXPECT_EQ(ReadCredentials(With({{"cookie", "a=b; __Host-session=" + kSecret}}))->secret, kSecret);
  EXPECT_EQ(ReadCredentials(With({{"authorization", "Bearer x"}}))->bearer, "Bearer x");
  for (const char* not_ours : {"__Host-session=", "__host-session=x", "session=x",
                               "__Host-session=a b", "__Host-session=\"x\"", "__Host-session"}) {
    EXPECT_EQ(ReadCredentials(With({{"cookie", not_ours}}))->secret, "") << not_ours;
  }
  const std::string long_one = absl::StrCat("__Host-session=", std::string(65, 'a'));
  EXPECT_EQ(ReadCredentials(With({{"cookie", long_one}}))->secret, "");
}

TEST(CredentialsTest, AreRefusedWhenThereAreTwo) {
  const std::string twice = "__Host-session=x; __Host-session=y";
  EXPECT_EQ(ReasonOf(ReadCredentials(With({{"cookie", twice}})).status()), "COOKIE_TWICE");
  const Request both = With({{"cookie", "__Host-session=x"}, {"authorization", "Bearer y"}});
  EXPECT_EQ(ReasonOf(ReadCredentials(both).status()), "TWO_CREDENTIALS");
  for (const std::string& other : {std::string("Basic eHg="), std::string("bearer x"),
                                   absl::StrCat("Bearer ", std::string(5000, 'a'))}) {
    EXPECT_EQ(ReasonOf(ReadCredentials(With({{"authorization", other}})).status()),
              "AUTHORIZATION_MALFORMED");
  }
}

TEST(CredentialsTest, TheCookieIsOutOfReachOfScriptsAndOtherSites) {
  const std::string cookie = StartCookie(kSecret);
  for (const char* part :
       {"__Host-session=", "; Path=/", "; Secure", "; HttpOnly", "SameSite=Strict"}) {
    EXPECT_THAT(cookie, HasSubstr(part));
  }
  EXPECT_THAT(EndCookie(), HasSubstr("Max-Age=0"));
}

TEST(CredentialsTest, TheCsrfTokenBelongsToTheSession) {
  EXPECT_EQ(CsrfToken(kSecret),
            absl::WebSafeBase64Escape(crypto::HmacSha256(kSecret, "onevisit csrf")));
  const Credentials credentials{.secret = kSecret};
  EXPECT_TRUE(HasCsrfToken(With({{"x-csrf-token", CsrfToken(kSecret)}}), credentials));
  EXPECT_FALSE(HasCsrfToken(With({{"x-csrf-token", CsrfToken("other")}}), credentials));
  EXPECT_FALSE(HasCsrfToken(With({}), credentials));
}

TEST(OriginTest, OnlyPagesOfOursMayChangeSomething) {
  const Credentials nobody;
  const Credentials person{.secret = kSecret};
  struct Row {
    Headers headers;
    bool with_cookie;
    bool without;
  };
  const Row rows[] = {
      {{{"origin", "https://localhost:8443"}}, true, true},
      {{{"origin", "https://LOCALHOST:8443"}}, true, true},
      {{{"sec-fetch-site", "same-origin"}}, true, true},
      {{{"origin", "https://localhost:8443"}, {"sec-fetch-site", "same-origin"}}, true, true},
      {{}, false, true},  // a program, not a browser
      {{{"origin", "https://evil.example"}}, false, false},
      {{{"origin", "http://localhost:8443"}}, false, false},
      {{{"origin", "https://localhost"}}, false, false},
      {{{"origin", "https://localhost:8443.evil.example"}}, false, false},
      {{{"origin", "null"}}, false, false},
      {{{"sec-fetch-site", "cross-site"}}, false, false},
      {{{"sec-fetch-site", "same-site"}}, false, false},
      {{{"origin", "https://localhost:8443"}, {"sec-fetch-site", "cross-site"}}, false, false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(CheckOrigin(With(row.headers), person).ok(), row.with_cookie);
    EXPECT_EQ(CheckOrigin(With(row.headers), nobody).ok(), row.without);
  }
}

TEST(ClientAddressTest, BelievesProxiesOfOursOnly) {
  const std::vector<std::string> proxies = {"10.0.0.1", "10.0.0.2"};
  EXPECT_EQ(ClientAddress("203.0.113.9", "1.2.3.4", proxies), "203.0.113.9");
  EXPECT_EQ(ClientAddress("10.0.0.1", "1.2.3.4", proxies), "1.2.3.4");
  EXPECT_EQ(ClientAddress("10.0.0.1", "6.6.6.6, 1.2.3.4", proxies), "1.2.3.4");
  EXPECT_EQ(ClientAddress("10.0.0.1", "1.2.3.4, 10.0.0.2", proxies), "1.2.3.4");
  EXPECT_EQ(ClientAddress("10.0.0.1", "", proxies), "10.0.0.1");
  EXPECT_EQ(ClientAddress("10.0.0.1", "1.2.3.4, nonsense", proxies), "10.0.0.1");
  EXPECT_EQ(ClientAddress("10.0.0.1", "2001:db8::1", proxies), "2001:db8::1");
  EXPECT_EQ(LimitKey("2001:db8::1"), LimitKey("2001:db8::ffff:1"));
  EXPECT_NE(LimitKey("2001:db8::1"), LimitKey("2001:db8:0:1::1"));
  EXPECT_EQ(LimitKey("1.2.3.4"), "1.2.3.4");
}

TEST(SessionCacheTest, RemembersForASecond) {
  SessionCache cache;
  const absl::Time now = absl::Now();
  cache.Keep("a", "Bearer 1", now);
  EXPECT_EQ(cache.Find("a", now), "Bearer 1");
  EXPECT_EQ(cache.Find("a", now + absl::Milliseconds(999)), "Bearer 1");
  EXPECT_EQ(cache.Find("a", now + absl::Seconds(1)), std::nullopt);
  EXPECT_EQ(cache.Find("b", now), std::nullopt);
  cache.Forget("a");
  EXPECT_EQ(cache.Find("a", now), std::nullopt);
  for (size_t i = 0; i <= SessionCache::kMaxEntries; ++i) cache.Keep(absl::StrCat(i), "x", now);
  EXPECT_EQ(cache.Find(absl::StrCat(SessionCache::kMaxEntries), now), "x");
}

TEST(WatchSlotsTest, HasCapsInAllAndByCaller) {
  WatchSlots slots(3, 2);
  auto a1 = slots.Take("a");
  {
    auto a2 = slots.Take("a");
    EXPECT_TRUE(a2.ok());
    EXPECT_EQ(ReasonOf(slots.Take("a").status()), "TOO_MANY_WATCHES");
    auto b1 = slots.Take("b");
    EXPECT_TRUE(b1.ok());
    EXPECT_EQ(ReasonOf(slots.Take("c").status()), "TOO_MANY_WATCHES");
  }
  EXPECT_TRUE(slots.Take("a").ok());
}

}  // namespace
}  // namespace notary::gateway
